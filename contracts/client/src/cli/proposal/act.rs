//! What can be done with a proposal beside staking on it.

use crate::cli::{
    context::{Context, Signing},
    failure::after,
    output::{Page, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{
    Recipient,
    amount::{DECIMALS, grouped},
    text::duration,
};

/// A proposal by its number.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// Its number
    #[arg(value_name = "PROPOSAL")]
    id: u32,
    #[command(flatten)]
    signing: Signing,
}

/// Free an account's stakes on proposals that are over: anyone can
#[derive(Debug, Args)]
pub(crate) struct Release {
    /// Whose [default: the key's account]
    #[arg(value_name = "ACCOUNT")]
    account: Option<Recipient>,
    #[command(flatten)]
    signing: Signing,
}

pub(super) async fn execute(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.execute(&key, one.id).await?;
    let (event, words) = (&done.event, &session.words);
    let state = session.commons.at_block(done.receipt.block.hash);
    let grant = after(&done.receipt, async { Ok(state.grant(event.grantId).await?) }).await?;
    let page = Page::new(format!("Proposal {} passed", one.id));
    let page = if grant.revoked {
        page.row("revoked", format!("grant {}", grant.id))
            .row("still to be withdrawn", words.money(grant.amount.saturating_sub(grant.withdrawn)))
    } else {
        let amount = words.money(grant.amount);
        page.row(
            "granted",
            match grant.duration {
                0 => format!("{amount}, due at once"),
                over => format!("{amount} over {}", duration(over)),
            },
        )
        .row("beneficiary", grant.beneficiary.to_string())
        .row("withdrawn with", format!("weir grant withdraw {}", grant.id))
    };
    let json = json!({
        "proposal": event.proposal, "grant": grant, "conviction": units(event.conviction),
        "threshold": units(event.threshold), "total_staked": units(event.totalStaked),
    });
    context.act(json, page, &done.receipt, &words.native);
    Ok(())
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
        .row("stakes on it", "are freed by `weir proposal release`, or by their owners' next stake")
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
