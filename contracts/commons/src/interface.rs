//! The contract's interface, as ink! sees it: from it come the ABI and the metadata, and through it
//! the contract can be called in ink!'s own environment.
//!
//! The blobs do not contain this module. ink!'s generated entry points read the contract's root
//! value from storage at every call and write it back, which costs half of what a whole transfer
//! does here; `revive` has leaner ones. Both lead to [`crate::front`] and its libraries. The
//! client's tests compare the ABI that comes from here with the interface it uses, the sandbox calls
//! the blobs by that interface, and the tests in here let ink! decode what the contract answers: so
//! they stay in step.

#![allow(non_snake_case)] // argument and field names are part of the Solidity ABI
#![allow(missing_docs)] // what fields and generated items mean stands at their event or message
#![allow(unreachable_pub)] // ink! wants its items public

mod chain;
mod error;
mod events;
mod records;
#[cfg(test)]
mod tests;

/// The Commons: token, curve, pools, hatch, grants, services.
#[ink::contract]
pub mod commons {
    use ink::{
        U256,
        prelude::{string::String, vec::Vec},
        primitives::sol::FixedBytes,
    };

    use super::{
        chain::{ask, deploy},
        error::Error,
        records::{GrantState, Hatch, HatchState, RolesState, ServiceState, Settings},
    };

    /// The contract. Its state is kept by `pools`, `token` and their like, each in storage items of
    /// its own.
    #[ink(storage)]
    pub struct Commons {}

    impl Commons {
        /// Sets a Commons up. With an initial supply the curve opens at once: the supply goes to the
        /// caller, the value sent is the reserve. Without one there is a hatch.
        #[ink(constructor, payable)]
        #[allow(clippy::too_many_arguments)]
        pub fn new(
            name: String,
            symbol: String,
            reserveRatio: u32,
            entryTribute: u32,
            exitTribute: u32,
            initialSupply: U256,
            hatch: Hatch,
            settings: Settings,
        ) -> Result<Self, Error> {
            deploy((
                name,
                symbol,
                reserveRatio,
                entryTribute,
                exitTribute,
                initialSupply,
                hatch,
                settings,
            ))?;
            Ok(Self {})
        }

        /// The token's name.
        #[ink(message)]
        pub fn name(&self) -> Result<String, Error> {
            ask("name", ())
        }

        /// The token's symbol.
        #[ink(message)]
        pub fn symbol(&self) -> Result<String, Error> {
            ask("symbol", ())
        }

        /// The decimals of the token: 18.
        #[ink(message)]
        pub fn decimals(&self) -> Result<u8, Error> {
            ask("decimals", ())
        }

        /// Tokens that exist.
        #[ink(message)]
        pub fn totalSupply(&self) -> Result<U256, Error> {
            ask("totalSupply", ())
        }

        /// The tokens of an account.
        #[ink(message)]
        pub fn balanceOf(&self, account: Address) -> Result<U256, Error> {
            ask("balanceOf", (account,))
        }

        /// What `spender` may still take from `owner`.
        #[ink(message)]
        pub fn allowance(&self, owner: Address, spender: Address) -> Result<U256, Error> {
            ask("allowance", (owner, spender))
        }

        /// Moves tokens to an account.
        #[ink(message)]
        pub fn transfer(&mut self, to: Address, value: U256) -> Result<bool, Error> {
            ask("transfer", (to, value))
        }

        /// Sets what `spender` may take from the caller; 2^128 or more means without limit.
        #[ink(message)]
        pub fn approve(&mut self, spender: Address, value: U256) -> Result<bool, Error> {
            ask("approve", (spender, value))
        }

        /// Moves tokens on behalf of their owner.
        #[ink(message)]
        pub fn transferFrom(
            &mut self,
            from: Address,
            to: Address,
            value: U256,
        ) -> Result<bool, Error> {
            ask("transferFrom", (from, to, value))
        }

        /// Raises an allowance.
        #[ink(message)]
        pub fn increaseAllowance(&mut self, spender: Address, added: U256) -> Result<bool, Error> {
            ask("increaseAllowance", (spender, added))
        }

        /// Lowers an allowance.
        #[ink(message)]
        pub fn decreaseAllowance(
            &mut self,
            spender: Address,
            subtracted: U256,
        ) -> Result<bool, Error> {
            ask("decreaseAllowance", (spender, subtracted))
        }

        /// Deposits the value sent; `deadline` is in seconds since the Unix epoch.
        #[ink(message, payable)]
        pub fn mint(&mut self, minTokens: U256, deadline: u64) -> Result<U256, Error> {
            ask("mint", (minTokens, deadline))
        }

        /// Deposits `amount` of the ERC-20 currency, for which the caller has approved this
        /// contract.
        #[ink(message)]
        pub fn mintWith(
            &mut self,
            amount: U256,
            minTokens: U256,
            deadline: u64,
        ) -> Result<U256, Error> {
            ask("mintWith", (amount, minTokens, deadline))
        }

        /// Burns `amount` and pays its share of the reserve less the exit tribute.
        #[ink(message)]
        pub fn redeem(
            &mut self,
            amount: U256,
            minReturn: U256,
            deadline: u64,
        ) -> Result<U256, Error> {
            ask("redeem", (amount, minReturn, deadline))
        }

        /// Destroys `amount` without payment, for a service (0: none) and the hash of what was paid
        /// for.
        #[ink(message)]
        pub fn burn(
            &mut self,
            amount: U256,
            service: u32,
            content: FixedBytes<32>,
        ) -> Result<(), Error> {
            ask("burn", (amount, service, content))
        }

        /// Puts the value sent into the funding pool.
        #[ink(message, payable)]
        pub fn donate(&mut self) -> Result<(), Error> {
            ask("donate", ())
        }

        /// Puts `amount` of the ERC-20 currency into the funding pool.
        #[ink(message)]
        pub fn donateWith(&mut self, amount: U256) -> Result<(), Error> {
            ask("donateWith", (amount,))
        }

        /// What a deposit would mint, and its tribute.
        #[ink(message)]
        pub fn quoteMint(&self, deposit: U256) -> Result<(U256, U256), Error> {
            ask("quoteMint", (deposit,))
        }

        /// What redeeming an amount would pay, and its tribute.
        #[ink(message)]
        pub fn quoteRedeem(&self, amount: U256) -> Result<(U256, U256), Error> {
            ask("quoteRedeem", (amount,))
        }

        /// Supply, reserve and funding pool.
        #[ink(message)]
        pub fn state(&self) -> Result<(U256, U256, U256), Error> {
            ask("state", ())
        }

        /// Reserve ratio, entry and exit tribute, in parts per million.
        #[ink(message)]
        pub fn parameters(&self) -> Result<(u32, u32, u32), Error> {
            ask("parameters", ())
        }

        /// Reserve base units per whole token (10^18 base units), rounded down.
        #[ink(message)]
        pub fn spotPrice(&self) -> Result<U256, Error> {
            ask("spotPrice", ())
        }

        /// What the governor needs to decide: supply, funding pool, until when the guardian has
        /// paused (in the past: not), and the spending limit in parts per million, 0 where nothing
        /// can be granted. Refuses a `beneficiary` that can get no grant; zero asks about none.
        #[ink(message)]
        pub fn governance(&self, beneficiary: Address) -> Result<(U256, U256, u64, u32), Error> {
            ask("governance", (beneficiary,))
        }

        /// Puts money that arrived without a message into the funding pool, by anyone.
        #[ink(message)]
        pub fn credit(&mut self) -> Result<U256, Error> {
            ask("credit", ())
        }

        /// Contributes the value sent to the hatch; what exceeds the maximum is returned.
        #[ink(message, payable)]
        pub fn contribute(&mut self) -> Result<U256, Error> {
            ask("contribute", ())
        }

        /// Contributes `amount` of the ERC-20 currency; only what fits under the maximum is taken.
        #[ink(message)]
        pub fn contributeWith(&mut self, amount: U256) -> Result<U256, Error> {
            ask("contributeWith", (amount,))
        }

        /// Ends the hatch, by anyone: opens the curve, or lets contributors take their money back.
        #[ink(message)]
        pub fn close(&mut self) -> Result<(), Error> {
            ask("close", ())
        }

        /// Returns the caller's contribution after a failed hatch.
        #[ink(message)]
        pub fn refund(&mut self) -> Result<U256, Error> {
            ask("refund", ())
        }

        /// The owner lets accounts contribute, or no longer; at most 32 in a call.
        #[ink(message)]
        pub fn allow(&mut self, accounts: Vec<Address>, allowed: bool) -> Result<(), Error> {
            ask("allow", (accounts, allowed))
        }

        /// Where the Commons is in its life: 0 hatch, 1 open, 2 refunding, 3 closing (a wind-down is
        /// announced), 4 closed.
        #[ink(message)]
        pub fn phase(&self) -> Result<u8, Error> {
            ask("phase", ())
        }

        /// How the hatch was set up, and where it is.
        #[ink(message)]
        pub fn hatch(&self) -> Result<HatchState, Error> {
            ask("hatch", ())
        }

        /// `granted` tokens came from the hatch, `vesting` of them are still locked; `contributed`
        /// money was paid for them.
        #[ink(message)]
        pub fn vestingOf(&self, account: Address) -> Result<(U256, U256, U256), Error> {
            ask("vestingOf", (account,))
        }

        /// Whether an account may contribute, as far as the allowlist goes.
        #[ink(message)]
        pub fn allowed(&self, account: Address) -> Result<bool, Error> {
            ask("allowed", (account,))
        }

        /// What may be transferred, burnt or redeemed now: balance - max(vesting, staked).
        #[ink(message)]
        pub fn transferable(&self, account: Address) -> Result<U256, Error> {
            ask("transferable", (account,))
        }

        /// How many tokens of an account are staked.
        #[ink(message)]
        pub fn stakedOf(&self, account: Address) -> Result<U256, Error> {
            ask("stakedOf", (account,))
        }

        /// Sets how much of an account's tokens is staked; returns what `governance` does.
        #[ink(message)]
        pub fn lock(
            &mut self,
            account: Address,
            staked: U256,
        ) -> Result<(U256, U256, u64, u32), Error> {
            ask("lock", (account, staked))
        }

        /// Grants from the funding pool; a duration of 0 is due at once.
        #[ink(message)]
        pub fn grant(
            &mut self,
            beneficiary: Address,
            amount: U256,
            duration: u64,
            asTokens: bool,
            proposal: u32,
        ) -> Result<u32, Error> {
            ask("grant", (beneficiary, amount, duration, asTokens, proposal))
        }

        /// What of a grant is not yet due returns to the funding pool.
        #[ink(message)]
        pub fn revoke(&mut self, grantId: u32, proposal: u32) -> Result<U256, Error> {
            ask("revoke", (grantId, proposal))
        }

        /// Changes a rule: 1 entry tribute, 2 exit tribute, 3 spending limit, 4 window.
        #[ink(message)]
        pub fn setRule(&mut self, rule: u8, value: U256) -> Result<(), Error> {
            ask("setRule", (rule, value))
        }

        /// Announces the wind-down (no mints and grants, redemptions by equal share), or takes that
        /// back.
        #[ink(message)]
        pub fn closing(&mut self, announced: bool) -> Result<(), Error> {
            ask("closing", (announced,))
        }

        /// Winds the Commons down after its announcement: the funding pool joins the reserve, for
        /// good.
        #[ink(message)]
        pub fn windDown(&mut self) -> Result<(), Error> {
            ask("windDown", ())
        }

        /// Asks for the caller's staked tokens without the governor; frees them once 30 days are
        /// over.
        #[ink(message)]
        pub fn unlock(&mut self) -> Result<(), Error> {
            ask("unlock", ())
        }

        /// Takes that back: the governor may raise the caller's stake again. Refused while the
        /// governor counts a stake that was freed.
        #[ink(message)]
        pub fn cancelUnlock(&mut self) -> Result<(), Error> {
            ask("cancelUnlock", ())
        }

        /// When the tokens of an account that asked for them are free; 0: it did not ask.
        #[ink(message)]
        pub fn unlockOf(&self, account: Address) -> Result<u64, Error> {
            ask("unlockOf", (account,))
        }

        /// Pays what is due to `to`; by the beneficiary only. `minTokens` counts for a grant in
        /// tokens.
        #[ink(message)]
        pub fn withdraw(
            &mut self,
            grantId: u32,
            to: Address,
            minTokens: U256,
        ) -> Result<U256, Error> {
            ask("withdraw", (grantId, to, minTokens))
        }

        /// A grant.
        #[ink(message)]
        pub fn grantOf(&self, grantId: u32) -> Result<GrantState, Error> {
            ask("grantOf", (grantId,))
        }

        /// How many grants there are; their ids count from 1.
        #[ink(message)]
        pub fn grants(&self) -> Result<u32, Error> {
            ask("grants", ())
        }

        /// Ends a grant that was not claimed within a year after the last of it came due; the rest
        /// returns to the funding pool. By anyone.
        #[ink(message)]
        pub fn lapse(&mut self, grantId: u32) -> Result<U256, Error> {
            ask("lapse", (grantId,))
        }

        /// Spending limit in parts per million, window in seconds, what is granted but not yet
        /// withdrawn, and what recent grants still count against the limit.
        #[ink(message)]
        pub fn limits(&self) -> Result<(u32, u64, U256, U256), Error> {
            ask("limits", ())
        }

        /// A rule that a vote may change: what it is, its least, its most, the largest step (0: it
        /// never changes), and from when on it can change again (0: it never did).
        #[ink(message)]
        pub fn rule(&self, rule: u8) -> Result<(U256, U256, U256, U256, u64), Error> {
            ask("rule", (rule,))
        }

        /// Registers a service of the caller: a name of 1 to 32 bytes, a link of up to 128.
        #[ink(message)]
        pub fn registerService(&mut self, serviceName: String, link: String) -> Result<u32, Error> {
            ask("registerService", (serviceName, link))
        }

        /// A service, and what was burnt for it.
        #[ink(message)]
        pub fn serviceOf(&self, service: u32) -> Result<ServiceState, Error> {
            ask("serviceOf", (service,))
        }

        /// How many services there are; their ids count from 1.
        #[ink(message)]
        pub fn services(&self) -> Result<u32, Error> {
            ask("services", ())
        }

        /// The owner sets the governor, once; then the governor its successor.
        #[ink(message)]
        pub fn setGovernor(&mut self, governor: Address) -> Result<(), Error> {
            ask("setGovernor", (governor,))
        }

        /// The owner offers the ownership to an account, which must accept it; zero takes the offer
        /// back.
        #[ink(message)]
        pub fn transferOwnership(&mut self, to: Address) -> Result<(), Error> {
            ask("transferOwnership", (to,))
        }

        /// Accepts the ownership that was offered to the caller.
        #[ink(message)]
        pub fn acceptOwnership(&mut self) -> Result<(), Error> {
            ask("acceptOwnership", ())
        }

        /// The owner gives the ownership up, for good. The governor must be set.
        #[ink(message)]
        pub fn renounceOwnership(&mut self) -> Result<(), Error> {
            ask("renounceOwnership", ())
        }

        /// The owner sets the guardian (zero: none). The end of its office stays.
        #[ink(message)]
        pub fn setGuardian(&mut self, guardian: Address) -> Result<(), Error> {
            ask("setGuardian", (guardian,))
        }

        /// The guardian pauses minting, contributing, proposing and granting, for up to 14 days.
        #[ink(message)]
        pub fn pause(&mut self, duration: u64) -> Result<(), Error> {
            ask("pause", (duration,))
        }

        /// The guardian ends a pause.
        #[ink(message)]
        pub fn unpause(&mut self) -> Result<(), Error> {
            ask("unpause", ())
        }

        /// Who has which role.
        #[ink(message)]
        pub fn roles(&self) -> Result<RolesState, Error> {
            ask("roles", ())
        }

        /// The ERC-20 contract of the reserve currency; zero for the native one.
        #[ink(message)]
        pub fn currency(&self) -> Result<Address, Error> {
            ask("currency", ())
        }
    }
}
