//! `weir unlock`

use super::{
    context::{Context, Signing},
    failure::after,
    output::{Page, units},
};
use clap::Args;
use serde_json::json;
use weir_client::text::{duration, time};

/// Free your own staked tokens without the vote, should it ever stand in the way
///
/// The first call asks for them, and 30 days later a second one frees them, whatever the governor
/// does. In between stakes can only be lowered, and anyone can end them (`weir proposal forfeit`).
/// Where the vote works, `weir proposal unstake` frees them at once.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir unlock --key //Bob              asks, and after 30 days frees\n  \
                  weir unlock --cancel --key //Bob     so that stakes can rise again"
)]
pub(crate) struct Unlock {
    /// Take the request back, so that stakes can rise again
    #[arg(long)]
    cancel: bool,
    #[command(flatten)]
    signing: Signing,
}

impl Unlock {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let done = match self.cancel {
            true => commons.cancel_unlock(&key).await?,
            false => commons.unlock(&key).await?,
        };
        let (event, receipt) = (&done.event, &done.receipt);
        let state = commons.at_block(receipt.block.hash);
        let (holding, now) =
            after(receipt, async { Ok((state.holding(key.address()).await?, state.now().await?)) })
                .await?;
        let heading = match (self.cancel, event.freeAt) {
            (true, _) => format!("{key} can stake as before"),
            (false, 0) => format!("The tokens of {key} are free from all stakes"),
            (false, _) => {
                format!("{key} asked for its {} that are staked", words.event_tokens(event.staked))
            }
        };
        let page = match event.freeAt {
            0 => Page::new(heading)
                .row("still staked", words.tokens(holding.staked))
                .row("free to send or redeem", words.tokens(holding.transferable)),
            free_at => {
                let left = duration(free_at.saturating_sub(now));
                Page::new(heading)
                    .row("free from", format!("{}, in {left}", time(free_at)))
                    .row("freed with", "weir unlock, once more")
                    .row("taken back with", "weir unlock --cancel")
            }
        };
        let free_at = (event.freeAt != 0).then_some(event.freeAt);
        let json = json!({
            "account": event.account, "staked": units(event.staked), "free_at": free_at,
            "holding": holding,
        });
        context.act(json, page, receipt, &words.native);
        Ok(())
    }
}
