//! Why the chain itself refused a call: its errors by name, and what each means here.

use crate::chain::AtBlock;
use subxt::{
    dynamic::{At, Value},
    ext::scale_value::{Composite, ValueDef},
};

/// A `DispatchError` of any runtime, by its name and in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// `Revive::TransferFailed`, `Token::FundsUnavailable`.
    pub(super) name: String,
    /// What it means here.
    pub(super) words: &'static str,
}

impl Refused {
    /// Reads an error as the runtime at a block gives it.
    pub(super) fn read(at: &AtBlock, error: &Value) -> Self {
        let name = name(at, error).unwrap_or_else(|| error.to_string());
        let words = words(&name);
        Self { name, words }
    }
}

/// The name of a `DispatchError`: `Pallet::Error` by the metadata, or `Token::FundsUnavailable`.
fn name(at: &AtBlock, error: &Value) -> Option<String> {
    let ValueDef::Variant(variant) = &error.value else { return None };
    if variant.name != "Module" {
        let inner = error.at(0).and_then(|inner| match &inner.value {
            ValueDef::Variant(inner) => Some(inner.name.as_str()),
            _ => None,
        });
        return Some(match inner {
            Some(inner) => format!("{}::{inner}", variant.name),
            None => variant.name.clone(),
        });
    }
    // Module(ModuleError { index, error: [u8; 4] }): the first byte of `error` is the variant.
    let module = match &variant.values {
        Composite::Named(_) => error,
        Composite::Unnamed(values) => values.first()?,
    };
    let byte = |value: &Value| u8::try_from(value.as_u128()?).ok();
    let pallet = at.metadata_ref().pallet_by_error_index(byte(module.at("index")?)?)?;
    let variant = pallet.error_variant_by_index(byte(module.at("error")?.at(0)?)?)?;
    Some(format!("{}::{}", pallet.name(), variant.name))
}

/// Says what an error means to the one who meets it, as a sentence without its final stop.
fn words(name: &str) -> &'static str {
    let (module, error) = name.split_once("::").unwrap_or((name, ""));
    match (module, error) {
        ("Revive", "TransferFailed") | ("Token", "FundsUnavailable") => {
            "the account cannot pay the value, or what is left of it would be below the \
             existential deposit"
        }
        ("Revive", "StorageDepositNotEnoughFunds" | "StorageDepositLimitExhausted") => {
            "the account cannot pay the deposit for what the contract stores"
        }
        ("Revive", "OutOfGas") => "it takes more than a block has room for",
        ("Revive", "OutOfTransientStorage" | "MaxCallDepthReached") => {
            "contracts called each other more deeply than the chain allows"
        }
        ("Revive", "ContractNotFound") => {
            "there is no contract at an address that is called: check the currency and the \
             deployment"
        }
        ("Revive", "CodeNotFound" | "CodeInfoNotFound") => {
            "the contract needs code that is not on the chain; are the blobs of one build?"
        }
        (
            "Revive",
            "CodeRejected"
            | "BlobTooLarge"
            | "StaticMemoryTooLarge"
            | "BasicBlockTooLarge"
            | "InvalidInstruction",
        ) => "this chain does not accept the contract's code",
        ("Revive", "DuplicateContract") => "this contract exists already",
        ("Revive", "ContractTrapped" | "ExecutionFailed") => {
            "the contract stopped unexpectedly: a contract that is called, such as the currency's \
             or the recipient's, has a defect"
        }
        ("Revive", "OutOfBounds" | "DecodingFailed" | "ValueTooLarge" | "InputForwarded") => {
            "a contract that is called was given more than it can take, or calls itself: check \
             that the recipient is a person's account and no contract"
        }
        ("Revive", "ReentranceDenied" | "ReenteredPallet") => {
            "a contract that is paid or called calls back, which is not allowed: give another \
             recipient"
        }
        ("Revive", "StateChangeDenied" | "InvalidCallFlags") => {
            "a contract tried to change something where it may only read"
        }
        ("Revive", "BalanceConversionFailed") => {
            "the amount is no whole number of the chain's smallest units"
        }
        ("Revive", "AccountUnmapped") => "the account is not mapped to an address yet",
        ("Revive", "AccountAlreadyMapped") => "the account is mapped to an address already",
        ("Revive", "UnsupportedPrecompileAddress" | "PrecompileDelegateDenied") => {
            "the address belongs to the chain itself and cannot be used like this"
        }
        ("Revive", "CallDataTooLarge" | "ReturnDataTooLarge") => {
            "it is longer than a call to a contract may be"
        }
        ("Revive", "ContractReverted") => "the contract refused",
        ("Revive", _) => {
            "the chain's part for contracts cannot do this: is the contract of another version \
             than this program?"
        }
        ("Balances", "InsufficientBalance" | "Expendability") => {
            "the account has too little money that is free"
        }
        ("Balances" | "Token", "ExistentialDeposit" | "BelowMinimum" | "CannotCreate") => {
            "the recipient's account would hold less than the existential deposit: send more"
        }
        ("Balances", "LiquidityRestrictions" | "VestingBalance") | ("Token", "Frozen") => {
            "the account's money is locked or vesting"
        }
        ("Token", "NotExpendable") => {
            "the account would be left with less than the existential deposit"
        }
        ("Token", "Blocked") => "the recipient's account is blocked",
        ("Token", "UnknownAsset") => "the chain does not know this money",
        ("Token" | "Balances" | "Assets", _) => "the money cannot be moved like this",
        ("Arithmetic", _) => "a figure is larger than the chain can count",
        ("BadOrigin", _) => "this account may not do that",
        ("Exhausted", _) => "the block has no room left: try again",
        ("Transactional", _) => "too much is nested in one call",
        _ => "the chain gave no reason that this program has words for",
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn every_error_is_explained_in_words() {
        let unknown = words("Nowhere::Nothing");
        for name in [
            "Revive::OutOfBounds",
            "Revive::TransferFailed",
            "Revive::SomethingNew",
            "Token::FundsUnavailable",
            "Token::SomethingNew",
            "Balances::ExistentialDeposit",
            "Arithmetic::Overflow",
            "BadOrigin",
            "Exhausted",
        ] {
            assert_ne!(words(name), unknown, "{name}");
            assert!(words(name).contains(' ') && !words(name).contains("::"), "{name}");
        }
    }
}
