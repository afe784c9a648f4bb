//! `weir owner`

use super::{
    context::{Context, Session, Signing},
    output::Page,
};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use weir_client::{Receipt, Recipient, text::clean};

/// Hand ownership over, in two steps, or give it up
///
/// The owner keeps the hatch's list of accounts and names the guardian: nothing else. It can touch
/// neither money nor rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir owner transfer //Bob --key //Alice\n  weir owner accept --key \
                  //Bob\n  weir owner renounce --yes --key //Bob"
)]
pub(crate) struct Owner {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Offer ownership to someone; nothing changes until they accept
    Transfer {
        /// To whom
        to: Recipient,
        #[command(flatten)]
        signing: Signing,
    },
    /// Accept the ownership that was offered to you
    Accept {
        #[command(flatten)]
        signing: Signing,
    },
    /// Give ownership up for good: nobody is the owner afterwards
    Renounce {
        /// Yes, for good
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        signing: Signing,
    },
    /// Name the first governor; `weir deploy` does it. Later only a vote can name another one
    SetGovernor {
        /// The governor's contract
        governor: Recipient,
        #[command(flatten)]
        signing: Signing,
    },
}

impl Owner {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let commons = &session.commons;
        match &self.action {
            Action::Transfer { to, signing } => {
                let to = session.fit(to, "the owner")?;
                let key = signing.key_for(commons.chain())?;
                let done = commons.transfer_ownership(&key, to).await?;
                let text = format!(
                    "{key} offered the ownership of {} to {}: it has to accept with `weir owner \
                     accept`",
                    clean(&session.deployment.parameters.name),
                    done.event.to
                );
                let json = json!({ "owner": done.event.from, "pending_owner": done.event.to });
                answer(context, &session, json, text, &done.receipt);
            }
            Action::Accept { signing } => {
                let key = signing.key_for(commons.chain())?;
                let done = commons.accept_ownership(&key).await?;
                let text = format!("{key} is the owner now, after {}", done.event.from);
                let json = json!({ "owner": done.event.to, "previous_owner": done.event.from });
                answer(context, &session, json, text, &done.receipt);
            }
            Action::Renounce { yes, signing } => {
                if !yes {
                    anyhow::bail!(
                        "this cannot be undone: nobody will be able to name another guardian. If \
                         that is what you want, add --yes"
                    );
                }
                let key = signing.key_for(commons.chain())?;
                let done = commons.renounce_ownership(&key).await?;
                let text = "Nobody owns this Commons any longer".to_owned();
                let json = json!({ "owner": done.event.to, "previous_owner": done.event.from });
                answer(context, &session, json, text, &done.receipt);
            }
            Action::SetGovernor { governor, signing } => {
                let governor = governor.address;
                if governor != session.conviction.address() {
                    anyhow::bail!(
                        "the first governor of this Commons can only be its own vote, {}: only a \
                         vote can set another one after it",
                        session.conviction.address()
                    );
                }
                let key = signing.key_for(commons.chain())?;
                let done = commons.set_governor(&key, governor).await?;
                let text = format!("{} is the governor", done.event.governor);
                let json = json!({ "governor": done.event.governor });
                answer(context, &session, json, text, &done.receipt);
            }
        }
        Ok(())
    }
}

fn answer(context: &Context, session: &Session, json: Value, text: String, receipt: &Receipt) {
    context.act(json, Page::new(text), receipt, &session.words.native);
}
