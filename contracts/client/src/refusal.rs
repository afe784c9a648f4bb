//! Why a contract refused: its custom errors, as sentences that say what to do.

use crate::abi::Commons::CommonsErrors;
use alloy_core::{
    primitives::hex,
    sol_types::{Panic, Revert, SolError, SolInterface},
};
use std::fmt;

/// A refusal by the Commons contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which error it gave.
    pub reason: Reason,
    /// The figures of this case, where the client could find them out.
    pub detail: Option<String>,
}

/// What a contract gave as its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// One of the errors of the Commons' interface.
    Commons(CommonsErrors),
    /// `revert("text")` of Solidity.
    Text(String),
    /// Data that stands for no known error: another contract, or another version of this one.
    Unknown(Vec<u8>),
}

impl Reason {
    /// Reads what a reverted call returned.
    pub fn decode(data: &[u8]) -> Self {
        if let Ok(error) = CommonsErrors::abi_decode(data) {
            return Self::Commons(error);
        }
        if let Ok(revert) = Revert::abi_decode(data) {
            return Self::Text(revert.reason);
        }
        if let Ok(panic) = Panic::abi_decode(data) {
            return Self::Text(panic.to_string());
        }
        Self::Unknown(data.to_vec())
    }

    /// The error's name in the interface, `BelowMinimum`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Commons(error) => match error {
                CommonsErrors::ZeroAmount(_) => "ZeroAmount",
                CommonsErrors::ZeroAddress(_) => "ZeroAddress",
                CommonsErrors::InsufficientBalance(_) => "InsufficientBalance",
                CommonsErrors::InsufficientAllowance(_) => "InsufficientAllowance",
                CommonsErrors::DeadlinePassed(_) => "DeadlinePassed",
                CommonsErrors::BelowMinimum(_) => "BelowMinimum",
                CommonsErrors::AmountTooSmall(_) => "AmountTooSmall",
                CommonsErrors::OutOfDomain(_) => "OutOfDomain",
                CommonsErrors::LastToken(_) => "LastToken",
                CommonsErrors::PaymentRefused(_) => "PaymentRefused",
                CommonsErrors::InvalidParameter(_) => "InvalidParameter",
            },
            Self::Text(_) => "Reverted",
            Self::Unknown(_) => "Unknown",
        }
    }

    /// What it means and what to do, as one sentence.
    pub fn advice(&self) -> String {
        let advice = match self {
            Self::Commons(error) => match error {
                CommonsErrors::ZeroAmount(_) => "the amount is zero: give one above zero",
                CommonsErrors::ZeroAddress(_) => {
                    "the zero address can neither hold nor spend tokens: check the recipient"
                }
                CommonsErrors::InsufficientBalance(_) => {
                    "the account holds fewer tokens than that: lower the amount"
                }
                CommonsErrors::InsufficientAllowance(_) => {
                    "the owner has not approved that many tokens: ask for a higher allowance"
                }
                CommonsErrors::DeadlinePassed(_) => {
                    "the deadline passed before the transaction was executed, and nothing was \
                     done: try again, with a longer deadline if the chain is slow"
                }
                CommonsErrors::BelowMinimum(_) => {
                    "the outcome would be below your minimum, because the price moved or the \
                     minimum is too high: get a new quote, or accept less"
                }
                CommonsErrors::AmountTooSmall(_) => {
                    "the amount is so small that rounding leaves nothing: give more"
                }
                CommonsErrors::OutOfDomain(_) => {
                    "the amount takes supply or reserve beyond what the curve can compute: give \
                     a smaller one"
                }
                CommonsErrors::LastToken(_) => {
                    "the last base unit of supply must stay, or the curve could never open \
                     again: leave at least one base unit"
                }
                CommonsErrors::PaymentRefused(_) => {
                    "the account did not take the payment: a contract without a payable \
                     fallback cannot redeem, and an account must be left with at least the \
                     existential deposit"
                }
                CommonsErrors::InvalidParameter(_) => {
                    "a parameter of the deployment is out of its range: the reserve ratio must \
                     be above 0% and at most 100%, tributes below 100%, the name at most 32 \
                     bytes and the symbol at most 12"
                }
            },
            Self::Text(text) => return format!("the contract gave as its reason: {text}"),
            Self::Unknown(data) if data.is_empty() => {
                "the contract reverted without a reason: is this the address of a Commons, and \
                 is no money sent to a message that takes none?"
            }
            Self::Unknown(data) => {
                return format!(
                    "the contract gave a reason that this program does not know (0x{}): is it of \
                     another version?",
                    hex::encode(data)
                );
            }
        };
        advice.to_owned()
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self { reason, detail: None }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.reason.name();
        match &self.detail {
            Some(detail) => write!(f, "{name}: {detail}"),
            None => write!(f, "{name}: {}", self.reason.advice()),
        }
    }
}

#[cfg(test)]
mod tests;
