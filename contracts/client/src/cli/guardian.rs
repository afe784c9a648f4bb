//! `weir guardian`

use super::{
    context::{Context, Signing},
    output::Page,
    when::seconds,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::time::Duration;
use weir_client::{
    Address, Recipient,
    text::{duration, time},
};

/// Pause for a time, and who may do so
///
/// A pause stops minting, contributing, proposing and granting. It never stops redeeming, sending,
/// staking for or against, refunds or withdrawing: no money can be trapped, and everyone can object
/// meanwhile. What was announced before it waits after it once more. It lasts at most 14 days, and
/// the next one cannot begin sooner than 14 days after it. The guardian's power ends at a date that
/// never changes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir guardian pause 3d --key //Charlie\n  weir guardian unpause \
                  --key //Charlie\n  weir guardian set //Dave --key //Alice\n  weir guardian set \
                  --none --key //Alice"
)]
pub(crate) struct Guardian {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Pause; by the guardian
    Pause {
        /// For how long, at most 14d
        #[arg(value_parser = seconds)]
        duration: Duration,
        #[command(flatten)]
        signing: Signing,
    },
    /// End a pause before its time; by the guardian
    Unpause {
        #[command(flatten)]
        signing: Signing,
    },
    /// Name another guardian; by the owner
    Set {
        /// Who it shall be
        #[arg(required_unless_present = "none")]
        guardian: Option<Recipient>,
        /// Nobody
        #[arg(long, conflicts_with = "guardian")]
        none: bool,
        #[command(flatten)]
        signing: Signing,
    },
}

/// Seconds of the longest pause that the contract allows: 14 days.
const LONGEST_PAUSE: u64 = 14 * 24 * 3600;

impl Guardian {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (commons, native) = (&session.commons, &session.words.native);
        match &self.action {
            Action::Pause { duration: wanted, signing } => {
                if !(1..=LONGEST_PAUSE).contains(&wanted.as_secs()) {
                    anyhow::bail!(
                        "a pause lasts at least 1 s and at most {}, not {}",
                        duration(LONGEST_PAUSE),
                        duration(wanted.as_secs())
                    );
                }
                let key = signing.key_for(commons.chain())?;
                let done = commons.pause(&key, wanted.as_secs()).await?;
                let until = done.event.until;
                let page = Page::new(format!("Paused until {}", time(until))).row(
                    "still possible",
                    "redeem, transfer, burn, stake, oppose, refund, withdraw",
                );
                let json = json!({ "paused_until": until });
                context.act(json, page, &done.receipt, native);
            }
            Action::Unpause { signing } => {
                let key = signing.key_for(commons.chain())?;
                let receipt = commons.unpause(&key).await?;
                let page = Page::new("No longer paused");
                context.act(json!({ "paused_until": 0 }), page, &receipt, native);
            }
            Action::Set { guardian, none: _, signing } => {
                let key = signing.key_for(commons.chain())?;
                let guardian = match guardian {
                    Some(who) => session.fit(who, "the guardian")?,
                    None => Address::ZERO,
                };
                let done = commons.set_guardian(&key, guardian).await?;
                let until = done.event.until;
                let page = match guardian.is_zero() {
                    true => Page::new("Nobody is the guardian now"),
                    false => {
                        Page::new(format!("{guardian} is the guardian, until {}", time(until)))
                    }
                };
                let json = json!({ "guardian": done.event.guardian, "until": until });
                context.act(json, page, &done.receipt, native);
            }
        }
        Ok(())
    }
}
