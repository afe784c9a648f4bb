//! `weir credit`

use super::{
    context::{Context, Signing},
    output::{Page, units},
};
use clap::Args;
use serde_json::json;

/// Put money that was sent to the Commons without a message into the funding pool: anyone can
///
/// Of a wound-down Commons it goes to the reserve, which its holders share.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  weir credit --key //Alice")]
pub(crate) struct Credit {
    #[command(flatten)]
    signing: Signing,
}

impl Credit {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let words = &session.words;
        let key = self.signing.key_for(session.chain())?;
        let done = session.commons.credit(&key).await?;
        let event = &done.event;
        let page = Page::new(format!("{} are accounted for now", words.event_money(event.amount)))
            .row("funding pool now", words.event_money(event.fundingPool))
            .row("reserve now", words.event_money(event.reserve));
        let json = json!({
            "account": event.account, "amount": units(event.amount), "supply": units(event.supply),
            "reserve": units(event.reserve), "funding_pool": units(event.fundingPool),
        });
        context.act(json, page, &done.receipt, &words.native);
        Ok(())
    }
}
