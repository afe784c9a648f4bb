//! What can be done with a proposal beside staking on it.

use crate::cli::{
    context::{Context, Signing},
    failure::after,
    output::{Page, count, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{
    Recipient,
    amount::{DECIMALS, grouped},
};

/// A proposal by its number.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// Its number
    #[arg(value_name = "PROPOSAL")]
    pub(super) id: u32,
    #[command(flatten)]
    pub(super) signing: Signing,
}

/// Free an account's stakes on proposals that are over
///
/// Your own at any time; those of others once the proposals are over for 30 days and a half-life:
/// until then they count as staked.
#[derive(Debug, Args)]
pub(crate) struct Release {
    /// Whose [default: the key's account]
    #[arg(value_name = "ACCOUNT")]
    account: Option<Recipient>,
    #[command(flatten)]
    signing: Signing,
}

pub(super) async fn cancel(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.cancel(&key, one.id).await?;
    over(context, &session, one.id, "is cancelled", &done.receipt);
    Ok(())
}

pub(super) async fn expire(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.expire(&key, one.id).await?;
    over(context, &session, one.id, "has expired", &done.receipt);
    Ok(())
}

fn over(
    context: &Context,
    session: &crate::cli::context::Session,
    id: u32,
    what: &str,
    receipt: &weir_client::Receipt,
) {
    let page = Page::new(format!("Proposal {id} {what}"))
        .row("stakes on it", "count until their owners free them: `weir proposal release`")
        .row("its deposit", format!("comes back with `weir proposal reclaim {id}`"));
    context.act(json!({ "proposal": id }), page, receipt, &session.words.native);
}

pub(super) async fn reclaim(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.reclaim(&key, one.id).await?;
    let event = &done.event;
    let amount = format!("{} {}", grouped(event.amount, DECIMALS), session.words.native);
    let page = Page::new(format!("{} has its deposit back", event.author)).row("amount", amount);
    let json = json!({ "proposal": one.id, "author": event.author, "amount": units(event.amount) });
    context.act(json, page, &done.receipt, &session.words.native);
    Ok(())
}

/// End all stakes of an account that asked for its staked tokens or has freed them (`weir unlock`)
///
/// Anyone can, so that tokens which may be sold decide nothing any more.
#[derive(Debug, Args)]
pub(crate) struct Forfeit {
    /// Whose
    #[arg(value_name = "ACCOUNT")]
    account: Recipient,
    #[command(flatten)]
    signing: Signing,
}

impl Forfeit {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let key = self.signing.key_for(session.chain())?;
        let who = self.account.address;
        let (events, receipt) = session.conviction.forfeit(&key, who).await?;
        let state = session.commons.at_block(receipt.block.hash);
        let holding = after(&receipt, async { Ok(state.holding(who).await?) }).await?;
        let words = &session.words;
        let page = Page::new(format!("{} of {who} ended", count(events.len(), "stake")))
            .row("still staked", words.tokens(holding.staked))
            .row("free to send or redeem", words.tokens(holding.transferable));
        let proposals: Vec<u32> = events.iter().map(|event| event.proposal).collect();
        let json = json!({ "account": who, "proposals": proposals, "holding": holding });
        context.act(json, page, &receipt, &words.native);
        Ok(())
    }
}

impl Release {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let key = self.signing.key_for(session.chain())?;
        let who = self.account.as_ref().map_or(key.address(), |who| who.address);
        let receipt = session.conviction.release(&key, who).await?;
        let state = session.commons.at_block(receipt.block.hash);
        let holding = after(&receipt, async { Ok(state.holding(who).await?) }).await?;
        let words = &session.words;
        let page = Page::new(format!("The stakes of {who} on proposals that are over are free"))
            .row("still staked", words.tokens(holding.staked))
            .row("free to send or redeem", words.tokens(holding.transferable));
        let json = json!({ "account": who, "holding": holding });
        context.act(json, page, &receipt, &words.native);
        Ok(())
    }
}
