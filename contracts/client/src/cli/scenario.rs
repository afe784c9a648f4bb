//! `weir scenario`

mod story;

use super::{
    context::Context,
    output::{self, Page, table},
};
use clap::Args;
use serde_json::{Value, json};
use story::{Account, Step, Story};
use weir_client::{Amount, State};

/// Play a story with the development accounts, on a development chain
///
/// Donors mint, tokens change hands, services are paid with burnt tokens, someone donates, someone
/// redeems. Each step is a real transaction. At the end the Commons before and after, and what each
/// account did.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  weir scenario\n  weir scenario --json | jq .accounts")]
pub(crate) struct Scenario {}

impl Scenario {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let (commons, deployment) = context.commons().await?;
        commons.chain().require_development("the scenario")?;
        let symbol = deployment.parameters.symbol.clone();
        let money = deployment.chain.token_symbol.clone();
        context.say(&format!(
            "A story on {} ({symbol}), {}\n",
            deployment.parameters.name,
            commons.chain().name()
        ));

        let story = Story::new(commons, &symbol, &money);
        let tale = story
            .play(|step| {
                if !context.json {
                    output::print(&line(step, &symbol, &money));
                }
            })
            .await?;
        context.answer(
            || {
                json!({
                    "steps": tale.steps.iter().map(step_json).collect::<Vec<_>>(),
                    "before": tale.before, "after": tale.after,
                    "spot_price_before": tale.price_before, "spot_price_after": tale.price_after,
                    "accounts": tale.accounts.iter().map(account_json).collect::<Vec<_>>(),
                })
            },
            || {
                let pools = pools(
                    (&tale.before, tale.price_before),
                    (&tale.after, tale.price_after),
                    (&symbol, &money),
                );
                format!("\n{pools}\n{}", accounts(&tale.accounts, &symbol))
            },
        );
        Ok(())
    }
}

/// `block 12  //Bob      minted 812.5 WEIR for 100 DOT     1 WEIR = 0.0512 DOT`
fn line(step: &Step, symbol: &str, money: &str) -> String {
    format!(
        "block {:>4}  {:<9} {:<58} 1 {symbol} = {} {money}\n",
        step.block,
        step.who,
        step.what,
        output::price(step.price)
    )
}

fn pools(
    before: (&State, Amount),
    after: (&State, Amount),
    (symbol, money): (&str, &str),
) -> String {
    let row = |name: &str, unit: &str, before: Amount, after: Amount| {
        let (sign, change) = match after.checked_sub(before) {
            Some(more) => ("+", more),
            None => ("-", before.saturating_sub(after)),
        };
        vec![
            format!("{name} ({unit})"),
            before.rounded(4),
            after.rounded(4),
            format!("{sign}{}", change.rounded(4)),
        ]
    };
    let rows = [
        row("supply", symbol, before.0.supply, after.0.supply),
        row("spot price", money, before.1, after.1),
        row("reserve", money, before.0.reserve, after.0.reserve),
        row("funding pool", money, before.0.funding_pool, after.0.funding_pool),
    ];
    let table = table(&["", "before", "after", "change"], &rows);
    format!("{}{table}", Page::new("The Commons").finish())
}

fn accounts(accounts: &[Account], symbol: &str) -> String {
    let rows: Vec<Vec<String>> = accounts
        .iter()
        .map(|account| {
            let figure = |amount: Amount| {
                if amount.is_zero() { "-".to_owned() } else { amount.rounded(4) }
            };
            vec![
                account.name.to_owned(),
                figure(account.paid_in),
                figure(account.received),
                figure(account.donated),
                figure(account.burnt),
                figure(account.fees),
                figure(account.holds),
            ]
        })
        .collect();
    let holds = format!("holds ({symbol})");
    let header = ["", "paid in", "redeemed for", "donated", "burnt", "fees", &holds];
    format!("{}{}", Page::new("Who did what").finish(), table(&header, &rows))
}

fn step_json(step: &Step) -> Value {
    json!({
        "block": step.block, "account": step.who, "what": step.what, "spot_price": step.price,
        "fee": step.fee,
    })
}

fn account_json(account: &Account) -> Value {
    json!({
        "account": account.name, "paid_in": account.paid_in, "received": account.received,
        "donated": account.donated, "burnt": account.burnt, "fees": account.fees,
        "holds": account.holds,
    })
}
