//! The figures of a refusal by the vote: what the contract knew when it refused, said in words.

use super::{Conviction, MAX_STAKES, Outlook, Proposal, Stake, Status, Verdict};
use crate::{
    abi::Conviction::ConvictionErrors, amount::Amount, commons::Commons, error::Error,
    refusal::Reason, text,
};
use alloy_core::primitives::Address;
use std::collections::BTreeMap;
use weir_economics::forecast;

impl Conviction {
    pub(super) fn native_symbol(&self) -> &str {
        &self.chain().properties().token_symbol
    }

    /// The result, with the figures that `find` knows for a refusal.
    pub(super) async fn explained<T, F: Future<Output = Result<Option<String>, Error>>>(
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

    /// Why a proposal cannot be announced or executed now, and when it can.
    pub(super) async fn held_up(
        &self,
        commons: &Commons,
        id: u32,
        error: Reason,
    ) -> Result<Option<String>, Error> {
        use ConvictionErrors as E;
        if !matches!(
            error,
            Reason::Conviction(
                E::BelowThreshold(_) | E::TooEarly(_) | E::NotAnnounced(_) | E::Announced(_)
            )
        ) {
            return Ok(None);
        }
        let commons = commons.pinned().await?;
        let conviction = self.beside(&commons);
        let forecast = conviction.forecast(&commons).await?;
        let proposal = conviction.proposal(id).await?;
        let outlook = conviction.outlook(&commons, &forecast, &proposal).await?;
        let symbol = text::clean(&commons.symbol().await?);
        let standing = standing(&proposal, &outlook, forecast.seen.now, &symbol);
        let unannounced = matches!(error, Reason::Conviction(E::NotAnnounced(_)))
            && matches!(outlook.verdict, Verdict::In { .. } | Verdict::Never { .. });
        Ok(standing.map(|standing| match unannounced {
            true => {
                format!("{standing}; once it passes, `weir proposal announce {id}` comes first")
            }
            false => standing,
        }))
    }

    pub(super) async fn too_few_tokens(
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

    pub(super) async fn which_is_over(&self, moves: &[Stake]) -> Result<Option<String>, Error> {
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

/// Where a proposal stands between support and execution, as a sentence; none where that says nothing
/// about a refusal.
fn standing(proposal: &Proposal, outlook: &Outlook, now: u64, symbol: &str) -> Option<String> {
    let id = proposal.id;
    let progress = outlook.progress.map_or_else(String::new, |progress| {
        format!("; it has {progress} of the support that it needs")
    });
    let needed = outlook.tokens_needed.map_or_else(String::new, |needed| {
        format!("; with {} {symbol} more for it, it passes in time", needed.grouped())
    });
    Some(match (outlook.verdict, outlook.notice) {
        (Verdict::Announce, _) => format!(
            "proposal {id} passes, but is not announced: `weir proposal announce {id}` comes first, \
             and its notice follows"
        ),
        (Verdict::In { seconds }, _) => format!(
            "proposal {id} does not pass yet{progress}; at today's stakes it passes, and can be \
             announced, in {}",
            text::duration(seconds)
        ),
        (Verdict::Notice { .. }, Some(notice)) => format!(
            "proposal {id} is announced, and can be executed from {} on, in {}, until {}",
            text::time(notice.from),
            text::duration(notice.from.saturating_sub(now)),
            text::time(notice.until)
        ),
        (Verdict::Execute, Some(notice)) => format!(
            "proposal {id} is announced, and can be executed now, until {}: `weir proposal execute \
             {id}`",
            text::time(notice.until)
        ),
        (Verdict::Reset { stale: true }, _) => format!(
            "proposal {id} was announced and not executed in time: `weir proposal reset {id}` takes \
             the announcement back, and it can be announced again"
        ),
        (Verdict::Reset { stale: false }, _) => format!(
            "proposal {id} is announced, but does not pass now, and can be executed only once it \
             passes again{progress}{needed}"
        ),
        (Verdict::Never { because: forecast::Reason::Opposed }, _) => {
            format!("proposal {id} is blocked by objections{progress}{needed}")
        }
        (Verdict::Never { because }, _) => {
            format!("proposal {id} does not pass, because {because}{progress}{needed}")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
