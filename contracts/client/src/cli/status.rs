//! `weir status`

use super::{
    context::Context,
    output::{self, PLACES, Page},
};
use clap::Args;
use serde_json::json;
use weir_client::Amount;

/// Supply, price, pools and parameters of the Commons, all at one block
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  weir status\n  weir status --json | jq -r .spot_price")]
pub(crate) struct Status {}

impl Status {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let (commons, deployment) = context.commons().await?;
        let chain = commons.chain();
        let block = chain.best_block().await?;
        let commons = commons.at_block(block.hash);
        let (name, symbol) = (commons.name().await?, commons.symbol().await?);
        let (state, shares) = (commons.state().await?, commons.shares().await?);
        let price = commons.spot_price().await?;
        // The market value of all tokens at the spot price.
        let market = state.supply.mul_div(price.base_units(), Amount::ONE.base_units());
        let market = market.unwrap_or(Amount::MAX);

        let unit = &deployment.chain.token_symbol;
        let contract = &deployment.contracts.commons;
        context.answer(
            || {
                json!({
                    "name": name, "symbol": symbol, "state": state, "spot_price": price,
                    "market_value": market, "parameters": shares,
                    "contract": { "address": contract.address, "code_hash": contract.code_hash,
                                  "deployer": contract.deployer,
                                  "deployed_in_block": deployment.block },
                    "chain": { "name": chain.name(), "genesis_hash": chain.genesis_hash() },
                    "block": block,
                })
            },
            || {
                let money = |amount: Amount| format!("{} {unit}", amount.rounded(PLACES));
                let supply = state.supply.rounded(PLACES);
                Page::new(format!("{name} ({symbol})"))
                    .row("spot price", format!("{} {unit} per {symbol}", output::price(price)))
                    .row("supply", format!("{supply} {symbol}"))
                    .row("market value", money(market))
                    .row("reserve", money(state.reserve))
                    .row("funding pool", money(state.funding_pool))
                    .group("Parameters")
                    .row("reserve ratio", shares.reserve_ratio.to_string())
                    .row("entry tribute", shares.entry_tribute.to_string())
                    .row("exit tribute", shares.exit_tribute.to_string())
                    .group("Contract")
                    .row("address", contract.address.to_string())
                    .row("code hash", contract.code_hash.to_string())
                    .row("deployed in block", deployment.block.number.to_string())
                    .row("chain", chain.name())
                    .row("now at block", format!("{} {}", block.number, block.hash))
                    .finish()
            },
        );
        Ok(())
    }
}
