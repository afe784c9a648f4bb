//! Calls that are none.

use weir_conviction::{
    abi::{selector, word},
    error::Error,
};

use crate::ledger::{ALICE, BOB, CAROL, Draft, Ledger, ONE, PROPOSE, STAKE, bytes};

/// Every message, with arguments that it takes, but the one that takes money.
fn messages() -> [(&'static str, Vec<u8>); 17] {
    let one = bytes(&[word(2)]);
    let moves = bytes(&[word(32), word(1), word(2), word(1), word(0)]);
    [
        (STAKE, moves),
        ("announce(uint32)", one.clone()),
        ("reset(uint32)", one.clone()),
        ("execute(uint32)", one.clone()),
        ("cancel(uint32)", one.clone()),
        ("expire(uint32)", one.clone()),
        ("release(address)", bytes(&[ALICE])),
        ("forfeit(address)", bytes(&[ALICE])),
        ("reclaim(uint32)", one.clone()),
        ("proposalOf(uint32)", one.clone()),
        ("textOf(uint32)", one.clone()),
        ("stakesOf(address)", bytes(&[ALICE])),
        ("noticeOf(uint32)", one.clone()),
        ("rule(uint8)", bytes(&[word(5)])),
        ("thresholdOf(uint32)", one),
        ("totals()", vec![]),
        ("settings()", vec![]),
    ]
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger
}

fn data(signature: &str, arguments: &[u8]) -> Vec<u8> {
    [&selector(signature).to_be_bytes(), arguments].concat()
}

#[test]
fn money_comes_only_with_a_proposal() {
    for (signature, arguments) in messages() {
        let data = data(signature, &arguments);
        assert_eq!(ledger().call(CAROL, 1, data.clone()), Err(Error::Malformed), "{signature}");
        assert_ne!(ledger().call(CAROL, 0, data), Err(Error::Malformed), "{signature}");
    }
}

#[test]
fn a_message_without_all_its_arguments_is_refused() {
    let propose = (PROPOSE, bytes(&Draft::default().words()[..8]));
    for (signature, arguments) in messages().into_iter().chain([propose]) {
        let data = data(signature, &arguments);
        let value = if signature == PROPOSE { ONE } else { 0 };
        let cut = data[..data.len() - 1].to_vec();
        assert_eq!(ledger().call(CAROL, value, cut), Err(Error::Malformed), "{signature}");
    }
}

#[test]
fn a_call_that_is_no_message_is_refused() {
    for data in [vec![], vec![1], vec![0xde, 0xad, 0xbe, 0xef], vec![0; 4], data("a()", &[0; 32])] {
        assert_eq!(ledger().call(BOB, 0, data.clone()), Err(Error::Malformed));
        assert_eq!(ledger().call(BOB, ONE, data), Err(Error::Malformed));
    }
}

#[test]
fn a_contract_that_was_not_deployed_answers_nothing() {
    for (signature, arguments) in messages() {
        let answer = Ledger::default().call(CAROL, 0, data(signature, &arguments));
        assert_eq!(answer, Err(Error::Malformed), "{signature}");
    }
}

#[test]
fn a_commons_that_is_gone_is_an_error() {
    let mut ledger = ledger();
    ledger.deserted = true;
    assert_eq!(ledger.stake(ALICE, &[(2, 1)]), Err(Error::Malformed));
    assert_eq!(ledger.propose(ALICE, Draft::default()), Err(Error::Malformed));
    for message in ["announce", "execute"] {
        assert_eq!(ledger.on(ALICE, message, 2), Err(Error::Malformed));
    }
    assert_eq!(ledger.forfeit(ALICE, BOB), Err(Error::Malformed));
    for (view, argument) in
        [("settings()", None), ("totals()", None), ("rule(uint8)", Some(word(5)))]
    {
        assert_eq!(ledger.ask(view, argument.as_slice()), Err(Error::Malformed), "{view}");
    }
}
