//! `weir proposal`

mod act;
mod create;
mod list;
mod show;
mod stake;
mod view;

pub(crate) use view::{Seen, see};

use super::context::Context;
use clap::{Args, Subcommand};

/// Ask the funding pool for money, and decide by staking tokens
///
/// Support builds up while tokens are staked on a proposal, and fades when they leave; a proposal
/// passes when its support exceeds a threshold that rises with the share of the funding pool it asks
/// for. Staked tokens stay yours: they cannot be sent or redeemed until you take the stake away,
/// which is always possible.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir proposal create --title \"Seed library\" --to //Eve --amount 100 \
                  --over 90d --key //Eve\n  weir proposal list\n  weir proposal show 2\n  weir proposal stake 2=500 \
                  3=250 --key //Alice    two stakes at once\n  weir proposal unstake 2 --key \
                  //Alice\n  weir proposal execute 2 --key //Bob"
)]
pub(crate) struct Proposal {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Create(create::Create),
    List(list::List),
    Show(show::Show),
    Stake(stake::Stake),
    Unstake(stake::Unstake),
    /// Execute a proposal that has passed its threshold: anyone can
    Execute(act::One),
    /// Take a proposal back; by its author
    Cancel(act::One),
    /// End a proposal whose time is over: anyone can
    Expire(act::One),
    Release(act::Release),
    /// Return the deposit of a proposal that is over to its author: anyone can
    Reclaim(act::One),
}

impl Proposal {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match &self.action {
            Action::Create(create) => create.run(context).await,
            Action::List(list) => list.run(context).await,
            Action::Show(show) => show.run(context).await,
            Action::Stake(stake) => stake.run(context).await,
            Action::Unstake(unstake) => unstake.run(context).await,
            Action::Execute(one) => act::execute(context, one).await,
            Action::Cancel(one) => act::cancel(context, one).await,
            Action::Expire(one) => act::expire(context, one).await,
            Action::Release(release) => release.run(context).await,
            Action::Reclaim(one) => act::reclaim(context, one).await,
        }
    }
}
