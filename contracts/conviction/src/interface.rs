//! The contract's interface, as ink! sees it: from it come the ABI and the metadata, and through it
//! the contract can be called in ink!'s own environment.
//!
//! The blob does not contain this module. ink!'s generated entry points read the contract's root
//! value from storage at every call and write it back, which costs half of what a whole transfer of
//! tokens does; `revive` has leaner ones. Both lead to [`crate::messages`]. The client's tests
//! compare the ABI that comes from here with the interface it uses, the sandbox calls the blob by
//! that interface, and the tests in here let ink! decode what the contract answers: so they stay in
//! step.

#![allow(non_snake_case)] // argument and field names are part of the Solidity ABI
#![allow(missing_docs)] // what fields and generated items mean stands at their event or message
#![allow(unreachable_pub)] // ink! wants its items public

mod chain;
mod error;
mod events;
mod records;
#[cfg(test)]
mod tests;

/// Conviction voting: proposals, stakes, execution.
#[ink::contract]
pub mod conviction {
    use ink::{
        U256,
        prelude::{string::String, vec::Vec},
    };

    use super::{
        chain::{ask, deploy},
        error::Error,
        records::{Move, Notice, Proposed, Rule, RuleBounds, Settings, Text, Totals},
    };

    /// The contract. Its state is kept by `state`, `proposal` and `stakes`, each in storage items of
    /// its own.
    #[ink(storage)]
    pub struct Conviction {}

    impl Conviction {
        /// Sets up the vote of a Commons. Shares in parts per million, times in seconds, the deposit
        /// in base units of the chain's money.
        #[ink(constructor)]
        #[allow(clippy::too_many_arguments)]
        pub fn new(
            commons: Address,
            halfLife: u64,
            weight: u32,
            minStake: u32,
            deposit: U256,
            maxLifetime: u64,
            notice: u64,
            longNotice: u64,
            ruleShare: u32,
            exitShare: u32,
            bounds: RuleBounds,
        ) -> Result<Self, Error> {
            deploy((
                commons,
                halfLife,
                weight,
                minStake,
                deposit,
                maxLifetime,
                notice,
                longNotice,
                ruleShare,
                exitShare,
                bounds,
            ))?;
            Ok(Self {})
        }

        /// Creates a proposal; the value sent is its deposit. `kind`: 0 signal, 1 funding, 2
        /// revocation of a grant, whose id is the amount, 3 change of the rule whose number is the
        /// duration to the amount, 4 change of the governor to the beneficiary, 5 wind-down.
        #[ink(message, payable)]
        #[allow(clippy::too_many_arguments)]
        pub fn propose(
            &mut self,
            kind: u8,
            beneficiary: Address,
            amount: U256,
            duration: u64,
            asTokens: bool,
            lifetime: u64,
            title: String,
            link: String,
        ) -> Result<u32, Error> {
            let request = (kind, beneficiary, amount, duration, asTokens, lifetime, title, link);
            ask("propose", request)
        }

        /// Sets stakes of the caller, at most 16 in a call, each proposal once.
        #[ink(message)]
        pub fn stake(&mut self, moves: Vec<Move>) -> Result<(), Error> {
            ask("stake", (moves,))
        }

        /// Announces a proposal that passes: it can be executed after its notice. By anyone.
        #[ink(message)]
        pub fn announce(&mut self, proposal: u32) -> Result<(), Error> {
            ask("announce", (proposal,))
        }

        /// Takes an announcement back, of a proposal that does not pass any more or was not executed
        /// in time; by anyone.
        #[ink(message)]
        pub fn reset(&mut self, proposal: u32) -> Result<(), Error> {
            ask("reset", (proposal,))
        }

        /// Executes an announced proposal after its notice, if it still passes; by anyone.
        #[ink(message)]
        pub fn execute(&mut self, proposal: u32) -> Result<(), Error> {
            ask("execute", (proposal,))
        }

        /// The author withdraws a proposal.
        #[ink(message)]
        pub fn cancel(&mut self, proposal: u32) -> Result<(), Error> {
            ask("cancel", (proposal,))
        }

        /// Ends a proposal whose time is over; by anyone.
        #[ink(message)]
        pub fn expire(&mut self, proposal: u32) -> Result<(), Error> {
            ask("expire", (proposal,))
        }

        /// Frees the stakes of an account on proposals that are over: the account's own at any time,
        /// others' once they are over for 30 days and a half-life.
        #[ink(message)]
        pub fn release(&mut self, account: Address) -> Result<(), Error> {
            ask("release", (account,))
        }

        /// Ends all stakes of an account that asked the Commons for its tokens; by anyone.
        #[ink(message)]
        pub fn forfeit(&mut self, account: Address) -> Result<(), Error> {
            ask("forfeit", (account,))
        }

        /// Returns the deposit of a proposal that is over to its author; by anyone.
        #[ink(message)]
        pub fn reclaim(&mut self, proposal: u32) -> Result<(), Error> {
            ask("reclaim", (proposal,))
        }

        /// A proposal.
        #[ink(message)]
        pub fn proposalOf(&self, proposal: u32) -> Proposed {
            Proposed(ask("proposalOf", (proposal,)))
        }

        /// A proposal's title and link.
        #[ink(message)]
        pub fn textOf(&self, proposal: u32) -> Result<Text, Error> {
            ask("textOf", (proposal,))
        }

        /// The stakes of an account.
        #[ink(message)]
        pub fn stakesOf(&self, account: Address) -> Result<Vec<Move>, Error> {
            ask("stakesOf", (account,))
        }

        /// When an announced proposal can be executed, first and last; 0, 0 of one that is over or
        /// not announced.
        #[ink(message)]
        pub fn noticeOf(&self, proposal: u32) -> Result<Notice, Error> {
            ask("noticeOf", (proposal,))
        }

        /// A rule of the vote: 5 notice, 6 weight, 7 minimum stake, 8 deposit, 9 half-life.
        #[ink(message)]
        pub fn rule(&self, rule: u8) -> Result<Rule, Error> {
            ask("rule", (rule,))
        }

        /// What support less opposition must exceed now; 2^256 - 1 where none suffices.
        #[ink(message)]
        pub fn thresholdOf(&self, proposal: u32) -> Result<U256, Error> {
            ask("thresholdOf", (proposal,))
        }

        /// The sums that thresholds count with.
        #[ink(message)]
        pub fn totals(&self) -> Result<Totals, Error> {
            ask("totals", ())
        }

        /// What was set at the deployment, and since then by votes.
        #[ink(message)]
        pub fn settings(&self) -> Result<Settings, Error> {
            ask("settings", ())
        }
    }
}
