//! Making a Commons: its code, the contract, its conviction contract, and the two of them joined.

use super::{Commons, constructor};
use crate::{
    call::{Receipt, Request, Spending, Target, execute, upload},
    chain::Chain,
    conviction::Conviction,
    currency::Currency,
    deployment::{self, Contract, Contracts, Deployment, Libraries, Parameters},
    error::Error,
    key::Key,
};
use alloy_core::primitives::{Address, B256, keccak256};
use std::time::Duration;

/// The code of a Commons, as the contract build makes it.
#[derive(Debug, Clone)]
pub struct Code {
    /// The Commons: `commons.polkavm`.
    pub commons: Vec<u8>,
    /// What it runs for trades: `market.polkavm`. The Commons knows its libraries by their hashes
    /// and makes instances of them for itself.
    pub market: Vec<u8>,
    /// What it runs for everything rarer: `treasury.polkavm`.
    pub treasury: Vec<u8>,
    /// The conviction contract: `conviction.polkavm`.
    pub conviction: Vec<u8>,
}

/// A Commons that was just made.
#[derive(Debug, Clone)]
pub struct Deployed {
    /// The Commons.
    pub commons: Commons,
    /// Its conviction contract.
    pub conviction: Conviction,
    /// What to write into the deployment file.
    pub deployment: Deployment,
    /// The transactions that it took, in order.
    pub steps: Vec<Step>,
}

/// A transaction of a deployment.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it did.
    pub what: &'static str,
    /// The transaction.
    pub receipt: Receipt,
}

impl Commons {
    /// Uploads the code that the chain lacks and makes a Commons and its conviction contract of it.
    /// Without a hatch the initial reserve is paid by the key's account, which receives the initial
    /// supply. The key's account becomes the owner. Each step is told to `report` once it is final.
    ///
    /// # Errors
    /// When a parameter is out of its range, or the chain or a constructor refuses;
    /// [`Error::HalfDeployed`] when that happens after the Commons was made.
    pub async fn deploy(
        chain: &Chain,
        key: &Key,
        code: Code,
        currency: &Currency,
        parameters: &Parameters,
        mut report: impl FnMut(&Step),
    ) -> Result<Deployed, Error> {
        let now = chain.deadline_in(Duration::ZERO).await?;
        parameters.validate_at(now).map_err(Error::Parameters)?;
        if parameters.hatch.is_none() && !currency.is_native() {
            return Err(Error::Parameters(
                "a Commons with an ERC-20 currency opens with a hatch: give --hatch-min and what \
                 belongs to it instead of --initial-supply"
                    .into(),
            ));
        }
        // Before the code is paid for.
        Spending::of(parameters.initial_reserve).require(chain, key).await?;
        let mut steps = Vec::new();
        let mut done = |what, receipt| {
            let step = Step { what, receipt };
            report(&step);
            steps.push(step);
        };
        let libraries =
            Libraries { market: keccak256(&code.market), treasury: keccak256(&code.treasury) };
        for (what, hash, code) in [
            ("market code uploaded", libraries.market, code.market),
            ("treasury code uploaded", libraries.treasury, code.treasury),
        ] {
            if !chain.has_code(hash).await? {
                done(what, upload(chain, key, code).await?);
            }
        }
        let value = parameters.initial_reserve.to_native(chain.ratio())?;
        let data = constructor::commons(currency, parameters);
        let receipt = make(chain, key, code.commons, value, data).await?;
        let block = receipt.block;
        let address = made(&receipt, key)?;
        done("Commons made", receipt);

        let commons = Self::new(chain, address, currency.clone());
        let rest = async {
            let data = constructor::conviction(address, parameters);
            let receipt = make(chain, key, code.conviction, 0, data).await?;
            let governor = made(&receipt, key)?;
            done("conviction contract made", receipt);
            done("governor set", commons.set_governor(key, governor).await?.receipt);
            Ok(Contracts {
                commons: contract(chain, key, address).await?,
                conviction: contract(chain, key, governor).await?,
            })
        };
        let contracts = rest
            .await
            .map_err(|cause| Error::HalfDeployed { commons: address, cause: Box::new(cause) })?;
        let deployment = Deployment {
            version: deployment::VERSION,
            genesis_hash: chain.genesis_hash(),
            block,
            chain: chain.properties().clone(),
            contracts,
            libraries,
            currency: currency.clone(),
            parameters: parameters.clone(),
        };
        let conviction = Conviction::new(chain, deployment.contracts.conviction.address);
        Ok(Deployed { commons, conviction, deployment, steps })
    }
}

async fn make(
    chain: &Chain,
    key: &Key,
    code: Vec<u8>,
    value: u128,
    data: Vec<u8>,
) -> Result<Receipt, Error> {
    execute(chain, key, &Request { target: Target::Code(code), value, data }).await
}

/// The contract that the key itself made, and not one of those that this made in turn.
fn made(receipt: &Receipt, key: &Key) -> Result<Address, Error> {
    let own = receipt.instantiated.iter().find(|made| made.deployer == key.address());
    own.map(|made| made.contract).ok_or(Error::MissingEvent {
        block: receipt.block.number.into(),
        hash: receipt.hash,
        event: "Revive.Instantiated",
    })
}

async fn contract(chain: &Chain, key: &Key, address: Address) -> Result<Contract, Error> {
    let code_hash: B256 = chain.code_hash(address).await?.ok_or(Error::NoContract(address))?;
    Ok(Contract { address, code_hash, deployer: key.address() })
}
