//! What can go wrong between here and the chain.

use crate::{
    amount::AmountError,
    call::Shortage,
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
    #[error(
        "cannot reach a node at {url}: {reason}. Is the node running? Another one is given with \
         --url or WEIR_URL"
    )]
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
         development chain that was started over needs a new `weir deploy`, and a node that is \
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
    #[error("the chain would refuse this ({error}): {words}")]
    Dispatch {
        /// `Revive::TransferFailed` and the like.
        error: String,
        /// What it means here.
        words: &'static str,
    },
    /// The account cannot pay.
    #[error(transparent)]
    InsufficientFunds(Box<Shortage>),
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
    /// The node did not take the transaction: nothing was done.
    #[error("the node did not take the transaction, and nothing was done: {reason}")]
    Rejected {
        /// Why not, in words.
        reason: String,
        /// Whether another attempt with a fresh nonce may be taken.
        again: bool,
    },
    /// Sent, but never executed: nothing was done, and nothing can come of it any more.
    #[error(
        "the transaction {hash} was sent, but never executed, and it cannot be any more: {reason}; \
         nothing was done, so it can be sent once more"
    )]
    Superseded {
        /// Hash of the transaction.
        hash: B256,
        /// Why, in words.
        reason: &'static str,
    },
    /// Sent; what became of it could not be found out.
    #[error(
        "the transaction {hash} was sent, and what became of it is not known yet ({reason}); it may \
         still be executed, so do not send it again before `weir tx {hash}` has said what became \
         of it"
    )]
    Unknown {
        /// Hash of the transaction.
        hash: B256,
        /// Why it is not known.
        reason: String,
    },
    /// In a block, but failed there: state moved after the dry run. Only the fee was spent.
    #[error("the transaction {hash} failed in block {block}, only its fee was spent: {reason}")]
    Failed {
        /// Height of the block.
        block: u64,
        /// Hash of the transaction.
        hash: B256,
        /// Why.
        reason: String,
    },
    /// In a block, but the contract refused there: state moved after the dry run.
    #[error(
        "the transaction {hash} failed in block {block}, only its fee was spent, because others \
         were faster: {refusal}"
    )]
    RefusedInBlock {
        /// Height of the block.
        block: u64,
        /// Hash of the transaction.
        hash: B256,
        /// Why.
        refusal: Refusal,
    },
    /// What was to be paid with an ERC-20 currency was not, though taking it was allowed.
    #[error(
        "{cause}. Before that the contract was allowed to take the amount (transaction {approval}), \
         which stays so: the next payment makes use of it"
    )]
    AfterApproval {
        /// Hash of the transaction that allowed it.
        approval: B256,
        /// What went wrong after it.
        cause: Box<Error>,
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
    #[error(
        "the transaction {hash} was executed in block {block}, but without the event {event}: is \
         the contract of another version?"
    )]
    MissingEvent {
        /// Height of the block.
        block: u64,
        /// Hash of the transaction.
        hash: B256,
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
    /// A challenge is too long for a receipt.
    #[error("the challenge has {found} bytes; a receipt carries at most {most}")]
    Challenge {
        /// How many bytes it has.
        found: usize,
        /// How many are possible.
        most: usize,
    },
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
            Self::AfterApproval { cause, .. } | Self::HalfDeployed { cause, .. } => cause.refusal(),
            _ => None,
        }
    }

    /// The refusal in it, to add figures to.
    pub(crate) fn refusal_mut(&mut self) -> Option<&mut Refusal> {
        match self {
            Self::Refused(refusal) | Self::RefusedInBlock { refusal, .. } => Some(refusal),
            Self::AfterApproval { cause, .. } | Self::HalfDeployed { cause, .. } => {
                cause.refusal_mut()
            }
            _ => None,
        }
    }

    /// The hash of the transaction that this is about, if one was sent.
    pub fn transaction(&self) -> Option<B256> {
        match self {
            Self::Superseded { hash, .. }
            | Self::Unknown { hash, .. }
            | Self::Failed { hash, .. }
            | Self::RefusedInBlock { hash, .. }
            | Self::MissingEvent { hash, .. } => Some(*hash),
            Self::AfterApproval { cause, .. } | Self::HalfDeployed { cause, .. } => {
                cause.transaction()
            }
            _ => None,
        }
    }

    /// Says if a transaction was sent that was executed, or may be yet: sending it again could do
    /// it twice.
    pub fn may_be_done(&self) -> bool {
        match self {
            Self::Unknown { .. } | Self::MissingEvent { .. } | Self::HalfDeployed { .. } => true,
            Self::AfterApproval { cause, .. } => cause.may_be_done(),
            _ => false,
        }
    }

    /// Says if nothing was done and another attempt with a fresh nonce may come through.
    pub(crate) fn is_worth_another(&self) -> bool {
        matches!(self, Self::Rejected { again: true, .. } | Self::Superseded { .. })
    }

    /// Says if the chain answered, but a figure cannot be had or expressed: nothing that another
    /// figure depends on.
    pub fn is_about_a_figure(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Answer { .. } | Self::Amount(_))
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
