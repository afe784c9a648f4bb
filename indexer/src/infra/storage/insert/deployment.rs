//! Which deployment the database is about.

use super::{Done, height, index};
use crate::domain::Deployment;
use sqlx::PgConnection;
use weir_client::{
    currency::CurrencyKind,
    deployment::Parameters,
    rule::{Rule, Unit},
};

/// Writes which deployment the database is about, unless that is written already.
pub(in crate::infra::storage) async fn deployment(db: &mut PgConnection, d: &Deployment) -> Done {
    let p = &d.parameters;
    let (settings, voting, hatch) = (&p.settings, &p.conviction, p.hatch.as_ref());
    let kind = match d.currency.kind {
        CurrencyKind::Native => "native",
        CurrencyKind::Erc20 => "erc20",
    };
    let currency = d.currency_address();
    sqlx::query!(
        "insert into deployment (genesis_hash, commons, conviction, block_height, block_hash, name,
             symbol, decimals, native_symbol, currency, currency_kind, currency_address,
             currency_decimals, reserve_ratio_ppm, entry_tribute_ppm, exit_tribute_ppm,
             initial_supply, initial_reserve, spending_limit_ppm, grant_window, guardian_until,
             conviction_half_life, weight_ppm, min_stake_ppm, proposal_deposit, max_lifetime,
             notice, long_notice, rule_share_ppm, exit_share_ppm, hatch_minimum, hatch_maximum,
             hatch_deadline, hatch_price, hatch_tribute_ppm, hatch_cliff, hatch_half_life,
             hatch_allowlist, hatch_max_jump_ppm)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17::text::numeric, $18::text::numeric, $19, $20::text::numeric, $21::text::numeric,
             $22::text::numeric, $23, $24, $25::text::numeric, $26::text::numeric,
             $27::text::numeric, $28::text::numeric, $29, $30, $31::text::numeric,
             $32::text::numeric, $33::text::numeric, $34::text::numeric, $35, $36::text::numeric,
             $37::text::numeric, $38, $39)
         on conflict (singleton) do nothing",
        d.genesis_hash.as_slice(),
        d.contracts.commons.as_slice(),
        d.contracts.conviction.as_slice(),
        height(d.block.height),
        d.block.hash.as_slice(),
        p.name,
        p.symbol,
        i16::from(p.decimals),
        d.native_symbol,
        d.currency.symbol,
        kind,
        currency.as_ref().map(|a| a.as_slice()),
        i16::from(d.currency.decimals),
        index(p.reserve_ratio_ppm.ppm()),
        index(p.entry_tribute_ppm.ppm()),
        index(p.exit_tribute_ppm.ppm()),
        p.initial_supply.base_units().to_string(),
        p.initial_reserve.base_units().to_string(),
        index(settings.spending_limit_ppm.ppm()),
        settings.window.to_string(),
        settings.guardian_until.to_string(),
        voting.half_life.to_string(),
        index(voting.weight_ppm.ppm()),
        index(voting.min_stake_ppm.ppm()),
        voting.deposit.base_units().to_string(),
        voting.max_lifetime.to_string(),
        voting.notice.to_string(),
        voting.long_notice.to_string(),
        index(voting.rule_share_ppm.ppm()),
        index(voting.exit_share_ppm.ppm()),
        hatch.map(|h| h.minimum.base_units().to_string()),
        hatch.map(|h| h.maximum.base_units().to_string()),
        hatch.map(|h| h.deadline.to_string()),
        hatch.map(|h| h.price.base_units().to_string()),
        hatch.map(|h| index(h.tribute_ppm.ppm())),
        hatch.map(|h| h.vesting_cliff.to_string()),
        hatch.map(|h| h.vesting_half_life.to_string()),
        hatch.map(|h| h.allowlist),
        hatch.map(|h| i64::from(h.max_jump_ppm)),
    )
    .execute(&mut *db)
    .await?;
    rules(db, p).await
}

/// The same of the rules that a vote can change.
async fn rules(db: &mut PgConnection, p: &Parameters) -> Done {
    let column = |read: fn(&Parameters, Rule) -> u128| {
        Rule::ALL.iter().map(|rule| read(p, *rule).to_string()).collect::<Vec<_>>()
    };
    let text = |read: fn(&Rule) -> &'static str| {
        Rule::ALL.iter().map(|rule| read(rule).to_owned()).collect::<Vec<_>>()
    };
    sqlx::query!(
        "insert into rule_bounds (rule, name, unit, initial, least, most, step)
         select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[], $7::text[]::numeric[])
         on conflict (rule) do nothing",
        &Rule::ALL.map(|rule| i16::from(rule.number())),
        &text(|rule| rule.name()),
        &text(|rule| match rule.unit() {
            Unit::Share => "ppm",
            Unit::Seconds => "seconds",
            Unit::Native => "native",
        }),
        &column(|p, rule| p.value(rule)),
        &column(|p, rule| p.bounds(rule).least),
        &column(|p, rule| p.bounds(rule).most),
        &column(|p, rule| p.bounds(rule).step)
    )
    .execute(db)
    .await
    .map(drop)
}
