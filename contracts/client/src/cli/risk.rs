//! What share of the funding pool an attacker could take: the table of `weir params` and of a
//! deployment's preview.

use super::table::{Column, table};
use serde_json::{Value, json};
use weir_client::{Parameters, Ppm, commons::Limits, conviction::ConvictionSettings};
use weir_economics::risk::{self, ATTACKERS, DAYS, Reaction};

/// The heading above the table.
pub(crate) const RISK: &str = "What an attacker could take of the funding pool at most";

/// What the risk depends on.
pub(crate) struct Terms(risk::Terms);

impl Terms {
    /// What is about to be deployed.
    pub(crate) fn planned(parameters: &Parameters) -> Self {
        let (settings, vote) = (&parameters.settings, &parameters.conviction);
        Self(risk::Terms {
            half_life: vote.half_life,
            spending_limit: settings.spending_limit_ppm.ppm(),
            weight: vote.weight_ppm.ppm(),
            min_stake: vote.min_stake_ppm.ppm(),
            window: settings.window,
            notice: vote.notice,
        })
    }

    /// What the contracts are decided by now.
    pub(crate) fn found(settings: &ConvictionSettings, limits: &Limits) -> Self {
        Self(risk::Terms {
            half_life: settings.half_life,
            spending_limit: limits.spending_limit.ppm(),
            weight: settings.weight.ppm(),
            min_stake: settings.min_stake.ppm(),
            window: limits.window,
            notice: settings.notice,
        })
    }

    /// The share that is taken; none where it cannot be computed.
    fn taken(&self, attacker: u32, days: u32, reaction: Reaction) -> Option<Ppm> {
        risk::taken(&self.0, attacker, days, reaction).ok().map(Ppm::new)
    }
}

/// The four figures of an attacker: after each number of days, if no other holder reacts and if half
/// of the others object.
fn figures(terms: &Terms, attacker: u32) -> impl Iterator<Item = (u32, [Option<Ppm>; 2])> {
    DAYS.into_iter().map(move |days| {
        let taken = |reaction| terms.taken(attacker, days, reaction);
        (days, [taken(Reaction::None), taken(Reaction::HalfObjects)])
    })
}

/// The table for people.
pub(crate) fn table_of(terms: &Terms) -> String {
    let shown = |share: Option<Ppm>| share.map_or_else(|| "?".to_owned(), tenth);
    let rows = ATTACKERS.into_iter().map(|attacker| {
        let mut row = vec![Ppm::new(attacker).to_string()];
        for (_, [alone, opposed]) in figures(terms, attacker) {
            row.extend([shown(alone), shown(opposed)]);
        }
        row
    });
    let columns = [
        Column::Figure("with of all tokens"),
        Column::Figure("in 30 days"),
        Column::Figure("if half object"),
        Column::Figure("in 90 days"),
        Column::Figure("if half object"),
    ];
    table(&columns, rows.collect())
}

/// A share to a tenth of a percent, rounded up.
fn tenth(share: Ppm) -> String {
    Ppm::new(share.ppm().div_ceil(1_000).saturating_mul(1_000)).to_string()
}

/// The same for programs: a list of rows.
pub(crate) fn json(terms: &Terms) -> Value {
    let rows = ATTACKERS.into_iter().flat_map(|attacker| {
        figures(terms, attacker).map(move |(days, [alone, opposed])| {
            json!({
                "attacker_ppm": attacker, "days": days, "no_reaction_ppm": alone,
                "half_objects_ppm": opposed,
            })
        })
    });
    Value::Array(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The defaults of `weir deploy`.
    fn terms() -> Terms {
        let day = 86_400;
        Terms(risk::Terms {
            half_life: 3 * day,
            spending_limit: 200_000,
            weight: 2_000,
            min_stake: 100_000,
            window: 30 * day,
            notice: 3 * day,
        })
    }

    #[test]
    fn a_table_has_a_row_for_each_attacker_and_columns_for_each_time() {
        let text = table_of(&terms());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 1 + ATTACKERS.len(), "{text}");
        assert!(DAYS.iter().all(|days| lines[0].contains(&format!("in {days} days"))), "{text}");
        assert!(!text.contains('?'), "{text}");
    }

    #[test]
    fn shares_are_rounded_up_to_a_tenth_of_a_percent() {
        let shown = |ppm| tenth(Ppm::new(ppm));
        assert_eq!(shown(0), "0%");
        assert_eq!(shown(1), "0.1%");
        assert_eq!(shown(123_400), "12.4%");
        assert_eq!(shown(1_000_000), "100%");
    }

    #[test]
    fn a_tenth_of_the_tokens_takes_nothing_where_half_of_the_others_object() {
        let json = json(&terms());
        let rows = json.as_array().expect("rows");
        assert_eq!(rows.len(), ATTACKERS.len() * DAYS.len());
        let row = rows.iter().find(|row| row["attacker_ppm"] == 100_000).expect("a row");
        assert_eq!(row["half_objects_ppm"], 0, "{row}");
    }
}
