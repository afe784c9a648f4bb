//! What is about to be deployed, said before anything is sent.

use crate::cli::{
    hatch::vesting_text,
    output::Page,
    risk::{self, RISK, Terms},
    rules::{kind, rules_table},
    words::Words,
};
use anyhow::Context as _;
use serde_json::{Value, json};
use weir_client::{
    Amount, Key, Parameters, Price, Rule, State,
    deployment::HatchParameters,
    rule::RuleState,
    text::{clean, duration, time},
};

/// The rules as they would be deployed.
fn rules(parameters: &Parameters) -> Vec<RuleState> {
    let state = |rule| RuleState {
        rule,
        value: parameters.value(rule),
        bounds: parameters.bounds(rule),
        changeable_from: 0,
    };
    Rule::ALL.map(state).to_vec()
}

/// What would be deployed, for programs.
pub(super) fn json(parameters: &Parameters, warnings: &[String]) -> Value {
    json!({
        "dry_run": true, "parameters": parameters, "opening_price": opening_price(parameters),
        "rules": rules(parameters), "risk": risk::json(&Terms::planned(parameters)),
        "warnings": warnings,
    })
}

/// The spot price right after the opening; `None` where the curve cannot compute it.
pub(super) fn opening_price(parameters: &Parameters) -> Option<Price> {
    match &parameters.hatch {
        Some(hatch) => hatch.opening_price(parameters.reserve_ratio_ppm).map(Price::per_token),
        None => {
            let opening = State {
                supply: parameters.initial_supply,
                reserve: parameters.initial_reserve,
                funding_pool: Amount::ZERO,
            };
            opening.spot_price(parameters.reserve_ratio_ppm)
        }
    }
}

pub(super) fn page(
    parameters: &Parameters,
    words: &Words,
    key: &Key,
    chain: &str,
    now: u64,
) -> anyhow::Result<String> {
    let price = opening_price(parameters).context(
        "initial supply, reserve and reserve ratio give no price that the curve can compute",
    )?;
    let name = clean(&parameters.name);
    let mut page = Page::new(format!("Deploying {name} ({}) on {chain}", words.token));
    if !words.currency.is_native() {
        page = page
            .row("currency", format!("{} at {}", words.currency.symbol, words.currency.address));
    }
    page = match &parameters.hatch {
        Some(hatch) => hatch_rows(page, hatch, parameters, words, now),
        None => page
            .row("opening price", words.price(&price))
            .row(
                "initial supply",
                format!("{} to {key}", words.tokens_about(parameters.initial_supply)),
            )
            .row(
                "reserve",
                format!("{} from {key}", words.money_about(parameters.initial_reserve)),
            ),
    };
    let (settings, votes) = (&parameters.settings, &parameters.conviction);
    page = page
        .group("Curve")
        .row("reserve ratio", parameters.reserve_ratio_ppm.to_string())
        .row("entry tribute", parameters.entry_tribute_ppm.to_string())
        .row("exit tribute", parameters.exit_tribute_ppm.to_string())
        .group("Grants and votes")
        .row("spending limit", format!("{} of the funding pool", settings.spending_limit_ppm))
        .row("in a window of", duration(settings.window))
        .row("half-life of support", duration(votes.half_life))
        .row("weight", votes.weight_ppm.to_string())
        .row("minimum stake", format!("{} of the supply", votes.min_stake_ppm))
        .row("deposit of a proposal", words.native(votes.deposit))
        .row("longest lifetime", duration(votes.max_lifetime))
        .row("notice", duration(votes.notice))
        .row("long notice", duration(votes.long_notice));
    let rules = rules(parameters);
    page = page.group("What a vote may change");
    for (label, text) in kind(&rules, votes.rule_share_ppm, votes.exit_share_ppm) {
        page = page.row(label, text);
    }
    if votes.rule_share_ppm.ppm() > 0 {
        page = page.text(&rules_table(&rules, now, &words.native));
    }
    page = page.group(RISK).text(&risk::table_of(&Terms::planned(parameters))).group("Guardian");
    page = match settings.guardian {
        Some(guardian) => {
            page.row("guardian", format!("{guardian} until {}", time(settings.guardian_until)))
        }
        None => page.row("guardian", "nobody"),
    };
    Ok(page.finish())
}

fn hatch_rows(
    page: Page,
    hatch: &HatchParameters,
    parameters: &Parameters,
    words: &Words,
    now: u64,
) -> Page {
    let ratio = parameters.reserve_ratio_ppm;
    let jump = hatch.jump_ppm(ratio).map_or(String::new(), |jump| {
        format!(", {} times the hatch's", Amount::from_base_units(jump.into()).exact_with(6))
    });
    let opening = hatch.opening_price(ratio).map(Price::per_token);
    let tokens = |money| words.tokens_about(hatch.tokens(money).unwrap_or_default());
    let accounts = if hatch.allowlist { "those that you name" } else { "anyone" };
    let left = duration(hatch.deadline.saturating_sub(now));
    page.row(
        "to be raised",
        format!("{} to {}", words.money_about(hatch.minimum), words.money_about(hatch.maximum)),
    )
    .row("for", format!("{} to {}", tokens(hatch.minimum), tokens(hatch.maximum)))
    .row("until", format!("{}, in {left}", time(hatch.deadline)))
    .row("contributors", accounts)
    .row("price in the hatch", words.price(&Price::per_token(hatch.price)))
    .row("price at the opening", format!("{}{jump}", words.spot(opening.as_ref())))
    .row("to the funding pool", format!("{} of what is raised", hatch.tribute_ppm))
    .row("vesting", vesting_text(hatch.vesting_cliff, hatch.vesting_half_life))
}
