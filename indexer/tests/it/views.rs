//! The views that people query: a short story, told exactly.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

use crate::{
    cluster::Database,
    history::{
        DOLLAR, OPENING, START, WHOLE, account, block, chain, contracts, deployment_without_hatch,
        empty, failed_hatch, hash, raw, seconds, transfer, vote,
    },
    store::{fill, lead, writer},
};
use weir_indexer::{
    domain::{Address, Batch, Block, Commons, Conviction, RawEvent, Store, U256},
    infra::storage::Writer,
};

fn n(value: u128) -> U256 {
    U256::from(value)
}

/// A hatch of two, a stream of 100 dollars that passes, half of it withdrawn, a burn for a service.
fn story() -> Vec<Block> {
    let (ann, bob) = (account(0), account(1));
    let contribute = |account, dollars: u128, supply: u128, raised: u128| -> Vec<RawEvent> {
        vec![
            raw(0, transfer(Address::ZERO, account, dollars * 2 * WHOLE)),
            raw(
                0,
                Commons::Contribute {
                    account,
                    amount: n(dollars * DOLLAR),
                    tokens: n(dollars * 2 * WHOLE),
                    supply: n(supply * WHOLE),
                    raised: n(raised * DOLLAR),
                },
            ),
        ]
    };
    let state =
        |supply: u128, funding: u128| (n(supply * WHOLE), n(1500 * DOLLAR), n(funding * DOLLAR));
    let stake = |account, stake: u128, staked: u128| {
        vote(
            0,
            Conviction::Stake {
                proposal: 2,
                account,
                stake: n(stake * WHOLE),
                against: false,
                staked: n(staked * WHOLE),
                conviction: n(staked * 7),
                opposed: n(0),
                opposition: n(0),
                totalStaked: n(staked * WHOLE),
            },
        )
    };
    let (supply, reserve, fundingPool) = state(4000, 500);
    let opening = raw(0, Commons::Open { account: bob, supply, reserve, fundingPool });
    let (supply, reserve, fundingPool) = state(4000, 400);
    let grant = raw(
        0,
        Commons::Grant {
            grantId: 1,
            beneficiary: account(2),
            proposal: 2,
            amount: n(100 * DOLLAR),
            start: seconds(OPENING + 3),
            duration: 10,
            asTokens: false,
            supply,
            reserve,
            fundingPool,
        },
    );
    let execution = vote(
        0,
        Conviction::Execute {
            proposal: 2,
            grantId: 1,
            conviction: n(30),
            opposition: n(4),
            threshold: n(20),
            totalStaked: n(550 * WHOLE),
        },
    );
    let withdrawal = raw(
        0,
        Commons::Withdraw {
            grantId: 1,
            beneficiary: account(2),
            to: account(3),
            amount: n(20 * DOLLAR + 500_000),
            tokens: n(0),
            supply,
            reserve,
            fundingPool,
        },
    );
    let service = raw(
        0,
        Commons::Service {
            service: 1,
            owner: account(4),
            name: "Library".into(),
            link: "https://example.org".into(),
        },
    );
    let (supply, reserve, fundingPool) = state(3999, 400);
    let burn = |amount: u128| {
        vec![
            raw(0, transfer(bob, Address::ZERO, amount)),
            raw(
                0,
                Commons::Burn {
                    account: bob,
                    service: 1,
                    content: hash(1, 1),
                    amount: n(amount),
                    supply,
                    reserve,
                    fundingPool,
                },
            ),
        ]
    };
    let propose = |proposal, kind, title: &str, expiry, deposit: u128| {
        let (beneficiary, amount) = match kind {
            1 => (account(2), n(100 * DOLLAR)),
            _ => (Address::ZERO, n(0)),
        };
        vote(
            0,
            Conviction::Propose {
                proposal,
                author: ann,
                kind,
                beneficiary,
                amount,
                duration: if kind == 1 { 10 } else { 0 },
                asTokens: false,
                expiry,
                deposit: n(deposit),
                title: title.into(),
                link: String::new(),
            },
        )
    };
    let acts = [
        (
            START,
            vec![
                vec![propose(1, 0, "Abstain", u64::MAX, 0)],
                vec![raw(0, Commons::Allow { account: ann, allowed: true })],
                vec![raw(0, Commons::Allow { account: bob, allowed: true })],
                vec![raw(0, Commons::Allow { account: ann, allowed: false })],
                contribute(ann, 500, 1000, 500),
            ],
        ),
        (START + 1, vec![contribute(bob, 1500, 4000, 2000)]),
        (OPENING, vec![vec![opening]]),
        (OPENING + 1, vec![vec![propose(2, 1, "A bridge", seconds(OPENING + 90), 3 * WHOLE / 2)]]),
        (
            OPENING + 2,
            vec![vec![stake(ann, 600, 600)], vec![stake(bob, 50, 650)], vec![stake(ann, 500, 550)]],
        ),
        (OPENING + 3, vec![vec![grant, execution]]),
        (OPENING + 4, vec![vec![service], burn(WHOLE / 4), burn(3 * WHOLE / 4)]),
        (OPENING + 5, vec![vec![withdrawal], vec![stake(bob, 0, 500)]]),
    ];
    let mut blocks: Vec<Block> = (0..=OPENING + 6).map(|height| empty(0, height)).collect();
    for (height, happened) in acts {
        blocks[height as usize] = block(height, happened.into_iter());
    }
    blocks
}

async fn told() -> Database {
    let database = Database::create().await;
    fill(&database, &story(), 4).await;
    database
}

#[tokio::test]
async fn the_hatch_is_shown_in_money_as_people_write_it() {
    let database = told().await;
    let sql =
        "select concat_ws(' ', phase, raised, minimum, maximum, price, contributors) from v_hatch";
    assert_eq!(database.value(sql).await, "open 2000 100 5000 0.5 2");
    let sql = "select string_agg(concat_ws(' ', amount, tokens, raised), ', ' order by height)
                 from v_contributions";
    assert_eq!(database.value(sql).await, "500 1000 500, 1500 3000 2000");
    let sql = "select string_agg(concat_ws(' ', left(account, 4), allowed), ', ' order by account)
                 from v_allowlist";
    assert_eq!(database.value(sql).await, "0x01 f, 0x02 t");
    let failed = Database::create().await;
    fill(&failed, &failed_hatch(), 50).await;
    let sql = "select concat_ws(' ', phase, raised, opened is null) from v_hatch";
    assert_eq!(failed.value(sql).await, "refunding 0 t");
    let left = "select raised from v_refunds order by height desc, event_index desc limit 1";
    assert_eq!(failed.value(left).await, "0");
    assert_eq!(failed.value("select sum(amount) from balances").await, "0");
}

#[tokio::test]
async fn proposals_are_shown_with_their_present_stake_and_what_became_of_them() {
    let database = told().await;
    let sql = "select string_agg(concat_ws('|', proposal, kind, status, title, requested, duration,
                   coalesce(expiry::text, 'never'), deposit, deposit_returned, staked, stakers,
                   conviction, coalesce(grant_id::text, 'no grant')), ', ' order by proposal)
                 from v_proposals_now";
    let expiry = "select moment(1700000204)::text";
    assert_eq!(
        database.value(sql).await,
        format!(
            "1|signal|active|Abstain|never|0|f|0|0|0|no grant, \
             2|grant|passed|A bridge|100|10|{}|1.5|f|500|1|3500|1",
            database.value(expiry).await
        )
    );
    let sql = "select string_agg(concat_ws(' ', proposal, title, left(account, 4), stake), ', ')
                 from v_stakes_now";
    assert_eq!(database.value(sql).await, "2 A bridge 0x01 500");
}

#[tokio::test]
async fn grants_are_shown_with_what_is_due_now() {
    let database = told().await;
    // Six of ten seconds have passed; 20.5 of the 60 due were withdrawn.
    let sql = "select concat_ws('|', grant_id, title, amount, flowed, withdrawn, due, revoked,
                   coalesce(returned::text, 'nothing')) from v_grants_now";
    assert_eq!(database.value(sql).await, "1|A bridge|100|60|20.5|39.5|f|nothing");
    // The same of any time: before it was granted, before it was withdrawn, and as it will be.
    for (second, expected) in [
        (seconds(OPENING + 3) - 1, "none"),
        (seconds(OPENING + 4) + 1, "30000000 0 30000000"),
        (seconds(OPENING + 6) + 3, "90000000 20500000 69500000"),
        (seconds(OPENING + 90), "100000000 20500000 79500000"),
    ] {
        let sql = format!(
            "select coalesce((select concat_ws(' ', flowed, withdrawn, due)
                                from grants_at(to_timestamp({second}))), 'none')"
        );
        assert_eq!(database.value(&sql).await, expected, "{second}");
    }
    let (supply, reserve, fundingPool) = (n(3999 * WHOLE), n(1500 * DOLLAR), n(440 * DOLLAR));
    let revoked = raw(
        0,
        Commons::Revoke {
            grantId: 1,
            proposal: 3,
            returned: n(40 * DOLLAR),
            supply,
            reserve,
            fundingPool,
        },
    );
    let mut blocks = vec![block(OPENING + 7, [vec![revoked]].into_iter())];
    blocks.extend((OPENING + 8..=OPENING + 20).map(|height| empty(0, height)));
    let mut writer = writer(&database).await;
    let from = writer.cursor().await.unwrap();
    writer.commit(from, &Batch::new(blocks, &contracts())).await.unwrap();
    // What was due stays due, and nothing is added to it.
    assert_eq!(database.value(sql).await, "1|A bridge|100|60|20.5|39.5|t|40");
}

#[tokio::test]
async fn a_request_for_staked_tokens_and_what_became_of_it_are_told_apart() {
    let (ann, bob) = (account(0), account(1));
    let stake = |account, stake: u128| {
        let (none, amount) = (U256::ZERO, n(stake));
        vote(
            0,
            Conviction::Stake {
                proposal: 1,
                account,
                stake: amount,
                against: false,
                staked: amount,
                conviction: none,
                opposed: none,
                opposition: none,
                totalStaked: amount,
            },
        )
    };
    let unlock = |account, staked: u128, freeAt| {
        raw(0, Commons::Unlock { account, staked: n(staked), freeAt })
    };
    let events = [
        stake(ann, 5),
        unlock(ann, 5, 900),
        unlock(ann, 0, 0),
        // The vote has come to know.
        stake(ann, 0),
        unlock(ann, 0, 0),
        stake(bob, 7),
        unlock(bob, 7, 901),
        unlock(bob, 7, 0),
        unlock(bob, 7, 902),
        // Nothing is left to be freed.
        stake(bob, 0),
        unlock(bob, 0, 0),
        stake(bob, 8),
        unlock(bob, 8, 903),
        unlock(bob, 0, 0),
    ];
    let blocks: Vec<Block> = (START..)
        .zip(events)
        .map(|(height, event)| block(height, [vec![event]].into_iter()))
        .collect();
    for batch in [1, 3, 100] {
        let database = Database::create().await;
        let mut writer = writer(&database).await;
        for blocks in blocks.chunks(batch) {
            let from = writer.cursor().await.unwrap();
            writer.commit(from, &Batch::new(blocks.to_vec(), &contracts())).await.unwrap();
        }
        let acts = "select string_agg(act, ' ' order by height) from unlocks";
        assert_eq!(
            database.value(acts).await,
            "unlock unlocked cancel_unlock unlock cancel_unlock unlock cancel_unlock unlock unlocked"
        );
        let now = "select string_agg(concat_ws(' ', left(account, 4), free_at, freed, free), ',')
                     from unlocks_now u cross join lateral (select hex(u.account) as account) h (account)";
        let now = now.replace("left(account, 4)", "left(h.account, 4)");
        assert_eq!(database.value(&now).await, "0x02 903 t t");
    }
}

#[tokio::test]
async fn services_are_shown_with_what_was_burnt_for_them() {
    let database = told().await;
    let sql = "select concat_ws('|', service, name, link, burns, burnt) from v_services";
    assert_eq!(database.value(sql).await, "1|Library|https://example.org|2|1");
}

#[tokio::test]
async fn prices_and_pools_have_the_decimals_of_the_currency() {
    let database = told().await;
    let sql = "select string_agg(concat_ws(' ', supply, reserve, funding_pool,
                   coalesce(spot_price::text, '-')), ', ' order by height, event_index)
                 from v_pool_states where height <= 12";
    // 1500 / (4000 x 0.2)
    assert_eq!(database.value(sql).await, "1000 0 0 -, 4000 0 0 -, 4000 1500 500 1.875");
    let native = Database::create().await;
    let mut writer = Writer::new(native.options());
    lead(&mut writer).await;
    writer.bind(&deployment_without_hatch()).await.unwrap();
    let (supply, reserve, fundingPool) = (n(4000 * WHOLE), n(1500 * WHOLE), n(1));
    let opening = raw(0, Commons::Open { account: account(0), supply, reserve, fundingPool });
    let block = block(START, [vec![opening]].into_iter());
    writer.commit(None, &Batch::new(vec![block], &contracts())).await.unwrap();
    let sql = "select concat_ws(' ', reserve, funding_pool, spot_price) from v_pool_states";
    assert_eq!(native.value(sql).await, "1500 0.000000000000000001 1.875");
    assert_eq!(native.value("select count(*) from v_hatch").await, "0");
    // What it opened with was no hatch's.
    for book in ["funding", "v_funding", "funding_by_day", "v_funding_by_day"] {
        let causes = format!("select string_agg(cause, ' ') from {book}");
        assert_eq!(native.value(&causes).await, "opening", "{book}");
    }
    let hatch =
        "select string_agg(distinct cause, ' ') from funding where cause in ('hatch', 'opening')";
    assert_eq!(database.value(hatch).await, "hatch");
}

#[tokio::test]
async fn every_view_can_be_read_from_a_long_history() {
    let database = Database::create().await;
    fill(&database, &chain(400), 100).await;
    let views = "select string_agg(table_name, ' ') from information_schema.views
                  where table_schema in ('chain', 'weir')";
    for view in database.value(views).await.split(' ') {
        let rows = database.value(&format!("select count(*) from {view}")).await;
        // Nothing is paid back after a hatch that succeeded.
        assert_eq!(rows == "0", view == "v_refunds", "{view}");
    }
    let unequal = "select count(*) from v_services s
                    where s.burnt <> (select coalesce(sum(amount), 0) from v_burns b
                                       where b.service = s.service)";
    assert_eq!(database.value(unequal).await, "0");
    let withdrawn = "select sum(withdrawn) from v_grants_now";
    assert_eq!(
        database.value(withdrawn).await,
        database.value("select sum(amount) from v_withdrawals").await
    );
}
