//! `weir grant`

mod lapse;
mod view;
mod withdraw;

use super::context::Context;
use clap::{Args, Subcommand};
use weir_client::Recipient;

/// What proposals gave away, and withdrawing it
///
/// A grant waits for its beneficiary, who withdraws what is due whenever it likes; a stream becomes
/// due second by second. A year after the last of it came due anyone can end it, and the rest returns
/// to the funding pool.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir grant list\n  weir grant list --account //Eve\n  weir grant show \
                  1\n  weir grant withdraw 1 --key //Eve\n  weir grant withdraw 1 --to //Ferdie \
                  --key //Eve\n  weir grant lapse 1 --key //Bob"
)]
pub(crate) struct Grant {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// All grants, with what is due of each
    List {
        /// Only those of this beneficiary
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<Recipient>,
        /// Look at so many of the newest ones
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        newest: u32,
    },
    /// One grant
    Show {
        /// Its number
        #[arg(value_name = "GRANT")]
        id: u32,
    },
    Withdraw(withdraw::Withdraw),
    Lapse(lapse::Lapse),
}

impl Grant {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match &self.action {
            Action::List { account, newest } => {
                view::list(context, account.as_ref(), *newest).await
            }
            Action::Show { id } => view::show(context, *id).await,
            Action::Withdraw(withdraw) => withdraw.run(context).await,
            Action::Lapse(lapse) => lapse.run(context).await,
        }
    }
}
