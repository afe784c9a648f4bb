//! Promises that hold after every operation, whatever came before.
//!
//! Random sequences of operations by several accounts, over the whole domain of amounts and
//! parameters, run on the contract's bytecode beside a model of it. At least 10,000 operations a
//! run. The seed is printed when a sequence fails, and `WEIR_SEED` repeats it; `WEIR_OPERATIONS`
//! sets another number of operations. A failing sequence is shrunk to the shortest that still fails.

mod model;
mod operation;

use model::Tally;
use operation::{sequences, Sequence};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::{
    cell::RefCell,
    env,
    time::{SystemTime, UNIX_EPOCH},
};

/// Operations in one run, unless `WEIR_OPERATIONS` says otherwise.
const OPERATIONS: u64 = 10_000;

#[test]
fn every_promise_holds_after_every_operation() {
    let seed = number("WEIR_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
        now.as_nanos() as u64
    });
    let operations = number("WEIR_OPERATIONS").unwrap_or(OPERATIONS);
    let config = Config {
        cases: 1,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    // One runner a sequence, so that the run ends by the number of operations.
    let mut seeds = TestRunner::new_with_rng(config.clone(), rng);
    let tally = RefCell::new(Tally::default());
    while tally.borrow().operations < operations {
        let mut runner = TestRunner::new_with_rng(config.clone(), seeds.new_rng());
        let outcome = runner.run(&sequences(), |sequence: Sequence| {
            model::run(&sequence, &mut tally.borrow_mut()).map_err(TestCaseError::fail)
        });
        match outcome {
            Ok(()) => {}
            Err(TestError::Fail(reason, sequence)) => {
                panic!("{reason}\nWEIR_SEED={seed} repeats it; shortest sequence:\n{sequence:#?}")
            }
            Err(TestError::Abort(reason)) => panic!("WEIR_SEED={seed}: {reason}"),
        }
    }
    println!("seed {seed}: {}", tally.borrow());
    tally.borrow().assert_worth_something();
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number, not {text:?}")))
}
