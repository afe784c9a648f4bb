//! Making a Commons.

use super::{Commons, Interface};
use crate::{
    call::{ContractEvent, Receipt, Request, Target, execute, upload},
    chain::Chain,
    deployment::{self, Contract, Contracts, Deployment, Parameters},
    error::Error,
    key::Key,
};
use alloy_core::{primitives::keccak256, sol, sol_types::SolValue};

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

/// The code of a Commons, as the contract build makes it.
#[derive(Debug, Clone)]
pub struct Code {
    /// The contract: `commons.polkavm`.
    pub contract: Vec<u8>,
    /// What it runs for the rarer messages, by delegate calls: `library.polkavm`. The contract knows
    /// it by its hash and makes an instance of it for itself.
    pub library: Vec<u8>,
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
    /// The transaction that uploaded the library before, unless the chain had it.
    pub upload: Option<Receipt>,
}

impl Commons {
    /// Uploads the code and makes a Commons of it. The initial reserve is paid by the key's account,
    /// which receives the initial supply.
    ///
    /// # Errors
    /// When a parameter is out of its range, or the chain or the constructor refuses.
    pub async fn deploy(
        chain: &Chain,
        key: &Key,
        code: Code,
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
        let library_hash = keccak256(&code.library);
        let upload = match chain.has_code(library_hash).await? {
            true => None,
            false => Some(upload(chain, key, code.library).await?),
        };
        let request = Request { target: Target::Code(code.contract), value, data };
        let receipt = execute(chain, key, &request).await?;
        let opened = |event: &&ContractEvent| event.decode::<Interface::Open>().is_some();
        let address = receipt
            .events
            .iter()
            .find(opened)
            .ok_or(Error::MissingEvent { block: receipt.block.number.into(), event: "Open" })?
            .contract;
        let code_hash = chain.code_hash(address).await?.ok_or(Error::NoContract(address))?;
        let deployment = Deployment {
            version: deployment::VERSION,
            genesis_hash: chain.genesis_hash(),
            block: receipt.block,
            chain: chain.properties().clone(),
            contracts: Contracts {
                commons: Contract { address, code_hash, deployer: key.address() },
                library_hash,
            },
            parameters: parameters.clone(),
        };
        Ok(Deployed { commons: Self::new(chain, address), deployment, receipt, upload })
    }
}
