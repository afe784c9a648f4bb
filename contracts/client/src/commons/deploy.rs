//! Making a Commons.

use super::{Commons, Interface};
use crate::{
    call::{Receipt, Request, Target, execute},
    chain::Chain,
    deployment::{self, Contract, Contracts, Deployment, Parameters},
    error::Error,
    key::Key,
};
use alloy_core::{sol, sol_types::SolValue};

sol! {
    /// The constructor's arguments. They are encoded one after the other, without a selector.
    struct Constructor {
        string name;
        string symbol;
        uint32 reserveRatio;
        uint32 entryTribute;
        uint32 exitTribute;
        uint256 initialSupply;
    }
}

/// A Commons that was just made.
#[derive(Debug, Clone)]
pub struct Deployed {
    /// The handle.
    pub commons: Commons,
    /// What to write into the deployment file.
    pub deployment: Deployment,
    /// The transaction.
    pub receipt: Receipt,
}

impl Commons {
    /// Uploads the contract's code (`commons.polkavm`) and makes a Commons of it. The initial
    /// reserve is paid by the key's account, which receives the initial supply.
    ///
    /// # Errors
    /// When a parameter is out of its range, or the chain or the constructor refuses.
    pub async fn deploy(
        chain: &Chain,
        key: &Key,
        code: Vec<u8>,
        parameters: &Parameters,
    ) -> Result<Deployed, Error> {
        parameters.validate().map_err(Error::Parameters)?;
        let value = parameters.initial_reserve.to_native(chain.ratio())?;
        let data = Constructor {
            name: parameters.name.clone(),
            symbol: parameters.symbol.clone(),
            reserveRatio: parameters.reserve_ratio_ppm.ppm(),
            entryTribute: parameters.entry_tribute_ppm.ppm(),
            exitTribute: parameters.exit_tribute_ppm.ppm(),
            initialSupply: parameters.initial_supply.into(),
        }
        .abi_encode_params();
        let request = Request { target: Target::Code(code), value, data };
        let receipt = execute(chain, key, &request).await?;
        let missing = |event| Error::MissingEvent { block: receipt.block.number.into(), event };
        let address =
            *receipt.instantiated.first().ok_or_else(|| missing("Revive.Instantiated"))?;
        receipt.event::<Interface::Open>(address).ok_or_else(|| missing("Open"))?;
        let code_hash = chain.code_hash(address).await?.ok_or(Error::NoContract(address))?;
        let deployment = Deployment {
            version: deployment::VERSION,
            genesis_hash: chain.genesis_hash(),
            block: receipt.block,
            chain: chain.properties().clone(),
            contracts: Contracts {
                commons: Contract { address, code_hash, deployer: key.address() },
            },
            parameters: parameters.clone(),
        };
        Ok(Deployed { commons: Self::new(chain, address), deployment, receipt })
    }
}
