//! `weir hatch`

mod status;

pub(crate) use status::vesting as vesting_text;

use super::{
    context::{Context, Session, Signing},
    output::{Page, count, units},
    typed::Typed,
};
use clap::{Args, Subcommand};
use serde_json::json;
use weir_client::{
    Price, Recipient,
    abi::Commons::{HatchFailed, Open},
    commons::Phase,
    text::{clean, duration, time},
};

/// Raise the first money: contribute, close, take back, and see what vests
///
/// Everyone pays the same price. Below the minimum everyone gets their money back; what exceeds the
/// maximum is not taken. After that the curve opens, and the tokens get free over time: they can be
/// staked at once, and sent or redeemed once they no longer vest.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir hatch status\n  weir hatch contribute 100 --key //Bob\n  weir \
                  hatch close --key //Bob\n  weir hatch vesting //Bob"
)]
pub(crate) struct Hatch {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// How far the hatch is, and what the price will be when the curve opens
    Status,
    /// Pay in; tokens come at once, and vest
    Contribute {
        /// Money to contribute, in the currency of the Commons
        #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
        amount: Typed,
        #[command(flatten)]
        signing: Signing,
    },
    /// End the hatch when its maximum is reached or its time is over: anyone can
    Close {
        #[command(flatten)]
        signing: Signing,
    },
    /// Take one's contribution back after a hatch that failed
    Refund {
        #[command(flatten)]
        signing: Signing,
    },
    /// Let accounts contribute to a hatch with a list, or no longer; by the owner
    Allow {
        /// Which accounts, at most 32
        #[arg(required = true, value_name = "ACCOUNT")]
        accounts: Vec<Recipient>,
        /// Take them off the list
        #[arg(long)]
        remove: bool,
        #[command(flatten)]
        signing: Signing,
    },
    /// What an account has from the hatch, and when it gets free
    Vesting {
        /// Whose [default: the key's account]
        #[arg(value_name = "ACCOUNT")]
        account: Option<Recipient>,
        #[command(flatten)]
        signing: Signing,
    },
}

/// How many accounts the contract takes onto its list in one call.
const MOST_ACCOUNTS: usize = 32;

impl Hatch {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        if let Action::Vesting { account, signing } = &self.action {
            let who = signing.account(account.as_ref(), "weir hatch vesting //Alice")?;
            return vesting(context, &who).await;
        }
        let session = context.session().await?;
        let is_status = matches!(self.action, Action::Status);
        if !is_status && !session.commons.hatch().await?.exists() {
            anyhow::bail!(status::NONE);
        }
        match &self.action {
            Action::Status => status::run(context, session).await,
            Action::Contribute { amount, signing } => {
                contribute(context, &session, amount, signing).await
            }
            Action::Close { signing } => close(context, &session, signing).await,
            Action::Refund { signing } => {
                let key = signing.key_for(session.chain())?;
                let done = session.commons.refund(&key).await?;
                let (event, words) = (&done.event, &session.words);
                let amount = words.event_money(event.amount);
                let page = Page::new(format!("{key} has {amount} back"))
                    .row("tokens destroyed", words.event_tokens(event.tokens))
                    .row("still to be refunded", words.event_money(event.raised));
                let json = json!({
                    "account": event.account, "amount": units(event.amount),
                    "tokens": units(event.tokens), "supply": units(event.supply),
                    "raised": units(event.raised),
                });
                context.act(json, page, &done.receipt, &words.native);
                Ok(())
            }
            Action::Allow { accounts, remove, signing } => {
                if accounts.len() > MOST_ACCOUNTS {
                    anyhow::bail!(
                        "{} accounts are named; at most {MOST_ACCOUNTS} fit into one call",
                        accounts.len()
                    );
                }
                let key = signing.key_for(session.chain())?;
                let named = accounts
                    .iter()
                    .map(|who| session.fit(who, "a contributor"))
                    .collect::<anyhow::Result<Vec<_>>>()?;
                let receipt = session.commons.allow(&key, named.clone(), !remove).await?;
                let what = if *remove { "may no longer" } else { "may" };
                let page =
                    Page::new(format!("{} {what} contribute", count(named.len(), "account")));
                let json = json!({ "accounts": named, "allowed": !remove });
                context.act(json, page, &receipt, &session.words.native);
                Ok(())
            }
            Action::Vesting { .. } => Ok(()),
        }
    }
}

async fn contribute(
    context: &Context,
    session: &Session,
    amount: &Typed,
    signing: &Signing,
) -> anyhow::Result<()> {
    let (commons, words) = (&session.commons, &session.words);
    let key = signing.key_for(commons.chain())?;
    let offered = amount.of(&words.currency, commons.chain().ratio())?;
    let done = commons.contribute(&key, offered).await?;
    let (event, receipt) = (&done.event, &done.receipt);
    let tokens = words.event_tokens(event.tokens);
    let heading = format!("{key} contributed {} for {tokens}", words.event_money(event.amount));
    let page = Page::new(heading)
        .row("raised now", words.currency.wide(event.raised))
        .row("these vest", "see `weir hatch vesting`; they can be staked once the curve is open");
    let excess = offered.wide().saturating_sub(event.amount);
    let page = match excess.is_zero() {
        true => page,
        false => page.row("not taken", format!("{}: the hatch is full", words.event_money(excess))),
    };
    let json = json!({
        "account": event.account, "offered": offered, "amount": units(event.amount),
        "tokens": units(event.tokens), "supply": units(event.supply), "raised": units(event.raised),
    });
    context.act(json, page, receipt, &words.native);
    Ok(())
}

async fn close(context: &Context, session: &Session, signing: &Signing) -> anyhow::Result<()> {
    let (commons, words) = (&session.commons, &session.words);
    let key = signing.key_for(commons.chain())?;
    let hatch = commons.hatch().await?;
    let receipt = commons.close(&key).await?;
    let name = clean(&session.deployment.parameters.name);
    if let Some(open) = receipt.event::<Open>(commons.address()) {
        let price = words.spot_after(open.supply, open.reserve);
        let page = Page::new(format!("The hatch succeeded: {name} is open"))
            .row("raised", words.money(hatch.raised))
            .row("hatch price", words.price(&Price::per_token(hatch.price)))
            .row(
                "spot price now",
                format!("{}{}", words.spot(price.as_ref()), status::jump(&hatch)),
            )
            .row("supply", words.event_tokens(open.supply))
            .row("reserve", words.event_money(open.reserve))
            .row("funding pool", words.event_money(open.fundingPool));
        let json = json!({
            "phase": Phase::Open, "supply": units(open.supply), "reserve": units(open.reserve),
            "funding_pool": units(open.fundingPool), "spot_price": price,
        });
        context.act(json, page, &receipt, &words.native);
    } else {
        let failed = receipt.event::<HatchFailed>(commons.address());
        let raised = failed.map(|failed| failed.raised).unwrap_or_default();
        let page = Page::new(format!("The hatch failed with {} raised", words.event_money(raised)))
            .row("contributors", "take their money back with `weir hatch refund`");
        let json = json!({ "phase": Phase::Refunding, "raised": units(raised) });
        context.act(json, page, &receipt, &words.native);
    }
    Ok(())
}

async fn vesting(context: &Context, who: &Recipient) -> anyhow::Result<()> {
    let session = context.session().await?.pinned().await?;
    let (commons, words) = (&session.commons, &session.words);
    let (vesting, hatch) = (commons.vesting_of(who.address).await?, commons.hatch().await?);
    let (holding, now) = (commons.holding(who.address).await?, commons.now().await?);
    if !hatch.exists() {
        context.answer(
            || json!({ "address": who.address, "hatch": null }),
            || format!("{}\n", status::NONE),
        );
        return Ok(());
    }
    let cliff_end = hatch.opened_at.saturating_add(hatch.cliff);
    context.answer(
        || {
            json!({
                "address": who.address, "contributed": vesting.contributed,
                "granted": vesting.granted, "vesting": vesting.vesting,
                "transferable": holding.transferable, "opened_at": hatch.opened_at,
                "cliff": hatch.cliff, "half_life": hatch.half_life, "now": now,
            })
        },
        || {
            let next = if vesting.vesting.is_zero() {
                "nothing vests any longer".to_owned()
            } else if hatch.opened_at == 0 {
                "everything vests until the curve opens".to_owned()
            } else if now < cliff_end {
                let left = duration(cliff_end - now);
                format!("the first tokens get free in {left}, after {}", time(cliff_end))
            } else {
                format!("half of the rest gets free every {}", duration(hatch.half_life))
            };
            Page::new(who.address.to_string())
                .row("contributed", words.money(vesting.contributed))
                .row("tokens from it", words.tokens(vesting.granted))
                .row("still vesting", words.tokens(vesting.vesting))
                .row("transferable now", words.tokens(holding.transferable))
                .row("next", next)
                .finish()
        },
    );
    Ok(())
}
