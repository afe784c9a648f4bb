//! Signing, sending, and waiting until the transaction is final.

use super::{Receipt, money::Spending, outcome, pool, sent::Sent};
use crate::{
    amount::Amount,
    chain::Chain,
    error::{Error, describe},
    key::Key,
};
use alloy_core::primitives::B256;
use backon::{ExponentialBuilder, Retryable};
use std::time::Duration;
use subxt::{PolkadotConfig, config::DefaultExtrinsicParamsBuilder, tx::Payload};
use tokio::time::sleep;

/// How long a transaction may take until it is final: two minutes, several times what the Hub
/// needs.
const PATIENCE: Duration = Duration::from_secs(120);

/// After how long blocks are looked at beside what the node says.
const QUIET: Duration = Duration::from_secs(3);

/// How long is looked for one whose connection broke, or that the node has given up.
const SEARCH: Duration = Duration::from_secs(60);

/// Blocks after which a transaction that was not executed can no longer be.
pub const LIFETIME: u64 = 64;

/// The pauses between attempts of an account that sends from several places at once. At each
/// attempt one of them at least comes through; the pauses differ at random, so that they part.
pub(crate) fn again() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(100))
        .with_max_delay(Duration::from_secs(3))
        .with_max_times(25)
        .with_jitter()
}

/// Signs and sends any transaction that takes `spends` beside its fee, and waits until it is final.
/// Where another one of the account came first and nothing was done, it is sent once more with a
/// fresh nonce.
///
/// # Errors
/// [`Error::InsufficientFunds`] before it is sent; [`Error::Rejected`] when it is not taken;
/// [`Error::Failed`] when it fails in its block; [`Error::Unknown`] when it was sent and what
/// became of it could not be found out.
pub(crate) async fn send<P: Payload>(
    chain: &Chain,
    key: &Key,
    payload: &P,
    spends: Spending,
) -> Result<Receipt, Error> {
    (|| attempt(chain, key, payload, spends)).retry(again()).when(Error::is_worth_another).await
}

/// Sends a transaction once.
///
/// # Errors
/// As [`send`].
pub(super) async fn attempt<P: Payload>(
    chain: &Chain,
    key: &Key,
    payload: &P,
    spends: Spending,
) -> Result<Receipt, Error> {
    let account = key.account();
    let nonce = chain.next_nonce(&account).await?;
    let params = DefaultExtrinsicParamsBuilder::<PolkadotConfig>::new()
        .nonce(nonce)
        .mortal(LIFETIME)
        .build();
    // At a final block: a transaction bound to a block that is dropped later could never be
    // executed.
    let bound = chain.finalized().await?;
    let signed = bound
        .transactions()
        .create_signed(payload, key.pair(), params)
        .await
        .map_err(|error| Error::Unsupported(describe(&error)))?;
    // A dry run pays no fee. Here the largest that may be asked is put aside before the call.
    if let Ok(fee) = signed.partial_fee_estimate().await {
        let fee = Amount::from_native(fee, chain.ratio()).unwrap_or(Amount::MAX);
        Spending { fee: Some(fee), ..spends }.require(chain, key).await?;
    }
    let sent = Sent {
        hash: B256::from(signed.hash().0),
        account,
        nonce,
        born: bound.block_number(),
        lifetime: LIFETIME,
    };
    let (patience, reason) = match signed.submit_and_watch().await {
        Ok(progress) => {
            let seconds = PATIENCE.as_secs();
            let late = format!("it is not final after {seconds} seconds");
            // Beside what the node says, since it may forget to say what became of it.
            let beside = async {
                sleep(QUIET).await;
                sent.look(chain, PATIENCE, &late).await
            };
            tokio::select! {
                outcome = beside => return sent.receipt(outcome?),
                watched = progress.wait_for_finalized() => match watched {
                    Ok(in_block) => {
                        let block = B256::from(in_block.block_hash().0);
                        match found(chain, block, &sent).await {
                            Some(receipt) => return receipt,
                            None => (SEARCH, "the node stopped to answer".to_owned()),
                        }
                    }
                    Err(error) => (SEARCH, interruption(&describe(&error))),
                },
            }
        }
        Err(error) => match pool::refusal(&error) {
            Some(rejected) => return Err(rejected),
            None => (SEARCH, interruption(&describe(&error))),
        },
    };
    sent.receipt(sent.look(chain, patience, &reason).await?)
}

/// The receipt out of the block that the node names; none if it cannot be read there.
async fn found(chain: &Chain, block: B256, sent: &Sent) -> Option<Result<Receipt, Error>> {
    let at = chain.at(block).await.ok()?;
    let outcome = outcome::find(chain, &at, sent.hash).await.ok()??;
    Some(sent.receipt(outcome))
}

/// Why a transaction is no longer followed, in words where the kind is known.
fn interruption(text: &str) -> String {
    let known = [
        ("usurped", "another transaction of the account took its place at this node"),
        ("Finality timeout", "its block did not become final"),
        ("dropped", "the node dropped it"),
        ("invalid", "the node holds it for invalid now"),
        ("connection was lost", "the connection to the node broke"),
        ("connection closed", "the connection to the node broke"),
        ("unexpectedly ended", "the connection to the node broke"),
    ];
    let known = known.iter().find(|(part, _)| text.contains(part));
    known.map_or_else(|| text.to_owned(), |(_, words)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::interruption;

    #[test]
    fn an_interruption_is_said_without_the_names_of_layers() {
        for (text, expected) in [
            ("RPC error: the connection was lost (x); reconnect automatically initiated", "broke"),
            ("The transaction status stream unexpectedly ended, so we have no more", "broke"),
            ("Transaction was usurped by another with the same nonce", "took its place"),
            ("something new", "something new"),
        ] {
            assert!(interruption(text).contains(expected), "{text}");
        }
    }
}
