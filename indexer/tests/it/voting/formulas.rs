//! The formulas in SQL, held to the contracts' to the last unit.

use crate::cluster::Database;
use sqlx::Row;
use weir_economics::{
    Conviction, Decay, Rule, conviction, conviction_limit, counted, executable_from, follow,
    revocation_threshold, streamed, supply_threshold, threshold, tribute,
};
use weir_indexer::domain::number;

/// Numbers of all sizes, and those next to where something changes.
struct Numbers(u64);

impl Numbers {
    fn limb(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, end: u64) -> u64 {
        self.limb() % end
    }

    fn amount(&mut self) -> u128 {
        let any = u128::from(self.limb()) << 64 | u128::from(self.limb());
        match self.below(8) {
            0 => [0, 1, 2, 1 << 112, u128::MAX, 10u128.pow(18)][self.below(6) as usize],
            _ => any >> self.below(128),
        }
    }

    fn seconds(&mut self) -> u64 {
        match self.below(6) {
            0 => [0, 1, 2, u64::MAX, 86_400, 315_360_000][self.below(6) as usize],
            _ => self.limb() >> (20 + self.below(44)),
        }
    }

    fn decay(&mut self) -> Decay {
        match self.below(3) {
            0 => Decay::new(self.amount().max(1)).unwrap(),
            _ => Decay::from_half_life(1 + self.below(315_360_000)).unwrap(),
        }
    }

    fn conviction(&mut self) -> Conviction {
        let mut limbs = [self.limb(), self.limb(), self.limb()];
        for limb in limbs.iter_mut().rev().take(self.below(4) as usize) {
            *limb = 0;
        }
        Conviction::from_limbs(limbs)
    }
}

/// What these expressions come to, all in one query.
async fn values(database: &Database, expressions: &[String]) -> Vec<Option<String>> {
    let rows: Vec<String> =
        expressions.iter().enumerate().map(|(n, sql)| format!("({n}, {sql})")).collect();
    let sql = format!("select v::text from (values {}) x (n, v) order by n", rows.join(", "));
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql));
    let rows = rows.fetch_all(&mut database.connect().await).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn the_formulas_in_sql_are_those_of_the_contracts_to_the_last_unit() {
    let database = Database::migrated().await;
    let mut n = Numbers(7);
    let (mut asked, mut expected) = (Vec::new(), Vec::new());
    let text = |value: Conviction| number(value).to_string();
    for _ in 0..1_500 {
        let (decay, seconds) = (n.decay(), n.seconds());
        let a = decay.numerator();
        let (before, stake) = (n.conviction(), n.amount());
        if let Ok(after) = conviction(before, stake, decay, seconds) {
            asked.push(format!("conviction_after({}, {stake}, {a}, {seconds})", text(before)));
            expected.push(Some(text(after)));
        }
        let (before, target) = (n.amount(), n.amount());
        asked.push(format!("followed_after({before}, {target}, {a}, {seconds})"));
        expected.push(Some(follow(before, target, decay, seconds).to_string()));

        let (limit, weight) = (1 + n.below(1_000_000), 1 + n.below(1_000_000));
        let (funds, staked) = (n.amount(), n.amount());
        // Mostly something that can pass at all.
        let requested = match n.below(4) {
            0 => n.amount(),
            _ => funds / 1_000_000 * u128::from(n.below(limit + 1)),
        };
        let rule = Rule { decay, limit: limit as u32 * 10, weight: weight as u32 * 10 };
        asked.push(format!("threshold_of({requested}, {funds}, {staked}, {a}, {limit}, {weight})"));
        expected.push(threshold(requested, funds, staked, &rule).ok().map(text));

        let share = n.below(1_000_001) as u32;
        asked.push(format!("tribute_of({staked}, {share})"));
        expected.push(Some(tribute(staked, share).unwrap().to_string()));

        let (elapsed, duration) = (n.seconds(), n.seconds());
        asked.push(format!("streamed({funds}, {elapsed}, {duration})"));
        expected.push(Some(streamed(funds, elapsed, duration).to_string()));

        asked.push(format!("conviction_limit({staked}, {a})"));
        expected.push(Some(text(conviction_limit(staked, decay))));
        let [support, opposition] = [n.conviction(), n.conviction()];
        let [for_it, against] = [n.amount(), n.amount()];
        let [s, o] = [text(support), text(opposition)];
        asked.push(format!("net_conviction({s}, {for_it}, {o}, {against}, {a})"));
        let net = counted(support, for_it, decay);
        let net = net.saturating_sub(&counted(opposition, against, decay));
        expected.push(Some(text(net)));
        if funds.checked_add(requested).is_some() {
            asked.push(format!(
                "revocation_threshold_of({requested}, {funds}, {staked}, {share}, {a}, {limit}, {weight})"
            ));
            let price = revocation_threshold(requested, funds, staked, share, &rule);
            expected.push(Some(text(price.unwrap())));
        }
        asked.push(format!("supply_threshold_of({staked}, {share}, {a})"));
        expected.push(Some(text(supply_threshold(staked, share, decay).unwrap())));
        let [announced, notice, short, paused] = [(); 4].map(|()| n.seconds() >> 2);
        asked.push(format!("executable_from({announced}, {notice}, {short}, {paused})"));
        expected.push(Some(executable_from(announced, notice, short, paused).to_string()));
    }
    let none = expected.iter().filter(|value| value.is_none()).count();
    assert!((100..1_000).contains(&none), "{none} thresholds that no conviction suffices for");
    for (n, value) in values(&database, &asked).await.into_iter().enumerate() {
        assert_eq!(value, expected[n], "{}", asked[n]);
    }
}
