//! What recent grants count, against the contract's own way of counting.

use crate::{
    cluster::Database,
    history::{START, account, block, contracts, deployment, raw, seconds},
    store::writer,
};
use weir_indexer::domain::{Batch, Block, Commons, RawEvent, Store, U256};

/// The sums of five quarters of the window, as the Commons keeps them.
struct Limits {
    window: u64,
    quarter: u64,
    sums: [u128; 5],
}

impl Limits {
    fn count(&mut self, now: u64) -> u128 {
        let present = now / self.window.div_ceil(4);
        let mut quarter = self.quarter.max(present.saturating_sub(5));
        while quarter < present {
            quarter += 1;
            self.sums[(quarter % 5) as usize] = 0;
        }
        self.quarter = present;
        self.sums.iter().sum()
    }

    fn grant(&mut self, now: u64, amount: u128) {
        self.count(now);
        self.sums[(self.quarter % 5) as usize] += amount;
    }

    fn set_window(&mut self, now: u64, window: u64) {
        let counted = self.count(now);
        (self.window, self.sums) = (window, [0; 5]);
        self.count(now);
        self.sums[(self.quarter % 5) as usize] = counted;
    }
}

fn grant(number: u32, start: u64, amount: u128) -> RawEvent {
    let zero = U256::ZERO;
    raw(
        0,
        Commons::Grant {
            grantId: number,
            beneficiary: account(1),
            proposal: number,
            amount: U256::from(amount),
            start,
            duration: 0,
            asTokens: false,
            supply: zero,
            reserve: zero,
            fundingPool: zero,
        },
    )
}

#[tokio::test]
async fn recent_grants_count_as_in_the_contract_whatever_the_window_becomes() {
    let day = 86_400;
    let mut limits =
        Limits { window: deployment().parameters.settings.window, quarter: 0, sums: [0; 5] };
    let (mut now, mut blocks, mut expected) = (seconds(0), Vec::new(), Vec::new());
    for step in 0..120u64 {
        now += [1, 3_600, 2 * day, 7 * day + 5, 0, 40 * day][(step * 7 % 6) as usize];
        let mut events = Vec::new();
        if step % 3 != 1 {
            let amount = u128::from(1_000 + step * step);
            limits.grant(now, amount);
            events.push(vec![grant(step as u32 + 1, now, amount)]);
        }
        if step % 17 == 5 {
            let window = [20 * day, 45 * day + 3, 7 * day, 90 * day][(step / 17 % 4) as usize];
            limits.set_window(now, window);
            events.push(vec![raw(0, Commons::Rule { rule: 4, value: U256::from(window) })]);
        }
        if step % 5 == 2 {
            limits.grant(now, 77);
            events.push(vec![grant(1_000 + step as u32, now, 77)]);
        }
        let mut made: Block = block(START + step, events.into_iter());
        made.timestamp = now * 1000 + 999;
        blocks.push(made);
        // Later ones are counted by a copy: nothing of them is kept.
        let counted = |limits: &Limits, later: u64| {
            let mut copy = Limits { sums: limits.sums, ..*limits };
            (later, copy.count(later))
        };
        expected.push(counted(&limits, now));
    }
    let last = now;
    for later in (last..last + 120 * day).step_by(5 * day as usize) {
        let mut copy = Limits { sums: limits.sums, ..limits };
        expected.push((later, copy.count(later)));
    }
    let database = Database::create().await;
    let mut writer = writer(&database).await;
    writer.commit(None, &Batch::new(blocks, &contracts())).await.unwrap();

    let mut several = 0;
    for (n, (second, counted)) in expected.iter().enumerate() {
        // Of blocks of one second, what counts is what counts after the last.
        if expected.get(n + 1).is_some_and(|next| next.0 == *second && n < 119) {
            continue;
        }
        let sql = format!("select recently_granted(to_timestamp({second}.999))");
        assert_eq!(database.value(&sql).await, counted.to_string(), "{n} {second}");
        several += usize::from(*counted > 20_000);
    }
    assert!(several > 20, "{several} times several grants counted");
    assert_eq!(expected.last().unwrap().1, 0);
    let before = format!("select recently_granted(to_timestamp({}))", seconds(0));
    assert_eq!(database.value(&before).await, "0");
    // What a grant can be at most is what the limit of the Commons leaves.
    let limits =
        "select concat_ws(' ', spending_limit_ppm, funding_pool, largest_grant) from limits";
    assert_eq!(database.value(limits).await, "200000 0 0");
}
