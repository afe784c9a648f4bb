//! `weir balance`

use super::{
    context::{Context, Signing},
    output::Page,
};
use clap::Args;
use serde_json::json;
use weir_client::{Amount, Recipient};

/// Tokens and money that an account holds
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
        let who = match &self.account {
            Some(who) => who.clone(),
            None if self.signing.given() => {
                let key = self.signing.key()?;
                Recipient { address: key.address(), account: Some(key.account()) }
            }
            None => anyhow::bail!("whose balance? Name an account, such as `weir balance //Alice`"),
        };
        let (commons, deployment) = context.commons().await?;
        let chain = commons.chain();
        let account = match who.account {
            Some(account) => account,
            None => chain.account_of(who.address).await?,
        };
        let commons = commons.pinned().await?;
        let tokens = commons.balance_of(who.address).await?;
        let money = chain.balance(&account).await?;
        let price = commons.spot_price().await?;
        let worth = tokens.mul_div(price.base_units(), Amount::ONE.base_units());

        let (symbol, unit) = (&deployment.parameters.symbol, &deployment.chain.token_symbol);
        context.answer(
            || {
                json!({
                    "address": who.address, "account": account.to_string(),
                    "tokens": tokens, "money": money, "spot_price": price,
                })
            },
            || {
                let worth = worth.map_or_else(String::new, |worth| {
                    format!("   ({} {unit} at the spot price)", worth.rounded(4))
                });
                Page::new(account.to_string())
                    .row("address", who.address.to_string())
                    .row("tokens", format!("{tokens} {symbol}{worth}"))
                    .row("money", format!("{money} {unit}"))
                    .finish()
            },
        );
        Ok(())
    }
}
