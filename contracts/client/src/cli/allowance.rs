//! `weir allowance`

use super::{
    context::{Context, Session, Signing},
    output::{Page, transaction, units},
};
use clap::{Args, Subcommand};
use serde_json::json;
use weir_client::{Amount, Executed, Recipient, U256, abi::Commons::Approval as ApprovalEvent};

/// What others may move of an account's tokens
///
/// Setting an allowance once more lets the other spend the old one and then the new one, if they are fast:
/// `increase` and `decrease` do not.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir allowance show //Alice //Bob\n  weir allowance set //Bob 100 \
                  --key //Alice\n  weir allowance increase //Bob 25 --key //Alice\n  weir allowance \
                  decrease //Bob 25 --key //Alice"
)]
pub(crate) struct Allowance {
    #[command(subcommand)]
    action: Action,
}

/// What the one who may move another's tokens is called.
const SPENDER: &str = "the one who may move your tokens";

#[derive(Debug, Subcommand)]
enum Action {
    /// What a spender may still move of an owner's tokens
    Show {
        /// Whose tokens
        owner: Recipient,
        /// Who may move them
        spender: Recipient,
    },
    /// Allow exactly this much, whatever was allowed before
    Set(Change),
    /// Allow so much more than before
    Increase(Change),
    /// Allow so much less than before
    Decrease(Change),
}

#[derive(Debug, Args)]
struct Change {
    /// Who may move your tokens
    spender: Recipient,
    /// How many
    #[arg(allow_negative_numbers = true)]
    amount: Amount,
    #[command(flatten)]
    signing: Signing,
}

impl Allowance {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let commons = &session.commons;
        let done = match &self.action {
            Action::Show { owner, spender } => {
                return show(context, &session, owner, spender).await;
            }
            Action::Set(to) => {
                let key = to.signing.key_for(commons.chain())?;
                let spender = session.fit(&to.spender, SPENDER)?;
                commons.approve(&key, spender, to.amount.into()).await?
            }
            Action::Increase(by) => {
                let key = by.signing.key_for(commons.chain())?;
                let spender = session.fit(&by.spender, SPENDER)?;
                commons.increase_allowance(&key, spender, by.amount).await?
            }
            Action::Decrease(by) => {
                let key = by.signing.key_for(commons.chain())?;
                commons.decrease_allowance(&key, by.spender.address, by.amount).await?
            }
        };
        let Executed { event, receipt }: Executed<ApprovalEvent> = done;
        context.answer(
            || {
                json!({
                    "owner": event.owner, "spender": event.spender,
                    "allowance": units(event.value), "transaction": transaction(&receipt),
                })
            },
            || {
                let amount = session.words.event_tokens(event.value);
                Page::new(format!("{} may now move {amount} of {}", event.spender, event.owner))
                    .receipt(&receipt, &session.words.native)
            },
        );
        Ok(())
    }
}

async fn show(
    context: &Context,
    session: &Session,
    owner: &Recipient,
    spender: &Recipient,
) -> anyhow::Result<()> {
    let allowance = session.commons.allowance(owner.address, spender.address).await?;
    context.answer(
        || {
            json!({
                "owner": owner.address, "spender": spender.address, "allowance": units(allowance),
            })
        },
        || {
            let amount = match allowance == U256::MAX {
                true => format!("any number of {}", session.words.token),
                false => session.words.event_tokens(allowance),
            };
            Page::new(format!("{} may move {amount} of {}", spender.address, owner.address))
                .finish()
        },
    );
    Ok(())
}
