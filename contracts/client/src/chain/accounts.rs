//! Accounts and codes as the chain keeps them.

use super::Chain;
use crate::{
    amount::Amount,
    error::Error,
    key::{Key, fallback_account},
};
use alloy_core::primitives::{Address, B256};
use subxt::{
    dynamic,
    ext::scale_decode::DecodeAsType,
    utils::{AccountId32, H256},
};

/// What `Revive.AccountInfoOf` says of an address; only what is needed here.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct AccountInfo {
    account_type: AccountType,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
#[allow(clippy::upper_case_acronyms)] // decoded by the name that the runtime gives it
enum AccountType {
    Contract(ContractInfo),
    EOA,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ContractInfo {
    code_hash: H256,
}

impl Chain {
    /// The account's free balance at the newest block.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn balance(&self, account: &AccountId32) -> Result<Amount, Error> {
        #[derive(DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        struct Info {
            data: Data,
        }
        #[derive(DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        struct Data {
            free: u128,
        }
        let at = self.best().await?;
        let info = at
            .storage()
            .try_fetch(dynamic::storage::<([u8; 32],), Info>("System", "Account"), (account.0,))
            .await
            .map_err(Error::node("System.Account"))?;
        let Some(info) = info else { return Ok(Amount::ZERO) };
        let free = info.decode().map_err(Error::node("System.Account"))?.data.free;
        Ok(Amount::from_native(free, self.ratio()).unwrap_or(Amount::MAX))
    }

    /// The account behind an address: the one mapped to it, or the one that stands for it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn account_of(&self, address: Address) -> Result<AccountId32, Error> {
        Ok(self.mapped(address).await?.unwrap_or_else(|| fallback_account(address)))
    }

    /// Whether the chain knows which account the key's address belongs to. Contracts can only be
    /// called by an account that is mapped.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn is_mapped(&self, key: &Key) -> Result<bool, Error> {
        Ok(self.mapped(key.address()).await?.is_some())
    }

    async fn mapped(&self, address: Address) -> Result<Option<AccountId32>, Error> {
        let entry = dynamic::storage::<([u8; 20],), AccountId32>("Revive", "OriginalAccount");
        let account = self
            .best()
            .await?
            .storage()
            .try_fetch(entry, (address.0.0,))
            .await
            .map_err(Error::node("Revive.OriginalAccount"))?
            .map(|value| value.decode())
            .transpose();
        account.map_err(Error::node("Revive.OriginalAccount"))
    }

    /// Hash of the code of the contract at an address, if there is a contract.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn code_hash(&self, address: Address) -> Result<Option<B256>, Error> {
        let entry = dynamic::storage::<([u8; 20],), AccountInfo>("Revive", "AccountInfoOf");
        let info = self
            .best()
            .await?
            .storage()
            .try_fetch(entry, (address.0.0,))
            .await
            .map_err(Error::node("Revive.AccountInfoOf"))?
            .map(|value| value.decode())
            .transpose()
            .map_err(Error::node("Revive.AccountInfoOf"))?;
        Ok(match info.map(|info| info.account_type) {
            Some(AccountType::Contract(contract)) => Some(B256::from(contract.code_hash.0)),
            Some(AccountType::EOA) | None => None,
        })
    }

    /// Whether a code is on the chain, so that contracts can be made of it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn has_code(&self, code_hash: B256) -> Result<bool, Error> {
        let entry = dynamic::storage::<([u8; 32],), dynamic::Value>("Revive", "CodeInfoOf");
        let at = self.best().await?;
        let info = at.storage().try_fetch(entry, (code_hash.0,)).await;
        Ok(info.map_err(Error::node("Revive.CodeInfoOf"))?.is_some())
    }
}
