//! The file that says where a Commons is: written by `weir deploy`, read by everything else.

mod bounds;
mod check;
mod parameters;

pub use bounds::{CommonsBounds, VoteBounds};
pub use parameters::{
    ConvictionParameters, HatchParameters, Parameters, Settings, TEN_YEARS, YEAR,
};

use crate::{currency::Currency, file::Reserved};
use alloy_core::primitives::{Address, B256};
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The version of the format that this crate writes and reads.
pub const VERSION: u32 = 3;

/// A deployment: chain, block, contracts and the parameters that they were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// Version of the format: [`VERSION`].
    pub version: u32,
    /// Hash of the chain's first block, by which the chain is recognised.
    pub genesis_hash: B256,
    /// The block in which the Commons was made: history starts here.
    pub block: Block,
    /// Money and addresses of the chain.
    pub chain: ChainProperties,
    /// Where the contracts are.
    pub contracts: Contracts,
    /// Code that the Commons runs, but that is no contract that anybody talks to.
    pub libraries: Libraries,
    /// The money that the Commons takes.
    pub currency: Currency,
    /// What the contracts were made with.
    pub parameters: Parameters,
}

/// A block by height and hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Height.
    pub number: u32,
    /// Hash of the header.
    pub hash: B256,
}

/// Money and addresses of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainProperties {
    /// Symbol of the native money, `DOT`.
    pub token_symbol: String,
    /// Decimals of the native money on the chain, 10 for DOT.
    pub token_decimals: u8,
    /// Base units that contracts see in one native unit: 10^8 where native money has 10 decimals.
    pub native_to_eth_ratio: u128,
    /// Prefix of the chain's SS58 addresses.
    pub ss58_prefix: u16,
}

/// The contracts of a deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contracts {
    /// Token, curve, pools, hatch, grants and services: all the money.
    pub commons: Contract,
    /// Proposals and stakes: the governor of the Commons.
    pub conviction: Contract,
}

/// Hashes (Keccak-256) of the code libraries. They work on the Commons' own storage and money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Libraries {
    /// Trades on the curve.
    pub market: B256,
    /// Constructor, hatch, grants, services and roles.
    pub treasury: B256,
}

/// A contract on the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its address.
    pub address: Address,
    /// Keccak-256 of its code.
    pub code_hash: B256,
    /// Who made it.
    pub deployer: Address,
}

/// What is wrong with a deployment file.
#[derive(Debug, thiserror::Error)]
pub enum DeploymentError {
    /// There is none.
    #[error(
        "there is no deployment file at {}: give one with --deployment, or make one with \
         `weir deploy`", .0.display()
    )]
    Missing(PathBuf),
    /// It cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// It cannot be written.
    #[error("cannot write {}: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// Its text does not follow the format.
    #[error("{} is not a deployment file: {error}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: serde_json::Error,
    },
    /// It is of another version.
    #[error(
        "{} has format version {found}; this program reads version {VERSION}{}", path.display(),
        match found {
            1 => ". Version 1 was a Commons without hatch, grants and proposals, which this \
                  program no longer speaks to: deploy a new one with `weir deploy`, or use the \
                  program that made the file",
            2 => ". Version 2 was a Commons without notice, objections and rules by vote, which \
                  this program no longer speaks to: deploy a new one with `weir deploy`, or use \
                  the program that made the file",
            _ => "",
        }
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// A value cannot be true.
    #[error("{} cannot be right: {problem}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Which value, and why.
        problem: String,
    },
}

impl Deployment {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// When it is missing, unreadable, of another version, or holds values that cannot be true.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, DeploymentError> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeploymentError::Missing(path.into()),
            _ => DeploymentError::Read { path: path.into(), error },
        })?;
        Self::parse(&text, path)
    }

    /// Reads and checks a file's text; `path` is for messages.
    ///
    /// # Errors
    /// As [`Deployment::load`].
    pub fn parse(text: &str, path: &Path) -> Result<Self, DeploymentError> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let format = |error| DeploymentError::Format { path: path.into(), error };
        // The version first: another version's fields would only confuse the message.
        let Versioned { version } = serde_json::from_str(text).map_err(format)?;
        if version != VERSION {
            return Err(DeploymentError::Version { path: path.into(), found: version });
        }
        let deployment: Self = serde_json::from_str(text).map_err(format)?;
        let invalid = |problem| DeploymentError::Invalid { path: path.into(), problem };
        deployment.validate().map_err(invalid)?;
        Ok(deployment)
    }

    /// Whether the values can be true together.
    fn validate(&self) -> Result<(), String> {
        let Contracts { commons, conviction } = &self.contracts;
        for (what, contract) in [("Commons", commons), ("conviction contract", conviction)] {
            if contract.address.is_zero() {
                return Err(format!("the address of the {what} is zero"));
            }
        }
        if commons.address == conviction.address {
            return Err("Commons and conviction contract have the same address".into());
        }
        self.currency.validate()?;
        if self.parameters.hatch.is_none() && !self.currency.is_native() {
            return Err(
                "a Commons with an ERC-20 currency opens with a hatch, and there is none".into()
            );
        }
        let ratio = self.chain.native_to_eth_ratio;
        if ratio == 0 || ratio.checked_ilog10().map(|n| 10u128.pow(n)) != Some(ratio) {
            return Err(format!("native_to_eth_ratio {ratio} is not a power of ten"));
        }
        if u32::from(self.chain.token_decimals) + ratio.ilog10() != 18 {
            return Err(format!(
                "{} decimals of native money and a ratio of {ratio} do not make 18 decimals",
                self.chain.token_decimals
            ));
        }
        self.parameters.validate()
    }

    /// Writes the file, as a whole or not at all, making its folder where that is missing.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), DeploymentError> {
        let path = path.as_ref();
        let write = |error| DeploymentError::Write { path: path.into(), error };
        let text =
            self.text().map_err(|error| DeploymentError::Format { path: path.into(), error })?;
        Reserved::at(path).map_err(write)?.write(&text).map_err(write)
    }

    /// Returns the text of the file.
    ///
    /// # Errors
    /// None that is known: all of it can be said in JSON.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

#[cfg(test)]
mod tests;
