//! From bytes to meaning: what is refused, and what must not be.

use crate::{
    cluster::Database,
    history::{START, account, block, contracts, raw, vote},
    one_of_each::cases,
    store::writer,
};
use alloy_core::{
    primitives::{Bytes, keccak256},
    sol_types::SolEvent,
};
use weir_indexer::domain::{
    Batch, Commons, CommonsEvents, Conviction, ConvictionEvents, Event, RawEvent, Store, U256,
    decode,
};

fn refusal(raw: &RawEvent) -> String {
    match decode(&contracts(), raw).expect("its contract is followed") {
        Ok(event) => panic!("was taken for {event:?}"),
        Err(reason) => reason.to_string(),
    }
}

fn with_data(raw: &RawEvent, data: Vec<u8>) -> RawEvent {
    RawEvent { data: data.into(), ..raw.clone() }
}

#[test]
fn an_event_is_explained_by_the_interface_of_its_own_contract_only() {
    for case in cases() {
        assert!(decode(&contracts(), &case.event).unwrap().is_ok(), "{}", case.table);
        let mut other = case.event.clone();
        let [commons, conviction] = contracts().addresses();
        other.contract = if other.contract == commons { conviction } else { commons };
        // A change of a rule looks alike in both.
        if case.table != "rule_changes" {
            assert!(refusal(&other).contains("the interface has no event"), "{}", case.table);
        }
        other.contract = account(99);
        assert_eq!(decode(&contracts(), &other), None);
    }
}

#[test]
fn bytes_that_are_left_over_missing_or_dirty_are_refused() {
    for case in cases() {
        let raw = &case.event;
        let whole = raw.data.to_vec();
        refusal(&with_data(raw, [&whole[..], &[0; 32]].concat()));
        refusal(&with_data(raw, [&whole[..], &[7]].concat()));
        if !whole.is_empty() {
            refusal(&with_data(raw, whole[..whole.len() - 1].to_vec()));
            refusal(&with_data(raw, Vec::new()));
        }
        let mut fewer = raw.clone();
        fewer.topics.pop();
        refusal(&fewer);
        let mut more = raw.clone();
        more.topics.push(keccak256("one too many"));
        refusal(&more);
        let mut none = raw.clone();
        none.topics.clear();
        assert!(refusal(&none).contains("no topics"));
    }
}

#[test]
fn numbers_wider_than_their_type_are_refused() {
    // The high bytes of words that hold an account, a truth value or a number of 64 bits.
    let grant = cases().into_iter().find(|case| case.table == "grants").unwrap().event;
    for word in [1, 2, 3] {
        let mut data = grant.data.to_vec();
        data[word * 32] = 1;
        refusal(&with_data(&grant, data));
    }
    let mut two = grant.data.to_vec();
    two[3 * 32 + 31] = 2;
    refusal(&with_data(&grant, two));
    for topic in [1, 2, 3] {
        let mut dirty = grant.clone();
        dirty.topics[topic].0[0] = 1;
        refusal(&dirty);
    }
}

/// A proposal with this title, as the contract passes bytes on.
fn proposal(number: u32, title: &[u8]) -> RawEvent {
    let placeholder = "x".repeat(title.len());
    let event = vote(
        0,
        Conviction::Propose {
            proposal: number,
            author: account(1),
            kind: 0,
            beneficiary: Default::default(),
            amount: U256::ZERO,
            duration: 0,
            asTokens: false,
            expiry: 9,
            deposit: U256::from(5),
            title: placeholder.clone(),
            link: String::new(),
        },
    );
    let data = event.data.to_vec();
    let at = data.windows(title.len()).position(|part| part == placeholder.as_bytes()).unwrap();
    let mut changed = data;
    changed[at..at + title.len()].copy_from_slice(title);
    with_data(&event, changed)
}

#[test]
fn dirt_behind_a_text_is_refused() {
    let clean = proposal(1, b"A bridge");
    let mut data = clean.data.to_vec();
    let at = data.windows(8).position(|part| part == b"A bridge").unwrap();
    data[at + 8] = 1;
    refusal(&with_data(&clean, data));
    // Also where the text itself is no UTF-8.
    let odd = proposal(1, b"\xff\xfe");
    let mut data = odd.data.to_vec();
    let at = data.windows(2).position(|part| part == b"\xff\xfe").unwrap();
    data[at + 2] = 1;
    refusal(&with_data(&odd, data));
}

#[tokio::test]
async fn texts_of_any_bytes_stop_nothing() {
    let texts: [&[u8]; 5] =
        [b"\0", b"A\0B", b"\xff\xfe\xc3", b"\xed\xa0\x80 half a pair", b"\xc3\xa4"];
    let mut events: Vec<RawEvent> =
        (1..).zip(texts).map(|(number, title)| proposal(number, title)).collect();
    let service = raw(
        0,
        Commons::Service {
            service: 1,
            owner: account(2),
            name: "\0".into(),
            link: "\u{202e}".into(),
        },
    );
    events.push(service.clone());
    // Whoever stakes on one of them is not kept out either.
    events.push(vote(
        0,
        Conviction::Stake {
            proposal: 3,
            account: account(2),
            stake: U256::from(1),
            against: false,
            staked: U256::from(1),
            conviction: U256::ZERO,
            opposed: U256::ZERO,
            opposition: U256::ZERO,
            totalStaked: U256::from(1),
        },
    ));
    let block = block(START, events.into_iter().map(|event| vec![event]));
    let batch = Batch::new(vec![block], &contracts());
    assert_eq!(batch.dead_letters(), []);
    let Some(Ok(Event::Commons(CommonsEvents::Service(said)))) = decode(&contracts(), &service)
    else {
        panic!("the service is not understood");
    };
    assert_eq!(said.name, "\0");
    let database = Database::create().await;
    writer(&database).await.commit(None, &batch).await.unwrap();
    let titles = "select string_agg(title, '|' order by proposal) from proposals";
    assert_eq!(
        database.value(titles).await,
        "\u{fffd}|A\u{fffd}B|\u{fffd}\u{fffd}\u{fffd}|\u{fffd}\u{fffd}\u{fffd} half a pair|ä"
    );
    // The raw event keeps every byte.
    let raw = "select position('\\xfffec3'::bytea in data) > 0 from events where event_index = 8";
    assert_eq!(database.value(raw).await, "true");
    assert_eq!(database.value("select title from v_stakes").await, "\u{fffd}\u{fffd}\u{fffd}");
}

#[test]
fn an_empty_event_of_no_interface_is_told_by_its_signature() {
    let mut unknown = raw(0, Commons::HatchFailed { raised: U256::ZERO });
    unknown.topics[0] = keccak256("Nothing()");
    unknown.data = Bytes::new();
    assert!(refusal(&unknown).contains(&unknown.topics[0].to_string()));
    // The two interfaces share one signature: a rule of either is changed alike.
    let shared =
        CommonsEvents::SELECTORS.iter().filter(|s| ConvictionEvents::SELECTORS.contains(s));
    assert_eq!(shared.collect::<Vec<_>>(), [&Commons::Rule::SIGNATURE_HASH.0]);
}
