//! What the market's messages are called, and how the contract's own code knows them from the
//! treasury's.

use crate::messages::{Entry, entry};

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)] // they are documented in the interface
pub(super) enum Message {
    Transfer,
    TransferFrom,
    Burn,
    Allowance,
    IncreaseAllowance,
    DecreaseAllowance,
    Transferable,
    StakedOf,
    VestingOf,
    TotalSupply,
    State,
    Parameters,
    Mint,
    MintWith,
    Redeem,
    QuoteMint,
    QuoteRedeem,
    Donate,
    DonateWith,
}

/// How many of them the contract's own code answers where it can.
const COMMON: usize = 3;

pub(super) static MESSAGES: [Entry<Message>; 19] = LIST;

const LIST: [Entry<Message>; 19] = [
    entry(Message::Transfer, "transfer(address,uint256)", 2),
    entry(Message::TransferFrom, "transferFrom(address,address,uint256)", 3),
    entry(Message::Burn, "burn(uint256,uint32,bytes32)", 3),
    entry(Message::Allowance, "allowance(address,address)", 2),
    entry(Message::IncreaseAllowance, "increaseAllowance(address,uint256)", 2),
    entry(Message::DecreaseAllowance, "decreaseAllowance(address,uint256)", 2),
    entry(Message::Transferable, "transferable(address)", 1),
    entry(Message::StakedOf, "stakedOf(address)", 1),
    entry(Message::VestingOf, "vestingOf(address)", 1),
    entry(Message::TotalSupply, "totalSupply()", 0),
    entry(Message::State, "state()", 0),
    entry(Message::Parameters, "parameters()", 0),
    entry(Message::Mint, "mint(uint256,uint64)", 2),
    entry(Message::MintWith, "mintWith(uint256,uint256,uint64)", 3),
    entry(Message::Redeem, "redeem(uint256,uint256,uint64)", 3),
    entry(Message::QuoteMint, "quoteMint(uint256)", 1),
    entry(Message::QuoteRedeem, "quoteRedeem(uint256)", 1),
    entry(Message::Donate, "donate()", 0),
    entry(Message::DonateWith, "donateWith(uint256)", 1),
];

/// Whether the market answers a message that the contract's own code leaves to its libraries.
///
/// Six bits of a product say it: the factor is such that no message of the treasury falls on the
/// place of one of these. To compare selectors would be ten bytes of code each, in every call.
pub(crate) const fn answers(selector: u32) -> bool {
    PLACES >> place(selector) & 1 != 0
}

/// The places of the messages that the contract's own code does not know, each as a bit.
const PLACES: u64 = {
    let (mut places, mut at) = (0, COMMON);
    while at < LIST.len() {
        places |= 1 << place(LIST[at].selector());
        at += 1;
    }
    places
};

/// Where a selector falls among 64 places.
const fn place(selector: u32) -> u32 {
    selector.wrapping_mul(4849) >> 26
}
