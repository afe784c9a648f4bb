//! `weir status`

use super::{
    context::Context,
    output::{Page, units},
    table::{bar, share},
};
use clap::Args;
use serde_json::json;
use weir_client::{
    Price,
    commons::{Hatch, Phase},
    text::{clean, duration, time},
};

/// Phase, supply, price, pools and votes of the Commons, all at one block
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir status\n  weir status --json | jq -r .spot_price\n\nThe \
                  parameters are explained by `weir params`."
)]
pub(crate) struct Status {}

impl Status {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let block = session.chain().best_block().await?;
        let commons = session.commons.at_block(block.hash);
        let conviction = session.conviction.beside(&commons);
        let (words, deployment) = (&session.words, &session.deployment);
        let chain = commons.chain();
        let (name, symbol) = (commons.name().await?, commons.symbol().await?);
        let (state, shares) = (commons.state().await?, commons.shares().await?);
        let (phase, now) = (commons.phase().await?, commons.now().await?);
        let ratio = shares.reserve_ratio;
        let (price, market) = match phase {
            Phase::Open => (state.spot_price(ratio), state.market_value(ratio)),
            _ => (None, None),
        };
        let (hatch, limits) = (commons.hatch().await?, commons.limits().await?);
        let (totals, roles) = (conviction.totals().await?, commons.roles().await?);
        let grants = commons.grant_count().await?;
        let paused = roles.paused_until > now;
        let share = phase.shares_out().then(|| Price::of(state.reserve, state.supply)).flatten();
        let contracts = &deployment.contracts;
        context.answer(
            || {
                json!({
                    "name": name, "symbol": symbol, "phase": phase, "state": state,
                    "spot_price": price, "market_value": market.map(units), "share_of_reserve": share,
                    "parameters": shares,
                    "hatch": hatch.exists().then_some(&hatch),
                    "grants": { "count": grants, "owed": limits.owed,
                                "recently_granted": limits.recently_granted },
                    "votes": totals, "paused_until": paused.then_some(roles.paused_until),
                    "currency": words.currency,
                    "contract": { "address": contracts.commons.address,
                                  "code_hash": contracts.commons.code_hash,
                                  "deployer": contracts.commons.deployer,
                                  "deployed_in_block": deployment.block },
                    "conviction": { "address": contracts.conviction.address,
                                    "code_hash": contracts.conviction.code_hash },
                    "chain": { "name": chain.name(), "genesis_hash": chain.genesis_hash() },
                    "block": block, "now": now,
                })
            },
            || {
                let page = Page::new(format!("{} ({})", clean(&name), clean(&symbol)))
                    .row("phase", phase.to_string());
                let page = match (price, market) {
                    (Some(price), Some(market)) => page
                        .row("spot price", words.price(&price))
                        .row("market value", words.currency.wide(market)),
                    _ if phase == Phase::Open => page.row("spot price", words.spot(None)),
                    _ if phase.shares_out() => closing(page, phase, share.as_ref(), words),
                    _ => hatching(page, &hatch, phase, now, words),
                };
                let page = page
                    .row("supply", words.tokens_about(state.supply))
                    .row("reserve", words.money_about(state.reserve))
                    .row("funding pool", words.money_about(state.funding_pool));
                let page = match paused {
                    true => page.row("paused", format!("until {}", time(roles.paused_until))),
                    false => page,
                };
                page.group("Votes and grants")
                    .row("staked", words.tokens_about(totals.staked))
                    // The first one is the abstain signal, which is always there.
                    .row("proposals", totals.proposals.saturating_sub(1).to_string())
                    .row("grants", grants.to_string())
                    .row("granted, not withdrawn", words.money_about(limits.owed))
                    .row("granted lately", words.money_about(limits.recently_granted))
                    .group("Parameters")
                    .row("reserve ratio", shares.reserve_ratio.to_string())
                    .row("entry tribute", shares.entry_tribute.to_string())
                    .row("exit tribute", shares.exit_tribute.to_string())
                    .group("Contracts")
                    .row("Commons", contracts.commons.address.to_string())
                    .row("conviction", contracts.conviction.address.to_string())
                    .row("deployed in block", deployment.block.number.to_string())
                    .row("chain", chain.name())
                    .row("now", format!("{} at block {} {}", time(now), block.number, block.hash))
                    .finish()
            },
        );
        Ok(())
    }
}

/// Once a wind-down is announced: what a token is worth, and what can still happen.
fn closing(page: Page, phase: Phase, share: Option<&Price>, words: &super::words::Words) -> Page {
    let share =
        share.map_or_else(|| "none: there are no tokens".to_owned(), |share| words.price(share));
    let page = page.row("share of the reserve", share);
    match phase {
        Phase::Closing => page.row(
            "what comes",
            "the funding pool joins the reserve once the wind-down is executed, or the curve opens \
             again if it is taken back: `weir proposal list` says when",
        ),
        _ => page.row(
            "what comes",
            "holders take their shares with `weir redeem`, without a limit in time",
        ),
    }
}

/// Before the opening: how far the hatch is.
fn hatching(
    page: Page,
    hatch: &Hatch,
    phase: Phase,
    now: u64,
    words: &super::words::Words,
) -> Page {
    let raised = words.money_about(hatch.raised);
    let minimum = words.money_about(hatch.minimum);
    if phase == Phase::Refunding {
        return page
            .row("raised too little", format!("at least {minimum} were needed"))
            .row("not yet taken back", raised);
    }
    let page = page
        .row("raised", format!("{raised} of at least {minimum}"))
        .row("", bar(share(hatch.raised, hatch.minimum)));
    match phase {
        _ if now > hatch.deadline => page.row("time left", "none: anyone can close the hatch"),
        _ => page.row("time left", duration(hatch.deadline - now)),
    }
}
