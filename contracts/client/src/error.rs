//! What can go wrong between here and the chain.

use crate::{
    amount::{Amount, AmountError},
    deployment::DeploymentError,
    key::KeyError,
    refusal::{Reason, Refusal},
};
use alloy_core::primitives::{Address, B256};

/// An error of this crate: each says what to do about it where something can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No node answers.
    #[error("cannot reach a node at {url}: {reason}")]
    Connect {
        /// Where.
        url: String,
        /// Why not.
        reason: String,
    },
    /// A request to the node failed.
    #[error("the node could not answer ({asked}): {reason}")]
    Node {
        /// What was asked.
        asked: &'static str,
        /// What came back.
        reason: String,
    },
    /// The chain lacks something, or has it in another form.
    #[error("this chain cannot be used: {0}")]
    Unsupported(String),
    /// The deployment is on another chain.
    #[error(
        "the deployment is on the chain with genesis {expected}, but the node at {url} is on \
         {found}: check --url and --deployment"
    )]
    OtherChain {
        /// The node.
        url: String,
        /// The genesis that the deployment names.
        expected: B256,
        /// The genesis of the node's chain.
        found: B256,
    },
    /// The chain has not the block of the deployment.
    #[error(
        "this chain has not the block {number} ({hash}) in which the Commons was deployed: a \
         development chain that was started anew needs a new `weir deploy`, and a node that is \
         still catching up needs time"
    )]
    OtherHistory {
        /// Height of the deployment's block.
        number: u32,
        /// Its hash.
        hash: B256,
    },
    /// There is no contract at the address.
    #[error("there is no contract at {0} on this chain: check --deployment")]
    NoContract(Address),
    /// The contract refused; nothing was done.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The chain refused before the contract could; nothing was done.
    #[error("the chain would refuse this: {error}{hint}")]
    Dispatch {
        /// `Revive::TransferFailed` and the like.
        error: String,
        /// What it means here, from a comma on; may be empty.
        hint: String,
    },
    /// The account cannot pay.
    #[error(
        "{who} has {free} {symbol} and would need at least {needed} {symbol} for the amount, the \
         fee, the storage deposit and to stay alive: lower the amount or add money"
    )]
    InsufficientFunds {
        /// The account.
        who: String,
        /// Its free balance.
        free: Amount,
        /// What the value, fee, deposit and existential deposit come to, as far as they are known.
        needed: Amount,
        /// Symbol of the money.
        symbol: String,
    },
    /// The account has too little of an ERC-20 currency.
    #[error("{who} has {held} and would need {needed}: lower the amount or add money")]
    TooLittleMoney {
        /// The account.
        who: String,
        /// What it has, with its symbol.
        held: String,
        /// What the action takes, with its symbol.
        needed: String,
    },
    /// The transaction was not taken, or was dropped.
    #[error("the transaction was not accepted: {0}")]
    Submit(String),
    /// In a block, but failed there: state moved after the dry run. Only the fee was spent.
    #[error("the transaction failed in block {block}, only its fee was spent: {reason}")]
    Failed {
        /// Height of the block.
        block: u64,
        /// Why.
        reason: String,
    },
    /// In a block, but the contract refused there: state moved after the dry run.
    #[error(
        "the transaction failed in block {block}, only its fee was spent, because others were \
         faster: {refusal}"
    )]
    RefusedInBlock {
        /// Height of the block.
        block: u64,
        /// Why.
        refusal: Refusal,
    },
    /// It takes too long.
    #[error(
        "the transaction {hash} was sent, but is not final after {seconds} seconds; it may still \
         be executed: look at the account before you send it again"
    )]
    NotFinal {
        /// Hash of the transaction.
        hash: B256,
        /// How long was waited.
        seconds: u64,
    },
    /// The answer does not follow the interface.
    #[error("the contract's answer to {call} cannot be read: {reason}")]
    Answer {
        /// Which call.
        call: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// An event that should be there is not.
    #[error("the transaction succeeded in block {block} without the event {event}")]
    MissingEvent {
        /// Height of the block.
        block: u64,
        /// Which event.
        event: &'static str,
    },
    /// The currency is no ERC-20 token that a Commons can take.
    #[error("the currency {0} does not answer as an ERC-20 token: {1}")]
    Currency(Address, String),
    /// A deployment stopped half-way.
    #[error(
        "the Commons exists at {commons}, but its conviction contract could not be made, so it \
         cannot be used; deploy again, what was paid for the code is not paid twice: {cause}"
    )]
    HalfDeployed {
        /// The Commons that has no governor.
        commons: Address,
        /// What went wrong after it.
        cause: Box<Error>,
    },
    /// The contract at the address is not the one of the deployment.
    #[error("{0}")]
    OtherContract(String),
    /// A burn receipt does not prove what it says.
    #[error("the receipt proves nothing: {0}")]
    Receipt(String),
    /// The action needs a development chain.
    #[error("{0} is for development chains only, and this chain is of type {1}")]
    NotDevelopment(&'static str, String),
    /// A parameter of a deployment is out of its range.
    #[error("{0}")]
    Parameters(String),
    /// An amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A deployment file.
    #[error(transparent)]
    Deployment(#[from] DeploymentError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Error {
    /// The contract's reason, if the contract refused, before or in a block.
    pub fn refusal(&self) -> Option<&Reason> {
        match self {
            Self::Refused(refusal) | Self::RefusedInBlock { refusal, .. } => Some(&refusal.reason),
            _ => None,
        }
    }

    /// A failed request to the node. Its kinds are subxt's, and callers cannot act on them: the
    /// text is kept.
    pub(crate) fn node<E: std::error::Error>(asked: &'static str) -> impl FnOnce(E) -> Self {
        move |error| Self::Node { asked, reason: describe(&error) }
    }
}

/// An error with its causes, each said once.
pub(crate) fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
