//! `weir balance`

use super::{
    context::{Context, Signing},
    output::{Page, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{Recipient, commons::Phase, text::time};

/// Tokens and money that an account holds, and how much of the tokens is free
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  weir balance //Alice\n  weir balance \
                  0x41dccbd49b26c50d34355ed86ff0fa9e489d1e01\n  weir balance --key-file \
                  ~/.weir/key          one's own")]
pub(crate) struct Balance {
    /// Whose: a 0x address, an SS58 address, or a development key [default: the key's account]
    #[arg(value_name = "ACCOUNT")]
    account: Option<Recipient>,
    #[command(flatten)]
    signing: Signing,
}

impl Balance {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let who = self.signing.account(self.account.as_ref(), "weir balance //Alice")?;
        let session = context.session().await?.pinned().await?;
        let (commons, words) = (&session.commons, &session.words);
        let chain = commons.chain();
        let account = match who.account {
            Some(account) => account,
            None => chain.account_of(who.address).await?,
        };
        let (phase, holding) = (commons.phase().await?, commons.holding(who.address).await?);
        let free_at = commons.unlock_of(who.address).await?;
        let now = commons.now().await?;
        let native = chain.balance(&account).await?;
        let currency = match words.currency.is_native() {
            true => None,
            false => Some(commons.money_of(who.address).await?),
        };
        let price = match phase {
            Phase::Open => commons.spot_price().await?,
            _ => None,
        };
        context.answer(
            || {
                json!({
                    "address": who.address, "account": account.to_string(),
                    "tokens": holding.balance, "vesting": holding.vesting,
                    "staked": holding.staked, "transferable": holding.transferable,
                    "unlock_at": free_at,
                    "money": native, "currency": currency.map(units), "spot_price": price,
                    "phase": phase,
                })
            },
            || {
                // Rounded once: a price that was rounded before would cut off twice.
                let worth = price.and_then(|price| price.worth(holding.balance));
                let worth = worth.map_or_else(String::new, |worth| {
                    format!("   ({} at the spot price)", words.currency.wide(worth))
                });
                let page = Page::new(account.to_string())
                    .row("address", who.address.to_string())
                    .row("tokens", format!("{}{worth}", words.tokens(holding.balance)))
                    .row("transferable", words.tokens(holding.transferable))
                    .row("staked", words.tokens(holding.staked))
                    .row("vesting", words.tokens(holding.vesting));
                let page = match free_at {
                    Some(free_at) if free_at > now => page.row(
                        "asked for",
                        format!("its staked tokens, free from {} on", time(free_at)),
                    ),
                    Some(_) => page.row("asked for", "its staked tokens: they can be freed now"),
                    None => page,
                };
                let page = page.row("money", format!("{} {}", native.grouped(), words.native));
                let page = match phase {
                    Phase::Open => page,
                    phase => page.row("phase", phase.to_string()),
                };
                match currency {
                    Some(held) => page.row("currency", words.currency.wide_exact(held)),
                    None => page,
                }
                .finish()
            },
        );
        Ok(())
    }
}
