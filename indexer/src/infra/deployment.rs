//! Reading `deployment.json`.

use crate::domain::{BlockRef, Contracts, Deployment};
use std::path::Path;
use weir_client::deployment::{Deployment as File, DeploymentError};

/// Reads the file that `weir deploy` wrote.
///
/// # Errors
/// The file is missing, is not a deployment file, is of another version or contradicts itself.
pub fn load(path: &Path) -> Result<Deployment, DeploymentError> {
    let File { genesis_hash, block, chain, contracts, currency, parameters, .. } =
        File::load(path)?;
    Ok(Deployment {
        genesis_hash,
        block: BlockRef { height: block.number.into(), hash: block.hash },
        contracts: Contracts {
            commons: contracts.commons.address,
            conviction: contracts.conviction.address,
        },
        native_symbol: chain.token_symbol,
        native_decimals: chain.token_decimals,
        currency,
        parameters,
    })
}
