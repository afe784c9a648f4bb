//! Where a call's compute goes: the weight charged for each host function.

use frame_support::weights::Weight;
use pallet_revive::{
    tracing::{trace, EVMFrameTraceInfo, FrameTraceInfo, Tracing},
    ExecReturnValue, H160, U256,
};
use sp_runtime::DispatchError;
use std::collections::BTreeMap;

/// What the calls of one host function cost together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Number of calls.
    pub calls: u32,
    /// Compute and proof size, without what a callee used.
    pub weight: Weight,
}

/// Runs `action` and notes the cost of every host function that a contract calls in it.
///
/// `pvm_fuel` stands for the instructions between two host functions.
pub fn profile<R>(action: impl FnOnce() -> R) -> (R, BTreeMap<&'static str, Cost>) {
    let mut profiler = Profiler::default();
    let result = trace(&mut profiler, action);
    (result, profiler.costs)
}

#[derive(Default)]
struct Profiler {
    /// Host functions under way, the innermost last: name, the frame's weight at its start, what
    /// its callees used.
    open: Vec<(&'static str, Weight, Weight)>,
    costs: BTreeMap<&'static str, Cost>,
}

impl Tracing for Profiler {
    fn is_execution_tracer(&self) -> bool {
        true
    }

    fn enter_opcode(&mut self, _: u64, _: u8, info: &dyn EVMFrameTraceInfo) {
        self.open.push(("EVM", info.weight_consumed(), Weight::zero()));
    }

    fn enter_ecall(&mut self, name: &'static str, _: &[u64], info: &dyn FrameTraceInfo) {
        self.open.push((name, info.weight_consumed(), Weight::zero()));
    }

    fn exit_step(&mut self, info: &dyn FrameTraceInfo, _: Option<u64>) {
        let Some((name, start, callees)) = self.open.pop() else { return };
        let cost = self.costs.entry(name).or_default();
        let used = info.weight_consumed().saturating_sub(start).saturating_sub(callees);
        cost.calls += 1;
        cost.weight = cost.weight.saturating_add(used);
    }

    fn enter_child_span(
        &mut self,
        _: H160,
        _: H160,
        _: Option<H160>,
        _: bool,
        _: U256,
        _: &[u8],
        _: u64,
    ) {
    }

    fn exit_child_span(&mut self, _: &ExecReturnValue, _: u64, weight: Weight) {
        self.charge_callee(weight);
    }

    fn exit_child_span_with_error(&mut self, _: DispatchError, _: u64, weight: Weight) {
        self.charge_callee(weight);
    }
}

impl Profiler {
    fn charge_callee(&mut self, weight: Weight) {
        if let Some((_, _, callees)) = self.open.last_mut() {
            *callees = callees.saturating_add(weight);
        }
    }
}
