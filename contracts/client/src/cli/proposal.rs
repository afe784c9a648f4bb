//! `weir proposal`

mod act;
mod change;
mod create;
mod execute;
mod list;
mod offer;
mod show;
mod stake;
mod view;

pub(crate) use change::ChangeRule;
pub(crate) use view::{Seen, see};

use super::context::Context;
use clap::{Args, Subcommand};

/// Ask the funding pool for money, change the rules, and decide by staking tokens
///
/// Support builds up while tokens are staked for a proposal, and fades when they leave; so do
/// objections of tokens that are staked against it. A proposal passes when its support less its
/// objections exceeds a threshold that rises with the share of the funding pool it asks for. Then
/// anyone announces it, and once its notice is over anyone executes it, if it still passes: until
/// then others can object. Staked tokens stay yours: they cannot be sent or redeemed until you take
/// the stake away, which is always possible.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir proposal create --title \"Seed library\" --to //Eve --amount 100 \
                  --over 90d --key //Eve\n  weir proposal list\n  weir proposal show 2\n  weir proposal stake 2=500 \
                  3=250 --key //Alice    two stakes at once\n  weir proposal oppose 4 \
                  300 --key //Alice\n  weir proposal unstake 2 --key //Alice\n  weir proposal \
                  announce 2 --key //Bob\n  weir proposal execute 2 --key //Bob\n  weir proposal \
                  create rule spending-limit 15% --key //Bob"
)]
pub(crate) struct Proposal {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Create(Box<create::Create>),
    List(list::List),
    Show(show::Show),
    Stake(stake::Stake),
    Oppose(stake::Oppose),
    Unstake(stake::Unstake),
    /// Announce a proposal that passes, so that it can be executed after its notice: anyone can
    Announce(act::One),
    /// Take the announcement back of a proposal that does not pass any more or was not executed in
    /// time: anyone can
    Reset(act::One),
    /// Execute an announced proposal after its notice, if it still passes: anyone can
    Execute(act::One),
    /// Take a proposal back; by its author
    Cancel(act::One),
    /// End a proposal whose time is over: anyone can
    Expire(act::One),
    Release(act::Release),
    Forfeit(act::Forfeit),
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
            Action::Oppose(oppose) => oppose.run(context).await,
            Action::Unstake(unstake) => unstake.run(context).await,
            Action::Announce(one) => execute::announce(context, one).await,
            Action::Reset(one) => execute::reset(context, one).await,
            Action::Execute(one) => execute::execute(context, one).await,
            Action::Cancel(one) => act::cancel(context, one).await,
            Action::Expire(one) => act::expire(context, one).await,
            Action::Release(release) => release.run(context).await,
            Action::Forfeit(forfeit) => forfeit.run(context).await,
            Action::Reclaim(one) => act::reclaim(context, one).await,
        }
    }
}
