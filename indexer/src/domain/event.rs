//! From the bytes of an event to its meaning.

use super::{CommonsEvents, RawEvent};
use alloy_core::sol_types::SolEventInterface;
use thiserror::Error;

/// The event is not one of the interface, or not encoded as the interface says.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct DecodeError(String);

/// Decodes an event of the Commons by its Solidity interface.
///
/// Strict: an event that would be encoded differently from what was received (stray bytes at the
/// end, dirty padding) is refused rather than guessed at.
pub fn decode(raw: &RawEvent) -> Result<CommonsEvents, DecodeError> {
    let Some(signature) = raw.topics.first() else {
        return Err(DecodeError("the event has no topics".into()));
    };
    if !CommonsEvents::SELECTORS.contains(&signature.0) {
        return Err(DecodeError(format!("the interface has no event {signature}")));
    }
    let event = CommonsEvents::decode_raw_log(&raw.topics, &raw.data)
        .map_err(|e| DecodeError(format!("the data is not what the interface says: {e}")))?;
    let again = alloy_core::primitives::IntoLogData::to_log_data(&event);
    if again.topics() != raw.topics || again.data != raw.data {
        return Err(DecodeError("the data is not in the canonical encoding".into()));
    }
    Ok(event)
}
