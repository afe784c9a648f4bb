//! `weir params`

mod checks;

use super::{
    context::{Context, Session},
    output::Page,
    proposal::ChangeRule,
    risk::{self, RISK, Terms},
    rules::{kind, rules_table},
    table::{Column, table},
    warnings::Choice,
    words::Words,
};
use checks::Check;
use clap::{Args, Subcommand};
use serde_json::json;
use weir_client::{
    Address, Amount, Price, Rule, Shares,
    commons::{Hatch, Limits, Roles},
    conviction::ConvictionSettings,
    rule::RuleState,
    text::{duration, time},
};

/// All parameters of both contracts, what each means, who may do what, and whether it is all true
///
/// Read from the chain, not from the deployment file; what the file says is checked against it. What
/// a vote can change is listed with its bounds, the largest step, and when it can change next. The
/// last table says what share of the funding pool an attacker could take with so many of all tokens,
/// if no other holder reacts, and if those who hold half of the rest object.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  weir params\n  weir params --json | jq .rules\n  weir params propose \
                  spending-limit 15% --key //Bob"
)]
pub(crate) struct Params {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    Propose(ChangeRule),
}

/// What the chain says.
struct Found {
    shares: Shares,
    hatch: Hatch,
    limits: Limits,
    settings: ConvictionSettings,
    rules: Vec<RuleState>,
    roles: Roles,
    now: u64,
}

impl Params {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        if let Some(Action::Propose(change)) = &self.action {
            return change.run(context).await;
        }
        let session = context.session().await?.pinned().await?;
        let (commons, conviction) = (&session.commons, &session.conviction);
        let mut rules = Vec::with_capacity(Rule::ALL.len());
        for rule in Rule::ALL {
            rules.push(conviction.any_rule(commons, rule).await?);
        }
        let found = Found {
            shares: commons.shares().await?,
            hatch: commons.hatch().await?,
            limits: commons.limits().await?,
            settings: conviction.settings().await?,
            rules,
            roles: commons.roles().await?,
            now: commons.now().await?,
        };
        let checks = checks::run(&session, &found.roles, &found.settings, &found.limits).await?;
        let warnings = Choice::found(&found.settings, &found.limits, &found.hatch).warnings();
        let terms = Terms::found(&found.settings, &found.limits);
        context.answer(
            || {
                json!({
                    "currency": session.words.currency, "curve": found.shares,
                    "hatch": found.hatch.exists().then_some(&found.hatch),
                    "grants": found.limits, "conviction": found.settings, "rules": found.rules,
                    "risk": risk::json(&terms), "roles": found.roles,
                    "checks": checks.iter().map(Check::json).collect::<Vec<_>>(),
                    "warnings": warnings,
                    "sound": checks.iter().all(|check| check.holds), "now": found.now,
                })
            },
            || page(&session, &found, &terms, &checks, &warnings),
        );
        Ok(())
    }
}

fn page(
    session: &Session,
    found: &Found,
    terms: &Terms,
    checks: &[Check],
    warnings: &[String],
) -> String {
    let words = &session.words;
    let contracts = &session.deployment.contracts;
    let money = match words.currency.is_native() {
        true => "the chain's own money".to_owned(),
        false => words.currency.address.to_string(),
    };
    let heading = format!("{}, in {} ({money})", words.token, words.currency.symbol);
    let mut page = Page::new(heading)
        .row("Commons", contracts.commons.address.to_string())
        .row("conviction", contracts.conviction.address.to_string());
    for (label, text) in kind(&found.rules, found.settings.rule_share, found.settings.exit_share) {
        page = page.row(label, text);
    }
    for (heading, rows) in [
        ("Curve", curve(&found.shares)),
        ("Hatch", hatch(&found.hatch, words)),
        ("Grants", grants(&found.limits, words)),
        ("Votes", votes(&found.settings, words)),
    ] {
        if !rows.is_empty() {
            page = page.group(heading).text(&explained(rows));
        }
    }
    let rules = rules_table(&found.rules, found.now, &words.native);
    page = page.group("What a vote may change").text(&rules);
    page = page.group(RISK).text(&risk::table_of(terms));
    page = page.group("Who may do what").text(&explained(roles(&found.roles, found.now)));
    page = page.group("Checked against the chain");
    for check in checks {
        page = page.row(if check.holds { "yes" } else { "NO!" }, check.text.clone());
    }
    if !warnings.is_empty() {
        page = page.group("Warnings");
    }
    for warning in warnings {
        page = page.row("-", warning.clone());
    }
    page.finish()
}

type Row = (&'static str, String, &'static str);

fn explained(rows: Vec<Row>) -> String {
    let columns = [Column::Mark(""), Column::Mark(""), Column::Text("")];
    let rows = rows
        .into_iter()
        .map(|(name, value, meaning)| vec![name.to_owned(), value, meaning.to_owned()]);
    // The empty header takes a line.
    table(&columns, rows.collect()).lines().skip(1).map(|line| format!("{line}\n")).collect()
}

fn curve(shares: &Shares) -> Vec<Row> {
    vec![
        (
            "reserve ratio",
            shares.reserve_ratio.to_string(),
            "of the tokens' market value is held by the reserve: the less, the steeper the price",
        ),
        (
            "entry tribute",
            shares.entry_tribute.to_string(),
            "of each deposit goes to the funding pool",
        ),
        (
            "exit tribute",
            shares.exit_tribute.to_string(),
            "of each redemption goes to the funding pool",
        ),
    ]
}

fn hatch(hatch: &Hatch, words: &Words) -> Vec<Row> {
    if !hatch.exists() {
        return Vec::new();
    }
    let jump = |ppm: u32| format!("{} times", Amount::from_base_units(ppm.into()).exact_with(6));
    vec![
        ("minimum", words.money_about(hatch.minimum), "must be raised, or everyone is paid back"),
        ("maximum", words.money_about(hatch.maximum), "is all that is taken"),
        ("deadline", time(hatch.deadline), "is the last moment to contribute"),
        ("price", words.price(&Price::per_token(hatch.price)), "is the same for all contributors"),
        ("tribute", hatch.tribute.to_string(), "of what is raised goes to the funding pool"),
        (
            "opening price",
            words.price(&Price::per_token(hatch.opening_price)),
            "is the spot price right after the opening",
        ),
        ("largest jump", jump(hatch.max_jump_ppm), "the hatch's price is the most it could be"),
        ("cliff", duration(hatch.cliff), "after the opening nothing of the hatch's tokens is free"),
        ("half-life", duration(hatch.half_life), "is how fast the rest gets free after that"),
        (
            "list of accounts",
            if hatch.allowlist { "yes" } else { "no" }.to_owned(),
            "whether only accounts that the owner names may contribute",
        ),
    ]
}

fn grants(limits: &Limits, words: &Words) -> Vec<Row> {
    vec![
        (
            "spending limit",
            limits.spending_limit.to_string(),
            "of the funding pool: all grants of a window together must stay below it",
        ),
        (
            "window",
            duration(limits.window),
            "is how long a grant counts against that, and at most a quarter longer",
        ),
        (
            "granted lately",
            words.money_about(limits.recently_granted),
            "still counts against the limit",
        ),
        ("owed", words.money_about(limits.owed), "is granted, and not withdrawn yet"),
    ]
}

fn votes(settings: &ConvictionSettings, words: &Words) -> Vec<Row> {
    vec![
        (
            "half-life",
            duration(settings.half_life),
            "is how long support takes to build up by half, or to fade by half",
        ),
        (
            "weight",
            settings.weight.to_string(),
            "how much support passing takes: a tiny request needs weight / spending limit² of the \
             stake",
        ),
        (
            "minimum stake",
            settings.min_stake.to_string(),
            "of the supply counts as staked, even if less is",
        ),
        ("deposit", words.native(settings.deposit), "of a proposal's author, returned at its end"),
        (
            "longest lifetime",
            duration(settings.max_lifetime),
            "is the longest that a proposal stays open",
        ),
        (
            "notice",
            duration(settings.notice),
            "lies between announcement and execution: time to object, or to leave",
        ),
        (
            "long notice",
            duration(settings.long_notice),
            "is the same for changes of rules and governor and for the wind-down",
        ),
        (
            "rule share",
            settings.rule_share.to_string(),
            "of the supply must support a change of a rule or of the governor; 0%: neither changes",
        ),
        (
            "exit share",
            settings.exit_share.to_string(),
            "of the supply must support the wind-down; 0%: there is none",
        ),
    ]
}

fn roles(roles: &Roles, now: u64) -> Vec<Row> {
    let who = |address: Address| match address.is_zero() {
        true => "nobody".to_owned(),
        false => address.to_string(),
    };
    let mut rows = vec![(
        "owner",
        who(roles.owner),
        "keeps the hatch's list and names the guardian; touches no money",
    )];
    if !roles.pending_owner.is_zero() {
        rows.push(("next owner", who(roles.pending_owner), "once it accepts"));
    }
    rows.push(("governor", who(roles.governor), "grants, revokes and changes rules by vote"));
    rows.push(("guardian", who(roles.guardian), "may pause for a time, and never traps money"));
    if roles.guardian_until > 0 {
        rows.push(("", format!("until {}", time(roles.guardian_until)), "when its power ends"));
    }
    if roles.paused_until > now {
        rows.push(("paused", format!("until {}", time(roles.paused_until)), "by the guardian"));
    }
    if roles.pausable_from > now {
        rows.push(("no pause", format!("before {}", time(roles.pausable_from)), "again"));
    }
    rows
}
