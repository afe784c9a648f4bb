//! Why a contract refused: its custom errors, as sentences that say what to do.

mod advice;

use crate::abi::{Commons::CommonsErrors, Conviction::ConvictionErrors};
use alloy_core::{
    primitives::hex,
    sol_types::{Panic, Revert, SolError, SolInterface},
};
use std::fmt;

/// A refusal by one of the contracts.
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
    /// One of the errors of the Commons' interface; those that both contracts know are told as
    /// these, since on the wire they are the same.
    Commons(CommonsErrors),
    /// One of the errors that only the conviction contract knows.
    Conviction(ConvictionErrors),
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
        if let Ok(error) = ConvictionErrors::abi_decode(data) {
            return Self::Conviction(error);
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
        let name = match self {
            Self::Commons(error) => CommonsErrors::name_by_selector(error.selector()),
            Self::Conviction(error) => ConvictionErrors::name_by_selector(error.selector()),
            Self::Text(_) => Some("Reverted"),
            Self::Unknown(_) => None,
        };
        name.unwrap_or("Unknown")
    }

    /// What it means and what to do, as one sentence.
    pub fn advice(&self) -> String {
        match self {
            Self::Commons(_) | Self::Conviction(_) => advice::of(self.name()).to_owned(),
            Self::Text(text) => {
                format!("the contract gave as its reason: {}", crate::text::clean(text))
            }
            Self::Unknown(data) if data.is_empty() => {
                "the contract reverted without a reason: is this the address of a Commons, and \
                 is no money sent to a message that takes none?"
                    .to_owned()
            }
            Self::Unknown(data) => format!(
                "the contract gave a reason that this program does not know (0x{}): is it of \
                 another version?",
                hex::encode(data)
            ),
        }
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self { reason, detail: None }
    }
}

impl From<CommonsErrors> for Refusal {
    fn from(error: CommonsErrors) -> Self {
        Reason::Commons(error).into()
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
