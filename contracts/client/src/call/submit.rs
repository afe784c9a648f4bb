//! Signing, sending, and waiting until the transaction is final.

use super::{Mapping, Receipt, Request, Target, dry_run, receipt};
use crate::{
    amount::Amount,
    chain::{Chain, block_of},
    error::{Error, describe},
    key::Key,
};
use alloy_core::primitives::B256;
use std::time::Duration;
use subxt::{
    PolkadotConfig,
    config::DefaultExtrinsicParamsBuilder,
    dynamic,
    error::{DispatchError, TransactionEventsError},
    tx::Payload,
};

/// How long a transaction may take until it is final: two minutes, several times what the Hub
/// needs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Blocks after which a transaction that was not executed can no longer be.
const LIFETIME: u64 = 64;

/// What a storage deposit may come to beyond the dry run's, in existential deposits: other
/// transactions may have freed storage in the meantime that this one then pays for.
const DEPOSIT_HEADROOM: u128 = 10;

/// Dry-runs a call, then sends it with the limits found, and waits until it is final.
///
/// An account that is not mapped to its address yet is mapped first, by a transaction of its own.
///
/// # Errors
/// [`Error::Refused`] before anything was sent; [`Error::RefusedInBlock`] when state moved in
/// between.
pub(crate) async fn execute(chain: &Chain, key: &Key, request: &Request) -> Result<Receipt, Error> {
    let at = chain.best().await?;
    let account = key.account();
    let needs = match dry_run(chain, &at, &account, request).await {
        Ok(needs) => needs,
        Err(error @ Error::Dispatch { .. }) => {
            let value = Amount::from_native(request.value, chain.ratio()).unwrap_or(Amount::MAX);
            require_money(chain, key, value).await?;
            return Err(error);
        }
        Err(error) => return Err(error),
    };
    let mapping = map_first(chain, key).await?;
    let headroom = chain.existential_deposit().base_units().saturating_mul(DEPOSIT_HEADROOM);
    let deposit = needs.deposit.base_units().saturating_mul(3) / 2;
    let deposit = deposit.saturating_add(headroom) / chain.ratio();
    let weight = needs.weight.with_margin();
    let value = Amount::from_native(request.value, chain.ratio());
    let spends = value.and_then(|value| value.checked_add(needs.deposit)).unwrap_or(Amount::MAX);
    let result = match &request.target {
        Target::Contract(address) => {
            let arguments = (address.0.0, request.value, weight, deposit, request.data.clone());
            send(chain, key, &dynamic::tx("Revive", "call", arguments), spends).await
        }
        Target::Code(code) => {
            let arguments = (
                request.value,
                weight,
                deposit,
                code.clone(),
                request.data.clone(),
                None::<[u8; 32]>,
            );
            let payload = dynamic::tx("Revive", "instantiate_with_code", arguments);
            send(chain, key, &payload, spends).await
        }
    };
    match result {
        Err(Error::Failed { block, reason }) => {
            // The chain says no more than that the contract reverted: ask for the reason there.
            let again = dry_run(chain, &chain.best().await?, &account, request).await;
            Err(match again {
                Err(Error::Refused(refusal)) => Error::RefusedInBlock { block, refusal },
                _ => Error::Failed { block, reason },
            })
        }
        result => result.map(|receipt| Receipt { mapping, ..receipt }),
    }
}

/// Uploads code that contracts are made of or make use of.
///
/// # Errors
/// As [`send`].
pub(crate) async fn upload(chain: &Chain, key: &Key, code: Vec<u8>) -> Result<Receipt, Error> {
    let mapping = map_first(chain, key).await?;
    // No limit: the deposit is the code's length by the chain's own price, and no state moves it.
    let payload = dynamic::tx("Revive", "upload_code", (code, u128::MAX / 2));
    let receipt = send(chain, key, &payload, Amount::ZERO).await?;
    Ok(Receipt { mapping, ..receipt })
}

/// Maps the account to its address if it is not mapped yet. The dry run hides this need: it maps
/// the account for itself.
async fn map_first(chain: &Chain, key: &Key) -> Result<Option<Mapping>, Error> {
    if chain.is_mapped(key).await? {
        return Ok(None);
    }
    let Receipt { hash, fee, deposit, .. } =
        send(chain, key, &dynamic::tx("Revive", "map_account", ()), Amount::ZERO).await?;
    Ok(Some(Mapping { hash, fee, deposit }))
}

/// An error unless the account can spend that much and stay alive.
async fn require_money(chain: &Chain, key: &Key, spends: Amount) -> Result<(), Error> {
    let free = chain.balance(&key.account()).await?;
    let needed = spends.checked_add(chain.existential_deposit()).unwrap_or(Amount::MAX);
    if free >= needed {
        return Ok(());
    }
    let symbol = chain.properties().token_symbol.clone();
    Err(Error::InsufficientFunds { who: key.to_string(), free, needed, symbol })
}

/// Signs and sends any transaction that takes `spends` beside its fee, and waits until it is final.
///
/// # Errors
/// [`Error::InsufficientFunds`] before it is sent; [`Error::Submit`] when it is not taken,
/// [`Error::Failed`] when it fails in its block.
pub(crate) async fn send<P: Payload>(
    chain: &Chain,
    key: &Key,
    payload: &P,
    spends: Amount,
) -> Result<Receipt, Error> {
    let account = key.account();
    let nonce = chain.next_nonce(&account).await?;
    let params = DefaultExtrinsicParamsBuilder::<PolkadotConfig>::new()
        .nonce(nonce)
        .mortal(LIFETIME)
        .build();
    // At a final block: a transaction bound to a block that is dropped later could never be
    // executed.
    let mut transactions = chain.finalized().await?.transactions();
    let signed = transactions
        .create_signed(payload, key.pair(), params)
        .await
        .map_err(|error| Error::Unsupported(describe(&error)))?;
    // A dry run pays no fee. Here the largest that may be asked is put aside before the call.
    if let Ok(fee) = signed.partial_fee_estimate().await {
        let fee = Amount::from_native(fee, chain.ratio()).unwrap_or(Amount::MAX);
        require_money(chain, key, spends.checked_add(fee).unwrap_or(Amount::MAX)).await?;
    }
    let hash = B256::from(signed.hash().0);
    let progress = signed.submit_and_watch().await.map_err(|e| Error::Submit(describe(&e)))?;
    let in_block = tokio::time::timeout(PATIENCE, progress.wait_for_finalized())
        .await
        .map_err(|_| Error::NotFinal { hash, seconds: PATIENCE.as_secs() })?
        .map_err(|error| Error::Submit(describe(&error)))?;
    let at = in_block.at().await.map_err(Error::node("the transaction's block"))?;
    match in_block.wait_for_success().await {
        Ok(events) => receipt::read(chain, block_of(&at), &events),
        Err(TransactionEventsError::ExtrinsicFailed(error)) => {
            let reason = match &error {
                DispatchError::Module(module) => module.details_string(),
                other => other.to_string(),
            };
            Err(Error::Failed { block: at.block_number(), reason })
        }
        Err(error) => Err(Error::node("the transaction's events")(error)),
    }
}
