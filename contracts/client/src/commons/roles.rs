//! Who may do what: owner, governor and guardian.

use super::{Commons, Interface, explain::Case};
use crate::{
    amount::Amount,
    call::{Executed, Receipt},
    error::Error,
    key::Key,
};
use alloy_core::primitives::Address;
use serde::Serialize;

/// Who holds which role. The zero address stands for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Roles {
    /// Keeps the hatch's allowlist and names the guardian.
    pub owner: Address,
    /// Who is to be the owner once it accepts.
    pub pending_owner: Address,
    /// Grants, revokes, locks stakes and changes rules by vote: the conviction contract.
    pub governor: Address,
    /// May pause for a time.
    pub guardian: Address,
    /// When the guardian's power ends, seconds since the Unix epoch.
    pub guardian_until: u64,
    /// Until when it is paused, seconds since the Unix epoch.
    pub paused_until: u64,
    /// From when on the guardian can pause again.
    pub pausable_from: u64,
}

impl Commons {
    /// Who holds which role.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn roles(&self) -> Result<Roles, Error> {
        let roles = self.ask(&Interface::rolesCall {}).await?;
        Ok(Roles {
            owner: roles.owner,
            pending_owner: roles.pendingOwner,
            governor: roles.governor,
            guardian: roles.guardian,
            guardian_until: roles.guardianUntil,
            paused_until: roles.pausedUntil,
            pausable_from: roles.pausableFrom,
        })
    }

    /// Sets the governor, once; by the owner. Later only a vote can set another one.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn set_governor(
        &self,
        key: &Key,
        governor: Address,
    ) -> Result<Executed<Interface::Governor>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::setGovernorCall { governor }).await
    }

    /// Offers ownership to someone, who has to accept it.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn transfer_ownership(
        &self,
        key: &Key,
        to: Address,
    ) -> Result<Executed<Interface::OwnershipTransferStarted>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::transferOwnershipCall { to }).await
    }

    /// Accepts the ownership that was offered.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn accept_ownership(
        &self,
        key: &Key,
    ) -> Result<Executed<Interface::OwnershipTransferred>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::acceptOwnershipCall {}).await
    }

    /// Gives ownership up for good.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn renounce_ownership(
        &self,
        key: &Key,
    ) -> Result<Executed<Interface::OwnershipTransferred>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::renounceOwnershipCall {}).await
    }

    /// Names another guardian; zero for none. By the owner.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn set_guardian(
        &self,
        key: &Key,
        guardian: Address,
    ) -> Result<Executed<Interface::Guardian>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::setGuardianCall { guardian }).await
    }

    /// Pauses minting, contributing, proposing and granting for so many seconds; by the guardian.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn pause(
        &self,
        key: &Key,
        duration: u64,
    ) -> Result<Executed<Interface::Pause>, Error> {
        let result = self.handle.act(key, Amount::ZERO, &Interface::pauseCall { duration }).await;
        self.explained(result, Case::Pause).await
    }

    /// Ends a pause; by the guardian.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn unpause(&self, key: &Key) -> Result<Receipt, Error> {
        self.handle.send(key, Amount::ZERO, &Interface::unpauseCall {}).await
    }
}
