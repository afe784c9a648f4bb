//! What the treasury's messages are called.

use crate::{
    market,
    messages::{Entry, entry},
};

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)] // they are documented in the interface
pub(super) enum Message {
    Name,
    Symbol,
    Decimals,
    Currency,
    Phase,
    Hatch,
    Allowed,
    Contribute,
    ContributeWith,
    Close,
    Refund,
    Allow,
    Grant,
    Revoke,
    Withdraw,
    GrantOf,
    Grants,
    Limits,
    Lapse,
    SetRule,
    Rule,
    Closing,
    WindDown,
    Credit,
    Unlock,
    CancelUnlock,
    UnlockOf,
    RegisterService,
    ServiceOf,
    Services,
    Roles,
    SetGovernor,
    TransferOwnership,
    AcceptOwnership,
    RenounceOwnership,
    SetGuardian,
    Pause,
    Unpause,
    SpotPrice,
}

pub(super) static MESSAGES: [Entry<Message>; 39] = LIST;

const LIST: [Entry<Message>; 39] = [
    entry(Message::Name, "name()", 0),
    entry(Message::Symbol, "symbol()", 0),
    entry(Message::Decimals, "decimals()", 0),
    entry(Message::Currency, "currency()", 0),
    entry(Message::Phase, "phase()", 0),
    entry(Message::Hatch, "hatch()", 0),
    entry(Message::Allowed, "allowed(address)", 1),
    entry(Message::Contribute, "contribute()", 0),
    entry(Message::ContributeWith, "contributeWith(uint256)", 1),
    entry(Message::Close, "close()", 0),
    entry(Message::Refund, "refund()", 0),
    entry(Message::Allow, "allow(address[],bool)", 2),
    entry(Message::Grant, "grant(address,uint256,uint64,bool,uint32)", 5),
    entry(Message::Revoke, "revoke(uint32,uint32)", 2),
    entry(Message::Withdraw, "withdraw(uint32,address,uint256)", 3),
    entry(Message::GrantOf, "grantOf(uint32)", 1),
    entry(Message::Grants, "grants()", 0),
    entry(Message::Limits, "limits()", 0),
    entry(Message::Lapse, "lapse(uint32)", 1),
    entry(Message::SetRule, "setRule(uint8,uint256)", 2),
    entry(Message::Rule, "rule(uint8)", 1),
    entry(Message::Closing, "closing(bool)", 1),
    entry(Message::WindDown, "windDown()", 0),
    entry(Message::Credit, "credit()", 0),
    entry(Message::Unlock, "unlock()", 0),
    entry(Message::CancelUnlock, "cancelUnlock()", 0),
    entry(Message::UnlockOf, "unlockOf(address)", 1),
    entry(Message::RegisterService, "registerService(string,string)", 2),
    entry(Message::ServiceOf, "serviceOf(uint32)", 1),
    entry(Message::Services, "services()", 0),
    entry(Message::Roles, "roles()", 0),
    entry(Message::SetGovernor, "setGovernor(address)", 1),
    entry(Message::TransferOwnership, "transferOwnership(address)", 1),
    entry(Message::AcceptOwnership, "acceptOwnership()", 0),
    entry(Message::RenounceOwnership, "renounceOwnership()", 0),
    entry(Message::SetGuardian, "setGuardian(address)", 1),
    entry(Message::Pause, "pause(uint64)", 1),
    entry(Message::Unpause, "unpause()", 0),
    entry(Message::SpotPrice, "spotPrice()", 0),
];

// The contract's own code leaves to the market what falls on one of the market's places.
const _: () = {
    let mut at = 0;
    while at < LIST.len() {
        assert!(!market::answers(LIST[at].selector()), "take another factor for the places");
        at += 1;
    }
};
