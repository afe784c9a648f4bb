//! `weir grant lapse`

use crate::cli::{
    context::{Context, Signing},
    output::{Page, units},
};
use clap::Args;
use serde_json::json;

/// End a grant that was not claimed within a year after the last of it came due: anyone can
///
/// What was not withdrawn returns to the funding pool.
#[derive(Debug, Args)]
pub(crate) struct Lapse {
    /// The grant's number
    #[arg(value_name = "GRANT")]
    id: u32,
    #[command(flatten)]
    signing: Signing,
}

impl Lapse {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let words = &session.words;
        let key = self.signing.key_for(session.chain())?;
        let done = session.commons.lapse(&key, self.id).await?;
        let event = &done.event;
        let returned = words.event_money(event.returned);
        let page = Page::new(format!("Grant {} lapsed, and {returned} returned", self.id))
            .row("funding pool now", words.event_money(event.fundingPool));
        let json = json!({
            "grant": event.grantId, "returned": units(event.returned),
            "supply": units(event.supply), "reserve": units(event.reserve),
            "funding_pool": units(event.fundingPool),
        });
        context.act(json, page, &done.receipt, &words.native);
        Ok(())
    }
}
