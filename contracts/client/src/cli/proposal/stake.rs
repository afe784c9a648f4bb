//! `weir proposal stake`, `oppose` and `unstake`

use super::view::{figure, own, see};
use crate::cli::{
    context::{Context, Session, Signing},
    failure,
    output::{Page, units},
    table::{Column, table},
};
use anyhow::bail;
use clap::Args;
use serde_json::json;
use std::{collections::BTreeSet, str::FromStr};
use weir_client::{
    Amount, Key,
    conviction::{self, Status},
};

/// Stake tokens on proposals, in one transaction
///
/// Each number is what your stake for that proposal shall be, whatever it was before: also where it
/// was an objection. Stakes on other proposals stay as they are, but those on proposals that are over
/// are freed on the way. All stakes together cannot exceed what you hold. Vesting tokens can be
/// staked.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir proposal stake 3=100 --key //Alice\n  weir proposal stake 3=100 \
                  5=50 1=25 --key //Alice"
)]
pub(crate) struct Stake {
    /// Proposal and tokens, such as 3=100; at most 16
    #[arg(required = true, value_name = "PROPOSAL=TOKENS")]
    moves: Vec<Move>,
    #[command(flatten)]
    signing: Signing,
}

/// Object to a proposal: stake tokens against it
///
/// The objection builds up as support does, and counts against it. The number is what your objection
/// shall be, whatever your stake on that proposal was before: an account has one stake on a proposal,
/// for or against it. 0 takes it away.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  weir proposal oppose 3 100 --key //Alice")]
pub(crate) struct Oppose {
    /// Which proposal
    #[arg(value_name = "PROPOSAL")]
    id: u32,
    /// Tokens to stake against it
    #[arg(value_name = "TOKENS", allow_negative_numbers = true)]
    amount: Amount,
    #[command(flatten)]
    signing: Signing,
}

/// Take stakes away, so that the tokens are free again
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir proposal unstake 3 5 --key //Alice\n  weir proposal unstake \
                  --all --key //Alice\n  weir proposal stake 3=40 --key //Alice       lowers a \
                  stake"
)]
pub(crate) struct Unstake {
    /// From which proposals
    #[arg(required_unless_present = "all", value_name = "PROPOSAL")]
    proposals: Vec<u32>,
    /// From all of them
    #[arg(long, conflicts_with = "proposals")]
    all: bool,
    #[command(flatten)]
    signing: Signing,
}

/// `3=100`
#[derive(Debug, Clone, Copy)]
struct Move(conviction::Stake);

impl FromStr for Move {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is no stake: write proposal=tokens, such as 3=100");
        let (proposal, amount) = text.split_once('=').ok_or_else(wrong)?;
        let proposal = proposal.trim().trim_start_matches('#').parse().map_err(|_| wrong())?;
        let amount = amount.parse::<Amount>().map_err(|error| error.to_string())?;
        Ok(Self(conviction::Stake::on(proposal, amount)))
    }
}

impl Stake {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let mut named = BTreeSet::new();
        for Move(stake) in &self.moves {
            if !named.insert(stake.proposal) {
                bail!("proposal {} is named twice: which stake shall it be?", stake.proposal);
            }
        }
        let session = context.session().await?;
        let key = self.signing.key_for(session.chain())?;
        let moves = self.moves.iter().map(|stake| stake.0).collect();
        set_and_free(context, session, &key, moves).await
    }
}

impl Oppose {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let key = self.signing.key_for(session.chain())?;
        let moves = vec![conviction::Stake::against(self.id, self.amount)];
        set_and_free(context, session, &key, moves).await
    }
}

/// Sets these stakes, and frees those on proposals that are over as far as they fit in the call.
async fn set_and_free(
    context: &Context,
    session: Session,
    key: &Key,
    mut moves: Vec<conviction::Stake>,
) -> anyhow::Result<()> {
    let named = moves.iter().map(|stake| stake.proposal).collect();
    let over = over(&session, key, &named).await?;
    moves.extend(over.into_iter().take(conviction::MAX_STAKES.saturating_sub(moves.len())));
    set(context, session, key, &moves).await
}

impl Unstake {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let key = self.signing.key_for(session.chain())?;
        let stakes = session.conviction.stakes_of(key.address()).await?;
        let wanted = |id: u32| self.all || self.proposals.contains(&id);
        let moves: Vec<_> = stakes
            .iter()
            .filter(|stake| wanted(stake.proposal))
            .map(|stake| conviction::Stake::none(stake.proposal))
            .collect();
        let without =
            self.proposals.iter().find(|id| !stakes.iter().any(|stake| stake.proposal == **id));
        if let Some(id) = without {
            bail!("{key} has no stake on proposal {id}: `weir proposal list` shows where it has");
        }
        if moves.is_empty() {
            bail!("{key} has no stake on any proposal");
        }
        set(context, session, &key, &moves).await
    }
}

/// Moves that free the key's stakes on proposals that are over, but for those that are named anyway.
async fn over(
    session: &Session,
    key: &Key,
    named: &BTreeSet<u32>,
) -> anyhow::Result<Vec<conviction::Stake>> {
    let now = session.chain().now().await?;
    let mut over = Vec::new();
    for stake in session.conviction.stakes_of(key.address()).await? {
        if named.contains(&stake.proposal) {
            continue;
        }
        let proposal = session.conviction.proposal(stake.proposal).await?;
        if proposal.status != Status::Active || proposal.is_overdue(now) {
            over.push(conviction::Stake::none(stake.proposal));
        }
    }
    Ok(over)
}

async fn set(
    context: &Context,
    session: Session,
    key: &Key,
    moves: &[conviction::Stake],
) -> anyhow::Result<()> {
    if moves.len() > conviction::MAX_STAKES {
        bail!("at most {} stakes can be set in one call", conviction::MAX_STAKES);
    }
    let (events, receipt) = session.conviction.stake(key, &session.commons, moves).await?;
    let after = Session {
        commons: session.commons.at_block(receipt.block.hash),
        conviction: session.conviction.at_block(receipt.block.hash),
        ..session
    };
    let (seen, holding) = failure::after(&receipt, async {
        let forecast = after.conviction.forecast(&after.commons).await?;
        let seen = see(&after, &forecast, events.iter().map(|event| event.proposal)).await?;
        Ok((seen, after.commons.holding(key.address()).await?))
    })
    .await?;
    let words = &after.words;
    let json = json!({
        "account": key.address(),
        "stakes": events.iter().zip(&seen).map(|(event, seen)| {
            let mut json = seen.json();
            json["stake"] = units(event.stake);
            json["against"] = event.against.into();
            json
        }).collect::<Vec<_>>(),
        "holding": holding,
    });
    let page = if events.is_empty() {
        Page::new("Nothing changed: the stakes are as you want them")
    } else {
        let columns = [
            Column::Figure("#"),
            Column::Text("title"),
            Column::Figure("your stake"),
            Column::Figure("for"),
            Column::Figure("against"),
            Column::Mark("support"),
            Column::Sentence("outlook"),
        ];
        let rows = events.iter().zip(&seen).map(|(event, seen)| {
            vec![
                event.proposal.to_string(),
                seen.title(),
                own(Amount::try_from(event.stake).unwrap_or(Amount::MAX), event.against),
                figure(seen.proposal.staked),
                figure(seen.proposal.opposed),
                seen.support(),
                seen.verdict(words),
            ]
        });
        Page::new(format!("{key} has {} staked", words.tokens(holding.staked)))
            .text(&table(&columns, rows.collect()))
            .row("free to send or redeem", words.tokens(holding.transferable))
    };
    context.act(json, page, &receipt, &words.native);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stake_is_a_proposal_and_an_amount() {
        let Move(stake) = "3=1.5".parse::<Move>().expect("a stake");
        assert_eq!((stake.proposal, stake.amount.to_string()), (3, "1.5".to_owned()));
        assert_eq!("#7=0".parse::<Move>().expect("a stake").0.proposal, 7);
        for wrong in ["3", "=3", "x=3", "3=", "3=-1", "3=1,5", "-1=3", "3==4"] {
            assert!(wrong.parse::<Move>().is_err(), "{wrong}");
        }
    }
}
