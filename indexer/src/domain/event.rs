//! From the bytes of an event to its meaning.

mod texts;

use super::{CommonsEvents, Contracts, ConvictionEvents, RawEvent};
use alloy_core::{
    primitives::{B256, IntoLogData},
    sol_types::SolEventInterface,
};
use thiserror::Error;

/// An event of one of the contracts followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Of the Commons.
    Commons(CommonsEvents),
    /// Of the Conviction contract.
    Conviction(ConvictionEvents),
}

/// The event is not one of the interface, or not encoded as the interface says.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct DecodeError(String);

/// Decodes an event by the Solidity interface of the contract that emitted it. None: that contract
/// is not followed.
///
/// Strict: an event that would be encoded differently from what was received (stray bytes at the
/// end, dirty padding) is refused rather than guessed at. Texts are the exception: anybody may have
/// put any bytes there, so what is no UTF-8 in them is replaced, not refused.
pub fn decode(contracts: &Contracts, raw: &RawEvent) -> Option<Result<Event, DecodeError>> {
    if raw.contract == contracts.commons {
        Some(by_interface(raw, CommonsEvents::SELECTORS).map(Event::Commons))
    } else if raw.contract == contracts.conviction {
        Some(by_interface(raw, ConvictionEvents::SELECTORS).map(Event::Conviction))
    } else {
        None
    }
}

fn by_interface<E: SolEventInterface + IntoLogData>(
    raw: &RawEvent,
    signatures: &[[u8; 32]],
) -> Result<E, DecodeError> {
    let Some(signature) = raw.topics.first() else {
        return Err(DecodeError("the event has no topics".into()));
    };
    if !signatures.contains(&signature.0) {
        return Err(DecodeError(format!("the interface has no event {signature}")));
    }
    let event = E::decode_raw_log(&raw.topics, &raw.data)
        .map_err(|e| DecodeError(format!("the data is not what the interface says: {e}")))?;
    if !encodes_to(&event, &raw.topics, raw) && !texts::are_all_that_is_odd(*signature, raw) {
        return Err(DecodeError("the data is not in the canonical encoding".into()));
    }
    Ok(event)
}

fn encodes_to(event: &impl IntoLogData, topics: &[B256], raw: &RawEvent) -> bool {
    let log = event.to_log_data();
    log.topics() == topics && log.data == raw.data
}
