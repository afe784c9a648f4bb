//! What changes proposals and stakes. Each action is dry-run first, so a refusal costs nothing.

use super::{Conviction, Interface, ProposalKind, Stake};
use crate::{
    abi::{Commons::CommonsErrors, Conviction::ConvictionErrors},
    amount::Amount,
    call::{Executed, Receipt},
    commons::Commons,
    error::Error,
    key::Key,
    refusal::Reason,
    text,
};
use alloy_core::primitives::{Address, U256};

/// A proposal to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// What it wants.
    pub kind: ProposalKind,
    /// Seconds for which it stays open.
    pub lifetime: u64,
    /// Its title: 1 to 64 bytes.
    pub title: String,
    /// Where to read about it: at most 160 bytes.
    pub link: String,
}

impl Conviction {
    /// Makes a proposal; `deposit` of native money comes back once it is over. Its number is in the
    /// event.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn propose(
        &self,
        key: &Key,
        new: &NewProposal,
        deposit: Amount,
    ) -> Result<Executed<Interface::Propose>, Error> {
        let (kind, beneficiary, amount, duration, as_tokens) = match new.kind {
            ProposalKind::Signal => (0, Address::ZERO, U256::ZERO, 0, false),
            ProposalKind::Funding { beneficiary, amount, duration, as_tokens } => {
                (1, beneficiary, amount.into(), duration, as_tokens)
            }
            ProposalKind::Revocation { grant } => (2, Address::ZERO, U256::from(grant), 0, false),
            ProposalKind::Rule { rule, value } => {
                (3, Address::ZERO, U256::from(value), rule.number().into(), false)
            }
            ProposalKind::Governor { governor } => (4, governor, U256::ZERO, 0, false),
            ProposalKind::WindDown => (5, Address::ZERO, U256::ZERO, 0, false),
        };
        let call = Interface::proposeCall {
            kind,
            beneficiary,
            amount,
            duration,
            asTokens: as_tokens,
            lifetime: new.lifetime,
            title: new.title.clone(),
            link: new.link.clone(),
        };
        let result = self.handle.act(key, deposit, &call).await;
        self.explained(result, |error| async move {
            if !matches!(error, Reason::Conviction(ConvictionErrors::DepositTooLow(_))) {
                return Ok(None);
            }
            let (asked, money) = (self.settings().await?.deposit, self.native_symbol());
            Ok(Some(format!(
                "this Commons asks for a deposit of at least {asked} {money} for a proposal, and \
                 returns it once the proposal is over"
            )))
        })
        .await
    }

    /// Sets the key's stakes on these proposals to these amounts, for or against, whatever they were
    /// before; those on other proposals stay. One event a stake that changed.
    ///
    /// # Errors
    /// When the contract refuses; of too few tokens with the figures.
    pub async fn stake(
        &self,
        key: &Key,
        commons: &Commons,
        moves: &[Stake],
    ) -> Result<(Vec<Interface::Stake>, Receipt), Error> {
        let call = Interface::stakeCall {
            moves: moves
                .iter()
                .map(|stake| Interface::Move {
                    proposal: stake.proposal,
                    amount: stake.amount.into(),
                    against: stake.against,
                })
                .collect(),
        };
        let result = self.handle.send(key, Amount::ZERO, &call).await;
        let receipt = self
            .explained(result, |error| async move {
                match error {
                    Reason::Commons(CommonsErrors::InsufficientBalance(_)) => {
                        self.too_few_tokens(commons, key.address(), moves).await.map(Some)
                    }
                    Reason::Conviction(ConvictionErrors::NotActive(_)) => {
                        self.which_is_over(moves).await
                    }
                    _ => Ok(None),
                }
            })
            .await?;
        Ok((receipt.events_of(self.address()).collect(), receipt))
    }

    /// Announces a proposal that passes: it can be executed after its notice. By anyone.
    ///
    /// # Errors
    /// When the contract refuses; of one that does not pass with when it can.
    pub async fn announce(
        &self,
        key: &Key,
        commons: &Commons,
        proposal: u32,
    ) -> Result<Executed<Interface::Announce>, Error> {
        let call = Interface::announceCall { proposal };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, |error| self.held_up(commons, proposal, error)).await
    }

    /// Executes an announced proposal after its notice, if it still passes; by anyone.
    ///
    /// # Errors
    /// When the contract refuses; of one that is announced with when it can be executed.
    pub async fn execute(
        &self,
        key: &Key,
        commons: &Commons,
        proposal: u32,
    ) -> Result<Executed<Interface::Execute>, Error> {
        let call = Interface::executeCall { proposal };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, |error| self.held_up(commons, proposal, error)).await
    }

    /// Takes an announcement back, of a proposal that does not pass any more or was not executed in
    /// time; by anyone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn reset(
        &self,
        key: &Key,
        proposal: u32,
    ) -> Result<Executed<Interface::Reset>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::resetCall { proposal }).await
    }

    /// Takes a proposal back; by its author.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn cancel(
        &self,
        key: &Key,
        proposal: u32,
    ) -> Result<Executed<Interface::Cancel>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::cancelCall { proposal }).await
    }

    /// Ends a proposal whose time is over; by anyone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn expire(
        &self,
        key: &Key,
        proposal: u32,
    ) -> Result<Executed<Interface::Expire>, Error> {
        let result = self.handle.act(key, Amount::ZERO, &Interface::expireCall { proposal }).await;
        self.explained(result, |error| async move {
            if !matches!(error, Reason::Conviction(ConvictionErrors::NotExpired(_))) {
                return Ok(None);
            }
            let expiry = self.proposal(proposal).await?.expiry;
            let left = expiry.saturating_sub(self.handle.now().await?);
            let left = text::duration(left);
            Ok((expiry < super::NEVER)
                .then(|| format!("proposal {proposal} is open for another {left}")))
        })
        .await
    }

    /// Frees the stakes of an account on proposals that are over: the account's own at any time,
    /// others' once the proposals are over for 30 days and a half-life.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn release(&self, key: &Key, account: Address) -> Result<Receipt, Error> {
        self.handle.send(key, Amount::ZERO, &Interface::releaseCall { account }).await
    }

    /// Ends all stakes of an account that asked the Commons for its staked tokens or has freed them;
    /// by anyone. One event a stake.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn forfeit(
        &self,
        key: &Key,
        account: Address,
    ) -> Result<(Vec<Interface::Stake>, Receipt), Error> {
        let call = Interface::forfeitCall { account };
        let receipt = self.handle.send(key, Amount::ZERO, &call).await?;
        Ok((receipt.events_of(self.address()).collect(), receipt))
    }

    /// Returns the deposit of a proposal that is over to its author; by anyone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn reclaim(
        &self,
        key: &Key,
        proposal: u32,
    ) -> Result<Executed<Interface::Reclaim>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::reclaimCall { proposal }).await
    }
}
