//! The contract's events, in the Solidity ABI. Data holds what is not indexed.

use crate::{
    abi::{Word, address_word, topic, word},
    host::{Address, Host},
    pools::Pools,
};

pub(crate) const TRANSFER: Word = topic("Transfer(address,address,uint256)");
pub(crate) const APPROVAL: Word = topic("Approval(address,address,uint256)");
pub(crate) const OPEN: Word = topic("Open(address,uint256,uint256,uint256)");
pub(crate) const MINT: Word = topic("Mint(address,uint256,uint256,uint256,uint256,uint256,uint256)");
pub(crate) const REDEEM: Word = topic("Redeem(address,uint256,uint256,uint256,uint256,uint256,uint256)");
pub(crate) const BURN: Word = topic("Burn(address,uint32,bytes32,uint256,uint256,uint256,uint256)");
pub(crate) const DONATE: Word = topic("Donate(address,uint256,uint256,uint256,uint256)");

/// Tokens moved; minted if `from` is the zero address, destroyed if `to` is.
pub fn transfer<H: Host>(host: &mut H, from: &Address, to: &Address, value: u128) {
    host.emit(&[TRANSFER, address_word(from), address_word(to)], &word(value));
}

/// An allowance was set.
pub fn approval<H: Host>(host: &mut H, owner: &Address, spender: &Address, value: &Word) {
    host.emit(&[APPROVAL, address_word(owner), address_word(spender)], value);
}

/// The curve opened.
pub fn open<H: Host>(host: &mut H, account: &Address, pools: &Pools) {
    with_state(host, &[OPEN, address_word(account)], &[], pools);
}

/// `deposit` was paid in; `tribute` of it went to the funding pool.
pub fn mint<H: Host>(
    host: &mut H,
    account: &Address,
    deposit: u128,
    tribute: u128,
    minted: u128,
    pools: &Pools,
) {
    with_state(host, &[MINT, address_word(account)], &[deposit, tribute, minted], pools);
}

/// `amount` was burnt for `returned`; `tribute` went to the funding pool.
pub fn redeem<H: Host>(
    host: &mut H,
    account: &Address,
    amount: u128,
    tribute: u128,
    returned: u128,
    pools: &Pools,
) {
    with_state(host, &[REDEEM, address_word(account)], &[amount, tribute, returned], pools);
}

/// `amount` was destroyed for a service and the hash of what was paid for.
pub fn burn<H: Host>(
    host: &mut H,
    account: &Address,
    service: u32,
    content: &Word,
    amount: u128,
    pools: &Pools,
) {
    let topics = [BURN, address_word(account), word(service.into()), *content];
    with_state(host, &topics, &[amount], pools);
}

/// `amount` was given to the funding pool.
pub fn donate<H: Host>(host: &mut H, account: &Address, amount: u128, pools: &Pools) {
    with_state(host, &[DONATE, address_word(account)], &[amount], pools);
}

/// Emits an event of `amounts`, at most three, and the state after them.
fn with_state<H: Host>(host: &mut H, topics: &[Word], amounts: &[u128], pools: &Pools) {
    let mut data = [0; 6 * 32];
    let mut len = 0;
    let state = [pools.supply, pools.reserve, pools.funding];
    for (place, amount) in data.chunks_exact_mut(32).zip(amounts.iter().chain(&state)) {
        place.copy_from_slice(&word(*amount));
        len += 32;
    }
    host.emit(topics, &data[..len]);
}
