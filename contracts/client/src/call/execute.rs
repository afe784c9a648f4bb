//! A call of a contract from its dry run to its receipt.

use super::{
    Mapping, Receipt, Request, Target, Weight, dry_run,
    money::Spending,
    submit::{again, attempt, send},
};
use crate::{amount::Amount, chain::Chain, error::Error, key::Key};
use backon::Retryable;
use subxt::{PolkadotConfig, config::DefaultExtrinsicParamsBuilder, dynamic};

/// What a storage deposit may come to beyond the dry run's, in existential deposits: other
/// transactions may have freed storage in the meantime that this one then pays for.
const DEPOSIT_HEADROOM: u128 = 10;

/// What a call uses that cannot be tried because the account cannot pay for it: more than any
/// trade does.
const USUAL: Weight = Weight { ref_time: 6_000_000_000, proof_size: 120_000 };

/// Dry-runs a call, then sends it with the limits found, and waits until it is final. Where
/// another transaction of the account came first and nothing was done, all that is done once more.
///
/// An account that is not mapped to its address yet is mapped first, by a transaction of its own.
///
/// # Errors
/// [`Error::Refused`] before anything was sent; [`Error::RefusedInBlock`] when state moved in
/// between.
pub(crate) async fn execute(chain: &Chain, key: &Key, request: &Request) -> Result<Receipt, Error> {
    (|| execute_once(chain, key, request)).retry(again()).when(Error::is_worth_another).await
}

async fn execute_once(chain: &Chain, key: &Key, request: &Request) -> Result<Receipt, Error> {
    let account = key.account();
    let value = Amount::from_native(request.value, chain.ratio()).unwrap_or(Amount::MAX);
    let needs = match dry_run(chain, &chain.best().await?, &account, request).await {
        Ok(needs) => needs,
        Err(error @ Error::Dispatch { .. }) => {
            let fee = usual_fee(chain, key, request).await;
            Spending { fee, ..Spending::of(value) }.require(chain, key).await?;
            return Err(error);
        }
        Err(error) => return Err(error),
    };
    let mapping = map_first(chain, key).await?;
    let headroom = chain.existential_deposit().base_units().saturating_mul(DEPOSIT_HEADROOM);
    let deposit = needs.deposit.base_units().saturating_mul(3) / 2;
    let deposit = deposit.saturating_add(headroom) / chain.ratio();
    let weight = needs.weight.with_margin();
    let spends = Spending { value, deposit: needs.deposit, fee: None };
    let result = match &request.target {
        Target::Contract(_) => attempt(chain, key, &call(request, weight, deposit), spends).await,
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
            attempt(chain, key, &payload, spends).await
        }
    };
    match result {
        Err(Error::Failed { block, hash, reason }) => {
            // The chain says no more than that the contract reverted: ask for the reason there.
            let again = match chain.best().await {
                Ok(best) => dry_run(chain, &best, &account, request).await,
                Err(error) => Err(error),
            };
            Err(match again {
                Err(Error::Refused(refusal)) => Error::RefusedInBlock { block, hash, refusal },
                _ => Error::Failed { block, hash, reason },
            })
        }
        result => result.map(|receipt| Receipt { mapping, ..receipt }),
    }
}

/// A transaction that calls a contract.
fn call(request: &Request, weight: Weight, deposit: u128) -> impl subxt::tx::Payload {
    let address = match &request.target {
        Target::Contract(address) => address.0.0,
        Target::Code(_) => [0; 20],
    };
    dynamic::tx("Revive", "call", (address, request.value, weight, deposit, request.data.clone()))
}

/// About what the fee of a call is that cannot be tried; none if the node does not say.
async fn usual_fee(chain: &Chain, key: &Key, request: &Request) -> Option<Amount> {
    let params = DefaultExtrinsicParamsBuilder::<PolkadotConfig>::new().nonce(0).build();
    let mut transactions = chain.finalized().await.ok()?.transactions();
    let payload = call(request, USUAL, 0);
    let signed = transactions.create_signed(&payload, key.pair(), params).await.ok()?;
    Amount::from_native(signed.partial_fee_estimate().await.ok()?, chain.ratio())
}

/// Uploads code that contracts are made of or make use of.
///
/// # Errors
/// As [`send`].
pub(crate) async fn upload(chain: &Chain, key: &Key, code: Vec<u8>) -> Result<Receipt, Error> {
    let mapping = map_first(chain, key).await?;
    // No limit: the deposit is the code's length by the chain's own price, and no state moves it.
    let payload = dynamic::tx("Revive", "upload_code", (code, u128::MAX / 2));
    let receipt = send(chain, key, &payload, Spending::default()).await?;
    Ok(Receipt { mapping, ..receipt })
}

/// Maps the account to its address if it is not mapped yet. The dry run hides this need: it maps
/// the account for itself.
async fn map_first(chain: &Chain, key: &Key) -> Result<Option<Mapping>, Error> {
    if chain.is_mapped(key).await? {
        return Ok(None);
    }
    let payload = dynamic::tx("Revive", "map_account", ());
    match send(chain, key, &payload, Spending::default()).await {
        Ok(Receipt { hash, fee, deposit, .. }) => Ok(Some(Mapping { hash, fee, deposit })),
        // The same account was mapped from elsewhere meanwhile.
        Err(Error::Failed { .. }) if chain.is_mapped(key).await? => Ok(None),
        Err(error) => Err(error),
    }
}
