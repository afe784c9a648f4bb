//! The figures of a refusal: what the contract knew when it refused, said in its words.

use super::Commons;
use crate::{
    abi::Commons::CommonsErrors,
    amount::Amount,
    error::Error,
    refusal::{Reason, Refusal},
    text,
};
use alloy_core::primitives::Address;

/// What was tried when the contract refused.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Case {
    Mint { deposit: Amount, min_tokens: Amount, deadline: u64 },
    Redeem { owner: Address, amount: Amount, min_return: Amount, deadline: u64 },
    Spend { owner: Address, amount: Amount },
    Contribute,
    Close,
    Pause,
    Withdraw { grant: u32, min_tokens: Amount },
    Lapse { grant: u32 },
    Credit,
    Unlock { owner: Address },
    CancelUnlock,
}

impl Commons {
    /// The result, with the figures of the case added where it is a refusal and they can be found.
    pub(crate) async fn explained<T>(
        &self,
        result: Result<T, Error>,
        case: Case,
    ) -> Result<T, Error> {
        let mut result = result;
        if let Err(error) = &mut result
            && let Some(refusal) = error.refusal_mut()
        {
            *refusal = self.detailed(refusal.clone(), case).await;
        }
        result
    }

    async fn detailed(&self, refusal: Refusal, case: Case) -> Refusal {
        let Reason::Commons(error) = &refusal.reason else { return refusal };
        // A refusal is said in any case: without figures when they cannot be had.
        let detail = self.detail(error, case).await.ok().flatten();
        Refusal { detail, ..refusal }
    }

    async fn detail(&self, error: &CommonsErrors, case: Case) -> Result<Option<String>, Error> {
        use CommonsErrors as E;
        Ok(match (error, case) {
            (E::BelowMinimum(_), Case::Mint { deposit, min_tokens, .. }) => {
                let minted = self.quote_mint(deposit).await?.minted;
                let symbol = self.token_symbol().await?;
                Some(format!(
                    "you would receive {minted} {symbol}, below your minimum of {min_tokens} \
                     {symbol}: the price moved or the minimum is too high; try again at the \
                     present price, or accept less"
                ))
            }
            (E::BelowMinimum(_), Case::Redeem { amount, min_return, .. }) => {
                let returned = self.currency.exact(self.quote_redeem(amount).await?.returned);
                let least = self.currency.exact(min_return);
                Some(format!(
                    "you would receive {returned}, below your minimum of {least}: the price moved \
                     or the minimum is too high; try again at the present price, or accept less"
                ))
            }
            (E::BelowMinimum(_), Case::Withdraw { min_tokens, .. }) => {
                let symbol = self.token_symbol().await?;
                Some(format!(
                    "what is due would buy fewer than your minimum of {min_tokens} {symbol}: the \
                     price moved or the minimum is too high; accept less, or wait until more is due"
                ))
            }
            (E::DeadlinePassed(_), Case::Mint { deadline, .. } | Case::Redeem { deadline, .. }) => {
                let late = self.chain().now().await?.saturating_sub(deadline);
                Some(format!(
                    "the deadline passed {} ago by the chain's clock, and nothing was done: try \
                     again with a later one",
                    text::duration(late)
                ))
            }
            (
                E::InsufficientBalance(_) | E::Locked(_),
                Case::Redeem { owner, amount, .. } | Case::Spend { owner, amount },
            ) => Some(self.shortage(owner, amount).await?),
            (E::Paused(_), _) => {
                let (roles, now) = (self.roles().await?, self.chain().now().await?);
                match case {
                    Case::Pause => Some(format!(
                        "the guardian cannot pause again before {}: between two pauses lie at \
                         least 14 days",
                        text::time(roles.pausable_from)
                    )),
                    _ => Some(format!(
                        "the guardian has paused this until {}, in {}; redeeming, staking and \
                         withdrawing stay possible",
                        text::time(roles.paused_until),
                        text::duration(roles.paused_until.saturating_sub(now))
                    )),
                }
            }
            (E::DeadlinePassed(_), Case::Contribute) => Some(format!(
                "the hatch took contributions until {}: anyone can close it now (`weir hatch close`)",
                text::time(self.hatch().await?.deadline)
            )),
            (E::HatchNotOver(_), Case::Close) => {
                let hatch = self.hatch().await?;
                let left = hatch.deadline.saturating_sub(self.chain().now().await?);
                Some(format!(
                    "the hatch has raised {} of its maximum of {} and runs for another {}: it can \
                     be closed when either is over",
                    self.currency.rounded(hatch.raised),
                    self.currency.rounded(hatch.maximum),
                    text::duration(left)
                ))
            }
            (E::NothingDue(_), Case::Withdraw { grant, .. }) => {
                let grant = self.grant(grant).await?;
                let (all, paid) =
                    (self.currency.rounded(grant.amount), self.currency.rounded(grant.withdrawn));
                Some(match grant.withdrawn >= grant.amount {
                    true => format!("all {all} of the grant are withdrawn"),
                    false => format!(
                        "{paid} of {all} are withdrawn, and no more is due now: the stream pays as \
                         time passes"
                    ),
                })
            }
            (E::NotLapsed(_), Case::Lapse { grant }) => {
                let grant = self.grant(grant).await?;
                let until = grant.claimable_until();
                Some(format!(
                    "grant {} can be claimed until {} at least, for another {}: anyone can end it \
                     after that",
                    grant.id,
                    text::time(until),
                    text::duration(until.saturating_sub(self.chain().now().await?))
                ))
            }
            (E::NothingDue(_), Case::Lapse { grant }) => {
                Some(format!("all of grant {grant} is withdrawn: nothing is left that could lapse"))
            }
            (E::NothingDue(_), Case::Credit) => {
                Some("all money of the Commons is accounted for: there is nothing to credit".into())
            }
            (E::NothingDue(_), Case::Unlock { .. }) => Some(
                "the account has no staked tokens, and has not asked for any: there is nothing to \
                 free"
                    .into(),
            ),
            (E::NothingDue(_), Case::CancelUnlock) => {
                Some("the account has not asked for its staked tokens".into())
            }
            (E::NotYetFree(_), Case::Unlock { owner }) => {
                let free_at = self.unlock_of(owner).await?.unwrap_or_default();
                Some(format!(
                    "the account has asked for its staked tokens already: they are free from {} on, \
                     in {}, by the same command; `weir unlock --cancel` takes that back",
                    text::time(free_at),
                    text::duration(free_at.saturating_sub(self.chain().now().await?))
                ))
            }
            _ => None,
        })
    }

    /// Why an account cannot spend that many tokens.
    pub(super) async fn shortage(&self, owner: Address, amount: Amount) -> Result<String, Error> {
        let holding = self.holding(owner).await?;
        let symbol = self.token_symbol().await?;
        let shown = Amount::grouped;
        let (held, wanted) = (shown(holding.balance), shown(amount));
        if holding.balance < amount {
            return Ok(format!(
                "the account {owner} holds {held} {symbol}, less than {wanted} {symbol}: lower the \
                 amount"
            ));
        }
        let mut held_back = Vec::new();
        if !holding.vesting.is_zero() {
            held_back.push(format!("{} are vesting", shown(holding.vesting)));
        }
        if !holding.staked.is_zero() {
            let staked = shown(holding.staked);
            held_back.push(format!("{staked} are staked (`weir proposal unstake` frees them)"));
        }
        Ok(format!(
            "of the {held} {symbol} that the account {owner} holds, {}: it can move {} {symbol} \
             now, less than {wanted}",
            held_back.join(" and "),
            shown(holding.transferable)
        ))
    }

    /// The token's symbol, fit to be printed.
    pub(super) async fn token_symbol(&self) -> Result<String, Error> {
        Ok(text::clean(&self.symbol().await?))
    }
}
