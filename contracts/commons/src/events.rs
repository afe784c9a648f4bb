//! The contract's events, in the Solidity ABI. Data holds what is not indexed.

use crate::{
    abi::{Address, Word, ZERO, set_low, topic, word},
    host::Host,
    pools::Pools,
    token,
};

/// `Transfer`
pub static TRANSFER: Word = topic("Transfer(address,address,uint256)");
/// `Approval`
pub static APPROVAL: Word = topic("Approval(address,address,uint256)");
/// `Open`
pub static OPEN: Word = topic("Open(address,uint256,uint256,uint256)");
/// `Mint`
pub static MINT: Word = topic("Mint(address,uint256,uint256,uint256,uint256,uint256,uint256)");
/// `Redeem`
pub static REDEEM: Word = topic("Redeem(address,uint256,uint256,uint256,uint256,uint256,uint256)");
/// `Burn`
pub static BURN: Word = topic("Burn(address,uint32,bytes32,uint256,uint256,uint256,uint256)");
/// `Donate`
pub static DONATE: Word = topic("Donate(address,uint256,uint256,uint256,uint256)");
/// `Contribute`
pub static CONTRIBUTE: Word = topic("Contribute(address,uint256,uint256,uint256,uint256)");
/// `HatchFailed`
pub static HATCH_FAILED: Word = topic("HatchFailed(uint256)");
/// `Refund`
pub static REFUND: Word = topic("Refund(address,uint256,uint256,uint256,uint256)");
/// `Allow`
pub static ALLOW: Word = topic("Allow(address,bool)");
/// `Grant`
pub static GRANT: Word =
    topic("Grant(uint32,address,uint32,uint256,uint64,uint64,bool,uint256,uint256,uint256)");
/// `Withdraw`
pub static WITHDRAW: Word =
    topic("Withdraw(uint32,address,address,uint256,uint256,uint256,uint256,uint256)");
/// `Revoke`
pub static REVOKE: Word = topic("Revoke(uint32,uint32,uint256,uint256,uint256,uint256)");
/// `Lapse`
pub static LAPSE: Word = topic("Lapse(uint32,uint256,uint256,uint256,uint256)");
/// `Credit`
pub static CREDIT: Word = topic("Credit(address,uint256,uint256,uint256,uint256)");
/// `Unlock`
pub static UNLOCK: Word = topic("Unlock(address,uint256,uint64)");
/// `Rule`
pub static RULE: Word = topic("Rule(uint8,uint256)");
/// `Closing`
pub static CLOSING: Word = topic("Closing(bool)");
/// `WindDown`
pub static WIND_DOWN: Word = topic("WindDown(uint256,uint256,uint256)");
/// `Service`
pub static SERVICE: Word = topic("Service(uint32,address,string,string)");
/// `Governor`
pub static GOVERNOR: Word = topic("Governor(address)");
/// `OwnershipTransferStarted`
pub static OWNERSHIP_TRANSFER_STARTED: Word = topic("OwnershipTransferStarted(address,address)");
/// `OwnershipTransferred`
pub static OWNERSHIP_TRANSFERRED: Word = topic("OwnershipTransferred(address,address)");
/// `Guardian`
pub static GUARDIAN: Word = topic("Guardian(address,uint64)");
/// `Pause`
pub static PAUSE: Word = topic("Pause(address,uint64)");

/// Tokens were minted (from zero) or destroyed (to zero).
pub fn transfer<H: Host>(host: &mut H, from: &Address, to: &Address, value: u128) {
    let mut row = [ZERO, *from, *to, word(value)];
    token::emit(host, &TRANSFER, &mut row);
}

/// The curve opened.
pub fn open<H: Host>(host: &mut H, account: &Address, pools: &Pools) {
    let mut data = [ZERO; 3];
    pools.write(&mut data);
    host.emit(&[OPEN, *account], &data);
}

/// A trade, `MINT` or `REDEEM`: what came in, what of it went to the funding pool, what went out.
pub fn trade<H: Host>(
    host: &mut H,
    kind: &Word,
    account: &Address,
    amounts: &[u128; 3],
    pools: &Pools,
) {
    let mut data = [ZERO; 6];
    for (place, amount) in data.iter_mut().zip(amounts) {
        set_low(place, *amount);
    }
    pools.write(&mut data[3..]);
    host.emit(&[*kind, *account], &data);
}

/// Emits an event of an amount and the state after it.
pub fn with_state<H: Host>(host: &mut H, topics: &[Word], amount: u128, pools: &Pools) {
    let mut data = [ZERO; 4];
    set_low(&mut data[0], amount);
    pools.write(&mut data[1..]);
    host.emit(topics, &data);
}
