//! A transaction that was sent: sent is sent, whatever becomes of the connection.

use super::{Receipt, outcome, outcome::Outcome};
use crate::{
    chain::{AtBlock, Chain},
    error::Error,
};
use alloy_core::primitives::B256;
use backon::{BackoffBuilder, ExponentialBuilder};
use std::time::Duration;
use subxt::utils::AccountId32;
use tokio::time::{Instant, sleep};

/// What is known of a transaction that was sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent {
    pub(super) hash: B256,
    pub(super) account: AccountId32,
    pub(super) nonce: u64,
    /// Height of the block that it is bound to: it can only be in a later one.
    pub(super) born: u64,
    /// Blocks after which it can no longer be executed.
    pub(super) lifetime: u64,
}

impl Sent {
    /// Looks for the transaction in final blocks until it is found, or can no longer get there, or
    /// `patience` is over. `reason` says why it has to be looked for.
    ///
    /// A node that does not answer is asked again: the connection is made once more meanwhile.
    ///
    /// # Errors
    /// [`Error::Unknown`] at the end of the patience; [`Error::Superseded`] when it was never
    /// executed and never will be.
    pub(super) async fn look(
        &self,
        chain: &Chain,
        patience: Duration,
        reason: &str,
    ) -> Result<Outcome, Error> {
        let unknown = || Error::Unknown { hash: self.hash, reason: reason.to_owned() };
        let end = Instant::now() + patience;
        let mut from = self.born.saturating_add(1);
        let mut pauses = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(100))
            .with_max_delay(Duration::from_secs(2))
            .without_max_times()
            .build();
        loop {
            match tokio::time::timeout_at(end, self.look_once(chain, &mut from)).await {
                Err(_) => return Err(unknown()),
                Ok(Ok(Some(outcome))) => return Ok(outcome),
                Ok(Err(gone @ Error::Superseded { .. })) => return Err(gone),
                // Not yet, or no answer.
                Ok(Ok(None) | Err(_)) => {}
            }
            let pause = pauses.next().unwrap_or(Duration::from_secs(2));
            if Instant::now() + pause > end {
                return Err(unknown());
            }
            sleep(pause).await;
        }
    }

    /// Looks at the final blocks from `from` on, which moves behind them.
    async fn look_once(&self, chain: &Chain, from: &mut u64) -> Result<Option<Outcome>, Error> {
        let last = chain.finalized().await?;
        while *from <= last.block_number() {
            let at = self.block(chain, *from, &last).await?;
            if let Some(outcome) = outcome::find(chain, &at, self.hash).await? {
                return Ok(Some(outcome));
            }
            *from += 1;
        }
        let superseded = |reason| Err(Error::Superseded { hash: self.hash, reason });
        if chain.nonce_at(&last, &self.account).await? > self.nonce {
            return superseded("another transaction of the account took its place");
        }
        if last.block_number() > self.born.saturating_add(self.lifetime) {
            return superseded("no block took it in time");
        }
        Ok(None)
    }

    async fn block(&self, chain: &Chain, number: u64, last: &AtBlock) -> Result<AtBlock, Error> {
        if number == last.block_number() {
            return Ok(last.clone());
        }
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let hash = chain.block_hash(number).await?;
        let missing = || Error::Unsupported(format!("it has no block {number} any more"));
        chain.at(hash.ok_or_else(missing)?).await
    }

    /// Turns an outcome into the receipt, or the error that it is.
    ///
    /// # Errors
    /// [`Error::Failed`] when it failed in its block.
    pub(super) fn receipt(&self, outcome: Outcome) -> Result<Receipt, Error> {
        match outcome {
            Outcome::Done(receipt) => Ok(*receipt),
            Outcome::Failed { block, error, words } => Err(Error::Failed {
                block: block.number.into(),
                hash: self.hash,
                reason: format!("{error}: {words}"),
            }),
        }
    }
}
