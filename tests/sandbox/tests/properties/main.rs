//! Promises that hold after every operation, whatever came before.
//!
//! Random sequences of all messages of both contracts by several accounts, with time moving, over
//! the whole domain of amounts and parameters, run on the contracts' bytecode beside a model of
//! them. 40,000 operations a run. The seed is printed, and `WEIR_SEED` repeats it;
//! `WEIR_OPERATIONS` sets another number of operations. A failing sequence is shrunk to the shortest
//! that still fails.
//!
//! And strategies that are not random: [`search`] looks for what pays the attackers most, and compares
//! what they get with what is promised, not with the rules.

mod model;
mod operation;
mod search;
mod strategy;
mod tally;

use proptest::{
    strategy::Strategy,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner},
};
use std::{
    cell::RefCell,
    env,
    fmt::Debug,
    time::{SystemTime, UNIX_EPOCH},
};
use tally::Tally;

/// Operations in one run, unless `WEIR_OPERATIONS` says otherwise.
const OPERATIONS: u64 = 30_000;
/// The same for the attackers' sequences, their history among them.
const ATTACKS: u64 = 10_000;

#[test]
fn every_promise_holds_after_every_operation() {
    let tally = check(OPERATIONS, strategy::sequences(), model::run);
    tally.assert_worth_something(&[
        ("mint", 40),
        ("redeem", 40),
        ("round trip", 200),
        ("transfer", 100),
        ("transferFrom", 300),
        ("burn", 500),
        ("burn for a service", 500),
        ("donate", 150),
        ("contribute", 600),
        ("open", 2_000),
        ("refund", 15_000),
        ("pause", 2_000),
        ("propose", 60),
        ("stake", 20),
        ("oppose", 200),
        ("announce", 300),
        ("reset", 10_000),
        ("execute", 600),
        ("revocation", 15_000),
        ("rule", 5_000),
        ("wind-down", 30_000),
        ("governor", 60_000),
        ("unlock", 1_000),
        ("free", 5_000),
        ("forfeit", 10_000),
        ("lapse", 30_000),
        ("credit", 2_000),
        ("withdraw", 1_000),
        ("withdraw tokens", 1_000),
        ("cancel", 1_000),
        ("expire", 150),
        ("release", 60),
        ("reclaim", 150),
    ]);
}

#[test]
fn nobody_gains_by_what_they_do_among_themselves() {
    let tally = check(ATTACKS, strategy::attacks(), model::attack);
    tally.assert_worth_something(&[("attack", 40)]);
}

/// Runs sequences until there were so many operations; the first one that breaks a promise is
/// shrunk and shown.
fn check<S: Strategy<Value: Debug>>(
    operations: u64,
    sequences: S,
    run: impl Fn(&S::Value, &mut Tally) -> Result<(), String>,
) -> Tally {
    let seed = seed();
    let operations = number("WEIR_OPERATIONS").unwrap_or(operations);
    let config = Config {
        cases: 1,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        max_shrink_time: 60_000,
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
        let outcome = runner.run(&sequences, |sequence| {
            run(&sequence, &mut tally.borrow_mut()).map_err(TestCaseError::fail)
        });
        match outcome {
            Ok(()) => {}
            Err(TestError::Fail(reason, sequence)) => {
                panic!("{reason}\nWEIR_SEED={seed} repeats it; shortest sequence:\n{sequence:#?}")
            }
            Err(TestError::Abort(reason)) => panic!("WEIR_SEED={seed}: {reason}"),
        }
    }
    println!("{}", tally.borrow());
    tally.into_inner()
}

/// The seed of a run, printed so that `WEIR_SEED` can repeat it.
fn seed() -> u64 {
    let seed = number("WEIR_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
        now.as_nanos() as u64
    });
    println!("WEIR_SEED={seed}");
    seed
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number, not {text:?}")))
}
