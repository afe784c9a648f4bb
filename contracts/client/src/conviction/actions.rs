//! What changes proposals and stakes. Each action is dry-run first, so a refusal costs nothing.

use super::{Conviction, Interface, MAX_STAKES, Proposal, ProposalKind, Stake, Status};
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
use std::collections::BTreeMap;

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

    /// Sets the key's stakes on these proposals to these amounts, whatever they were before; those
    /// on other proposals stay. One event a stake that changed.
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

    /// Executes a proposal whose conviction exceeds its threshold; by anyone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn execute(
        &self,
        key: &Key,
        proposal: u32,
    ) -> Result<Executed<Interface::Execute>, Error> {
        let result = self.handle.act(key, Amount::ZERO, &Interface::executeCall { proposal }).await;
        self.explained(result, |error| async move {
            if !matches!(error, Reason::Conviction(ConvictionErrors::BelowThreshold(_))) {
                return Ok(None);
            }
            let progress = self.proposal(proposal).await?.progress();
            Ok(progress.map(|progress| {
                format!(
                    "proposal {proposal} has {progress} of the support that it needs: `weir \
                     proposal show {proposal}` says how many tokens are missing and how long it \
                     takes"
                )
            }))
        })
        .await
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

    /// Frees the stakes of an account on proposals that are over; by anyone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn release(&self, key: &Key, account: Address) -> Result<Receipt, Error> {
        self.handle.send(key, Amount::ZERO, &Interface::releaseCall { account }).await
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

    fn native_symbol(&self) -> &str {
        &self.chain().properties().token_symbol
    }

    /// The result, with the figures that `find` knows for a refusal.
    async fn explained<T, F: Future<Output = Result<Option<String>, Error>>>(
        &self,
        result: Result<T, Error>,
        find: impl FnOnce(Reason) -> F,
    ) -> Result<T, Error> {
        let mut result = result;
        if let Err(error) = &mut result
            && let Some(refusal) = error.refusal_mut()
        {
            // A refusal is said in any case: without figures when they cannot be had.
            let reason = refusal.reason.clone();
            refusal.detail = find(reason).await.ok().flatten();
        }
        result
    }

    async fn too_few_tokens(
        &self,
        commons: &Commons,
        account: Address,
        moves: &[Stake],
    ) -> Result<String, Error> {
        let mut stakes: BTreeMap<u32, Amount> = self
            .stakes_of(account)
            .await?
            .into_iter()
            .map(|stake| (stake.proposal, stake.amount))
            .collect();
        stakes.extend(moves.iter().map(|stake| (stake.proposal, stake.amount)));
        let all = stakes
            .values()
            .try_fold(Amount::ZERO, |sum, amount| sum.checked_add(*amount))
            .unwrap_or(Amount::MAX);
        let held = commons.balance_of(account).await?;
        let symbol = text::clean(&commons.symbol().await?);
        let shown = Amount::grouped;
        Ok(format!(
            "all stakes of {account} together would be {} {symbol}, but it holds {} {symbol}: \
             stakes on other proposals count too (`weir proposal list --account` shows them)",
            shown(all),
            shown(held)
        ))
    }

    async fn which_is_over(&self, moves: &[Stake]) -> Result<Option<String>, Error> {
        let now = self.handle.now().await?;
        for stake in moves.iter().take(MAX_STAKES) {
            let proposal: Proposal = self.proposal(stake.proposal).await?;
            let over = match proposal.status {
                Status::Active if proposal.is_overdue(now) => "its time is over".to_owned(),
                Status::Active => continue,
                Status::Passed => "it has passed".to_owned(),
                Status::Cancelled => "it was cancelled".to_owned(),
                Status::Expired => "it has expired".to_owned(),
            };
            return Ok(Some(format!(
                "proposal {} takes no more stakes: {over}; stakes on it are freed by `weir \
                 proposal release`",
                proposal.id
            )));
        }
        Ok(None)
    }
}
