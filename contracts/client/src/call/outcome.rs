//! What became of a transaction that is in a block.

use super::{Receipt, dispatch::Refused, receipt};
use crate::{
    chain::{AtBlock, Chain, block_of},
    deployment::Block,
    error::Error,
};
use alloy_core::primitives::B256;
use subxt::{
    PolkadotConfig, dynamic::Value, ext::scale_decode::DecodeAsType, extrinsics::ExtrinsicEvents,
};

/// What a transaction in a block came to.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was executed.
    Done(Box<Receipt>),
    /// It was executed and failed: only its fee was spent.
    Failed {
        /// The block.
        block: Block,
        /// The chain's error, by its name.
        error: String,
        /// What that means.
        words: &'static str,
    },
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ExtrinsicFailed {
    dispatch_error: Value,
}

/// Looks for a transaction in a block, and reads what it came to if it is there.
///
/// # Errors
/// When the node does not answer.
pub(super) async fn find(
    chain: &Chain,
    at: &AtBlock,
    hash: B256,
) -> Result<Option<Outcome>, Error> {
    let extrinsics =
        at.extrinsics().fetch().await.map_err(Error::node("a block's transactions"))?;
    // One that cannot be decoded is of another kind than those that are sent here.
    let own = extrinsics.iter().flatten().find(|extrinsic| extrinsic.hash().0 == hash.0);
    let Some(own) = own else { return Ok(None) };
    let events = own.events().await.map_err(Error::node("the transaction's events"))?;
    let block = block_of(at);
    Ok(Some(match failure(at, &events)? {
        Some(Refused { name, words }) => Outcome::Failed { block, error: name, words },
        None => Outcome::Done(Box::new(receipt::read(chain, block, &events)?)),
    }))
}

fn failure(
    at: &AtBlock,
    events: &ExtrinsicEvents<PolkadotConfig>,
) -> Result<Option<Refused>, Error> {
    for event in events.iter() {
        let event = event.map_err(Error::node("System.Events"))?;
        if (event.pallet_name(), event.event_name()) == ("System", "ExtrinsicFailed") {
            let ExtrinsicFailed { dispatch_error } = receipt::fields(&event)?;
            return Ok(Some(Refused::read(at, &dispatch_error)));
        }
    }
    Ok(None)
}
