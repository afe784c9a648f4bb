//! What may happen to a Commons and its vote.

use weir_sandbox::{Opening, Rules, U256};

/// Accounts that take part. The first one deploys, the last one may be the guardian.
pub const ACCOUNTS: usize = 5;

/// A Commons, its vote, and what happens to them.
#[derive(Clone, Debug)]
pub struct Sequence {
    pub start: Start,
    pub operations: Vec<Operation>,
}

/// What is deployed.
#[derive(Clone, Debug)]
pub struct Start {
    /// With a hatch or without; its currency is set when there is one.
    pub opening: Opening,
    pub rules: Rules,
    /// Whether the reserve is in an ERC-20 currency.
    pub erc20: bool,
}

/// An account's number.
pub type Who = usize;

/// The number of a proposal, a grant or a service, taken modulo how many there are and one more.
pub type Pick = u8;

/// An amount, absolute or measured by what there is to spend.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// These base units.
    Exact(u128),
    /// This share of what there is, in parts per million.
    Share(u32),
    /// All that there is and this much more.
    AllAnd(u128),
}

/// What a trader asks for beside the amount.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// Any price, any time.
    None,
    /// At least what the quote says, by this second.
    Quoted,
    /// One unit more than the quote.
    TooMuch,
    /// A deadline that passed a second ago.
    Late,
}

/// What somebody proposes.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    pub kind: u8,
    pub beneficiary: Who,
    /// Of what may be granted at most; of the step of a rule, and which way.
    pub amount: Amount,
    pub grant: Pick,
    /// The number of a rule.
    pub rule: u8,
    pub duration: u64,
    pub as_tokens: bool,
    pub lifetime: u64,
    /// Beside the least deposit; below zero it is too little.
    pub deposit: i64,
}

/// One thing that somebody does.
#[derive(Clone, Debug)]
pub enum Operation {
    Mint {
        by: Who,
        deposit: u128,
        limit: Limit,
    },
    Redeem {
        by: Who,
        amount: Amount,
        limit: Limit,
    },
    /// Mints and redeems at once what was minted.
    RoundTrip {
        by: Who,
        deposit: u128,
    },
    Transfer {
        from: Who,
        to: Who,
        amount: Amount,
    },
    Approve {
        owner: Who,
        spender: Who,
        value: U256,
    },
    ChangeAllowance {
        owner: Who,
        spender: Who,
        by: u128,
        raise: bool,
    },
    TransferFrom {
        spender: Who,
        from: Who,
        to: Who,
        amount: Amount,
    },
    Burn {
        by: Who,
        amount: Amount,
        service: Pick,
    },
    Donate {
        by: Who,
        amount: u128,
    },
    /// Money sent to a contract's account without a message: the Commons' or the vote's.
    Send {
        by: Who,
        native: u128,
        to_vote: bool,
    },
    /// Native currency sent along with a call that takes none.
    SendByCall {
        by: Who,
        value: u128,
    },
    /// Money of the other kind.
    WrongMoney {
        by: Who,
        amount: u128,
    },
    Wait {
        seconds: u64,
    },

    /// Of the room under the maximum.
    Contribute {
        by: Who,
        amount: Amount,
    },
    Close {
        by: Who,
    },
    Refund {
        by: Who,
    },
    Allow {
        by: Who,
        whom: Who,
        allowed: bool,
    },
    /// Waits for the end of the hatch, if it is still running.
    WaitForHatch,

    /// Somebody calls what only the governor may: a lock, a grant, a revocation, a rule, an end.
    Govern {
        by: Who,
        grant: Pick,
    },
    Withdraw {
        by: Who,
        grant: Pick,
        to: Who,
        limit: Limit,
    },
    /// Ends a grant that nobody claims.
    Lapse {
        by: Who,
        grant: Pick,
    },
    /// Has money that came without a message accounted for.
    Credit {
        by: Who,
    },
    /// Asks for the staked tokens, or frees them.
    Unlock {
        by: Who,
    },
    CancelUnlock {
        by: Who,
    },
    RegisterService {
        by: Who,
    },
    SetGovernor {
        by: Who,
    },
    TransferOwnership {
        by: Who,
        to: Option<Who>,
    },
    AcceptOwnership {
        by: Who,
    },
    RenounceOwnership {
        by: Who,
    },
    SetGuardian {
        by: Who,
        to: Option<Who>,
    },
    Pause {
        by: Who,
        duration: u64,
    },
    Unpause {
        by: Who,
    },

    Propose {
        by: Who,
        ask: Ask,
    },
    /// Proposes, has everybody stake on it, waits some half-lives, announces, waits for the notice,
    /// executes, and frees the stakes. Some may object.
    Campaign {
        by: Who,
        ask: Ask,
        half_lives: u8,
        /// Which of the accounts object, each a bit.
        against: u8,
    },
    /// Shares of the account's tokens for proposals or against them.
    Stake {
        by: Who,
        moves: Vec<(Pick, Amount, bool)>,
    },
    Announce {
        by: Who,
        proposal: Pick,
    },
    Reset {
        by: Who,
        proposal: Pick,
    },
    Execute {
        by: Who,
        proposal: Pick,
    },
    Cancel {
        by: Who,
        proposal: Pick,
    },
    Expire {
        by: Who,
        proposal: Pick,
    },
    Release {
        by: Who,
        whom: Who,
    },
    /// Ends the stakes of an account that asked for its tokens.
    Forfeit {
        by: Who,
        whom: Who,
    },
    Reclaim {
        by: Who,
        proposal: Pick,
    },
}
