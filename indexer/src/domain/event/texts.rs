//! Events that carry texts of anybody's making.

// Of the macro's output.
#![allow(clippy::too_many_arguments)]

use super::encodes_to;
use crate::domain::{B256, Commons, Conviction, RawEvent};
use alloy_core::{
    sol,
    sol_types::{SolEvent, SolEventInterface},
};

sol! {
    /// The same events, as if their texts were bytes: those are encoded alike.
    interface Texts {
        event Service(uint32 indexed service, address indexed owner, bytes name, bytes link);
        event Propose(uint32 indexed proposal, address indexed author, uint8 kind, address beneficiary, uint256 amount, uint64 duration, bool asTokens, uint64 expiry, uint256 deposit, bytes title, bytes link);
    }
}

/// Whether the event is encoded as it should be, apart from texts that may be no UTF-8.
pub(super) fn are_all_that_is_odd(signature: B256, raw: &RawEvent) -> bool {
    let signature = match signature {
        Commons::Service::SIGNATURE_HASH => Texts::Service::SIGNATURE_HASH,
        Conviction::Propose::SIGNATURE_HASH => Texts::Propose::SIGNATURE_HASH,
        _ => return false,
    };
    let mut topics = raw.topics.clone();
    topics[0] = signature;
    Texts::TextsEvents::decode_raw_log(&topics, &raw.data)
        .is_ok_and(|event| encodes_to(&event, &topics, raw))
}
