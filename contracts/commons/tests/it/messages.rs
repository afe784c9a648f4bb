//! Calls that are none.

use weir_commons::{
    abi::{selector, word},
    error::Error,
};

use crate::ledger::{ALICE, BOB, Ledger, ONE};

/// Every message, with how many arguments it has and whether it takes money.
const MESSAGES: [(&str, usize, bool); 62] = [
    ("name()", 0, false),
    ("symbol()", 0, false),
    ("decimals()", 0, false),
    ("totalSupply()", 0, false),
    ("balanceOf(address)", 1, false),
    ("allowance(address,address)", 2, false),
    ("transfer(address,uint256)", 2, false),
    ("approve(address,uint256)", 2, false),
    ("transferFrom(address,address,uint256)", 3, false),
    ("increaseAllowance(address,uint256)", 2, false),
    ("decreaseAllowance(address,uint256)", 2, false),
    ("mint(uint256,uint64)", 2, true),
    ("mintWith(uint256,uint256,uint64)", 3, false),
    ("redeem(uint256,uint256,uint64)", 3, false),
    ("burn(uint256,uint32,bytes32)", 3, false),
    ("donate()", 0, true),
    ("donateWith(uint256)", 1, false),
    ("quoteMint(uint256)", 1, false),
    ("quoteRedeem(uint256)", 1, false),
    ("state()", 0, false),
    ("parameters()", 0, false),
    ("spotPrice()", 0, false),
    ("governance(address)", 1, false),
    ("contribute()", 0, true),
    ("contributeWith(uint256)", 1, false),
    ("close()", 0, false),
    ("refund()", 0, false),
    ("allow(address[],bool)", 2, false),
    ("phase()", 0, false),
    ("hatch()", 0, false),
    ("vestingOf(address)", 1, false),
    ("allowed(address)", 1, false),
    ("transferable(address)", 1, false),
    ("stakedOf(address)", 1, false),
    ("lock(address,uint256)", 2, false),
    ("grant(address,uint256,uint64,bool,uint32)", 5, false),
    ("revoke(uint32,uint32)", 2, false),
    ("withdraw(uint32,address,uint256)", 3, false),
    ("grantOf(uint32)", 1, false),
    ("grants()", 0, false),
    ("lapse(uint32)", 1, false),
    ("setRule(uint8,uint256)", 2, false),
    ("rule(uint8)", 1, false),
    ("closing(bool)", 1, false),
    ("windDown()", 0, false),
    ("credit()", 0, false),
    ("unlock()", 0, false),
    ("cancelUnlock()", 0, false),
    ("unlockOf(address)", 1, false),
    ("limits()", 0, false),
    ("registerService(string,string)", 2, false),
    ("serviceOf(uint32)", 1, false),
    ("services()", 0, false),
    ("setGovernor(address)", 1, false),
    ("transferOwnership(address)", 1, false),
    ("acceptOwnership()", 0, false),
    ("renounceOwnership()", 0, false),
    ("setGuardian(address)", 1, false),
    ("pause(uint64)", 1, false),
    ("unpause()", 0, false),
    ("roles()", 0, false),
    ("currency()", 0, false),
];

#[test]
fn selectors_are_those_of_the_solidity_abi() {
    assert_eq!(selector("transfer(address,uint256)"), 0xa905_9cbb);
    assert_eq!(selector("balanceOf(address)"), 0x70a0_8231);
    assert_eq!(Error::ZeroAmount.selector(), selector("ZeroAmount()"));
}

#[test]
fn money_comes_only_with_messages_that_take_it() {
    for (signature, arguments, payable) in MESSAGES {
        let words = vec![word(1); arguments];
        let answer = Ledger::open().pay(ALICE, ONE, signature, &words);
        assert_eq!(answer == Err(Error::Malformed), !payable, "{signature}: {answer:?}");
    }
}

#[test]
fn a_message_without_all_its_arguments_is_refused() {
    for (signature, arguments, payable) in MESSAGES {
        let mut data = selector(signature).to_be_bytes().to_vec();
        data.resize((4 + 32 * arguments).saturating_sub(1), 0);
        let value = if payable { ONE } else { 0 };
        let answer = Ledger::open().call(ALICE, value, data);
        assert_eq!(answer, Err(Error::Malformed), "{signature}");
    }
}

#[test]
fn arguments_that_are_no_addresses_are_refused() {
    let wide = [0, 1, 0, 0];
    let mut ledger = Ledger::open();
    for (signature, words) in [
        ("balanceOf(address)", vec![wide]),
        ("transfer(address,uint256)", vec![wide, word(1)]),
        ("approve(address,uint256)", vec![wide, word(1)]),
        ("transferFrom(address,address,uint256)", vec![wide, BOB, word(1)]),
        ("transferFrom(address,address,uint256)", vec![ALICE, wide, word(1)]),
        ("increaseAllowance(address,uint256)", vec![wide, word(1)]),
        ("lock(address,uint256)", vec![wide, word(1)]),
        ("unlockOf(address)", vec![wide]),
    ] {
        assert_eq!(ledger.send(ALICE, signature, &words), Err(Error::Malformed), "{signature}");
    }
    for gone in ["lock(address,uint256,bool)", "recentlyGranted(address)"] {
        let words = [ALICE, word(0), word(0)];
        assert_eq!(ledger.send(ALICE, gone, &words), Err(Error::Malformed));
    }
    let service = [word(1), word(1 << 32), word(0)];
    let burn = ledger.send(ALICE, "burn(uint256,uint32,bytes32)", &service);
    assert_eq!(burn, Err(Error::Malformed));
}

#[test]
fn a_call_that_is_no_message_is_refused() {
    let mut ledger = Ledger::open();
    for data in [vec![], vec![1], vec![0xde, 0xad, 0xbe, 0xef], vec![0xff; 100]] {
        assert_eq!(ledger.call(BOB, 0, data.clone()), Err(Error::Malformed));
        assert_eq!(ledger.call(BOB, ONE, data), Err(Error::Malformed));
    }
}
