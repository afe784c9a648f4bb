//! Keys that sign, and the accounts and addresses that they stand for.
//!
//! A [`Key`] never shows its secret: `Debug` and `Display` print the public account only.

use crate::address;
use alloy_core::primitives::{Address, B256, keccak256};
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};
use subxt::utils::AccountId32;
use subxt_signer::{
    SecretUri,
    sr25519::{self, Keypair, PublicKey, Signature},
};

/// The tail of an account that stands for an Ethereum address.
const ETHEREUM_SUFFIX: [u8; 12] = [0xee; 12];

/// Names of development keys, whose secrets are public.
const DEVELOPMENT: [&str; 8] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "One", "Two"];

/// An sr25519 key pair.
#[derive(Clone)]
pub struct Key {
    pair: Keypair,
    /// `//Alice`, when it is a development key: no secret then.
    development: Option<String>,
}

/// Why there is no key. No variant holds any part of a secret.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Not a development key's name.
    #[error(
        "--key takes the name of a development key: //Alice, //Bob, //Charlie, //Dave, //Eve, \
         //Ferdie, //One or //Two. A real secret on the command line could be seen by others on \
         this machine: put it in a file and use --key-file, or in the variable WEIR_KEY"
    )]
    NotDevelopment,
    /// Not a secret URI or mnemonic.
    #[error(
        "the secret is not valid: it must be a mnemonic of 12 to 24 words or a 32-byte seed in \
         hexadecimal (0x...), each with an optional derivation path (//hard/soft)"
    )]
    Secret,
    /// The file cannot be read.
    #[error("cannot read the key file {}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// Others may read the file.
    #[error(
        "others on this machine may read the key file {0} (mode {mode:03o}); close it with \
         `chmod 600 {0}`", path.display()
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
}

impl Key {
    /// A development key by name, `//Alice` or `Alice`; `//Alice//stash` and the like as well.
    ///
    /// # Errors
    /// [`KeyError::NotDevelopment`] for anything else, so that no real secret comes this way.
    pub fn development(name: &str) -> Result<Self, KeyError> {
        let path = name.strip_prefix("//").unwrap_or(name);
        let first = path.split('/').next().unwrap_or_default();
        let rest = &path[first.len()..];
        let plain = rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '/');
        if !DEVELOPMENT.contains(&first) || !plain || rest.contains("///") {
            return Err(KeyError::NotDevelopment);
        }
        let name = format!("//{path}");
        Ok(Self { development: Some(name.clone()), ..Self::secret(&name)? })
    }

    /// A key from a secret URI: a mnemonic or `0x` seed with an optional derivation path.
    ///
    /// # Errors
    /// [`KeyError::Secret`] when it is not one.
    pub fn secret(uri: &str) -> Result<Self, KeyError> {
        let uri = SecretUri::from_str(uri.trim()).map_err(|_| KeyError::Secret)?;
        let pair = Keypair::from_uri(&uri).map_err(|_| KeyError::Secret)?;
        Ok(Self { pair, development: None })
    }

    /// A key from a file that holds a secret URI, and that nobody but its owner may read.
    ///
    /// # Errors
    /// When the file cannot be read, is open to others, or holds no secret URI.
    pub fn file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        let read = |error| KeyError::Read { path: path.into(), error };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path).map_err(read)?.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                return Err(KeyError::Exposed { path: path.into(), mode });
            }
        }
        Self::secret(&fs::read_to_string(path).map_err(read)?)
    }

    /// The account on the chain.
    pub fn account(&self) -> AccountId32 {
        self.pair.public_key().to_account_id()
    }

    /// The address under which contracts know the account.
    pub fn address(&self) -> Address {
        address_of(&self.account())
    }

    /// The public key: 32 bytes, which are the account as well.
    pub fn public_key(&self) -> B256 {
        B256::from(self.pair.public_key().0)
    }

    /// Signs bytes that are no transaction.
    ///
    /// They are wrapped as wallets do it (`<Bytes>...</Bytes>`), so that a signature can never serve
    /// as one for a transaction, and one made in a wallet is as good.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.pair.sign(&wrapped(message)).0
    }

    /// Whether the secret is public.
    pub fn is_development(&self) -> bool {
        self.development.is_some()
    }

    /// The pair, to sign with.
    pub(crate) fn pair(&self) -> &Keypair {
        &self.pair
    }
}

impl fmt::Display for Key {
    /// `//Alice` for a development key, otherwise the account.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.development {
            Some(name) => f.pad(name),
            None => f.pad(&self.account().to_string()),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("account", &self.account().to_string()).finish_non_exhaustive()
    }
}

/// Whether the key with this public half signed these bytes, as [`Key::sign`] does.
pub fn is_signed(message: &[u8], signature: [u8; 64], public_key: B256) -> bool {
    sr25519::verify(&Signature(signature), wrapped(message), &PublicKey(public_key.0))
}

fn wrapped(message: &[u8]) -> Vec<u8> {
    [b"<Bytes>", message, b"</Bytes>"].concat()
}

/// The address under which contracts know an account: the last 20 bytes of its Keccak-256 hash,
/// or, for an account that stands for an Ethereum address, that address.
pub fn address_of(account: &AccountId32) -> Address {
    match account.0.strip_suffix(&ETHEREUM_SUFFIX) {
        Some(address) => Address::from_slice(address),
        None => Address::from_slice(&keccak256(account.0)[12..]),
    }
}

/// The account that stands for an Ethereum address that no other account is mapped to.
pub fn fallback_account(address: Address) -> AccountId32 {
    let mut account = [0xee; 32];
    account[..20].copy_from_slice(address.as_slice());
    AccountId32(account)
}

/// Someone tokens can be sent to, as a user names them: an address in any form that
/// [`address::parse`] reads, or the name of a development key (`//Bob`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The address under which contracts know them.
    pub address: Address,
    /// Their account, when that was what was named.
    pub account: Option<AccountId32>,
}

impl FromStr for Recipient {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.starts_with("//") {
            let key = Key::development(text).map_err(|_| {
                format!("{text} is not a development key: //Alice, //Bob, //Charlie, ...")
            })?;
            return Ok(Self { address: key.address(), account: Some(key.account()) });
        }
        let written = address::parse(text).map_err(|fault| format!("'{text}' {fault}"))?;
        Ok(Self { address: written.address, account: written.account })
    }
}

#[cfg(test)]
mod tests;
