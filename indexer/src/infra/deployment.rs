//! Reading `deployment.json`.

use crate::domain::{BlockRef, Deployment, U256};
use std::path::Path;
use weir_client::deployment::{Deployment as File, DeploymentError};

/// Reads the file that `weir deploy` wrote.
///
/// # Errors
/// The file is missing, is not a deployment file or contradicts itself.
pub fn load(path: &Path) -> Result<Deployment, DeploymentError> {
    let File { genesis_hash, block, chain, contracts, parameters, .. } = File::load(path)?;
    Ok(Deployment {
        genesis_hash,
        block: BlockRef { height: block.number.into(), hash: block.hash },
        commons: contracts.commons.address,
        name: parameters.name,
        symbol: parameters.symbol,
        decimals: parameters.decimals,
        currency: chain.token_symbol,
        reserve_ratio_ppm: parameters.reserve_ratio_ppm.ppm(),
        entry_tribute_ppm: parameters.entry_tribute_ppm.ppm(),
        exit_tribute_ppm: parameters.exit_tribute_ppm.ppm(),
        initial_supply: U256::from(parameters.initial_supply.base_units()),
        initial_reserve: U256::from(parameters.initial_reserve.base_units()),
    })
}
