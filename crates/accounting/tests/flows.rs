//! What a deliverable owes to whom.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, test_runner::Config};
use weir_accounting::{
    Contribution, Error, Fraction, Input, Log, Payment, Process, Purchase, Resource, Source,
    value_flow,
};

fn whole(number: u64) -> Fraction {
    Fraction::from(number)
}

fn decimal(text: &str) -> Fraction {
    text.parse().unwrap()
}

fn nothing<'a>() -> Resource<'a> {
    Resource {
        made_by: None,
        value_per_unit_of_use: Fraction::zero(),
        contributed: Vec::new(),
        bought: None,
    }
}

fn made<'a>(maker: &'a str) -> Resource<'a> {
    Resource { made_by: Some(maker), ..nothing() }
}

fn process<'a>(makes: &'a str, quantity: u64, inputs: Vec<Input<'a>>) -> Process<'a> {
    Process { makes, quantity: whole(quantity), credits: Vec::new(), inputs }
}

fn consume(resource: &str, quantity: u64) -> Input<'_> {
    Input::Consume { resource, quantity: whole(quantity) }
}

fn log<'a>(
    resources: impl IntoIterator<Item = (&'a str, Resource<'a>)>,
    processes: impl IntoIterator<Item = (&'a str, Process<'a>)>,
) -> Log<'a> {
    Log {
        work_per_hour: whole(25),
        resources: resources.into_iter().collect(),
        processes: processes.into_iter().collect(),
    }
}

fn payment(agent: &str, amount: u64) -> Payment<'_> {
    Payment { agent, amount: whole(amount) }
}

/// A chain in which each thing is made of two of the one before.
fn chain(names: &[String]) -> Log<'_> {
    let links = names.windows(2).map(|pair| {
        (pair[1].as_str(), process(&pair[1], 1, vec![consume(&pair[0], 1), consume(&pair[0], 1)]))
    });
    let mut resources: BTreeMap<&str, Resource> =
        names.iter().skip(1).map(|name| (name.as_str(), made(name))).collect();
    resources.insert(&names[0], nothing());
    log(resources, links)
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{number:03}")).collect()
}

proptest! {
    #![proptest_config(Config { cases: 1_000, failure_persistence: None, ..Config::default() })]

    /// All that was made is delivered, everything in it was bought, given or worked for: the shares
    /// sum to what it is worth.
    #[test]
    fn the_whole_worth_is_somebodys(
        hours in vec(0u64..50, 1..4), paid in vec(1u64..500, 1..4), given in vec(1u64..500, 1..4),
        bought in 1u64..20, used in 0u64..10,
    ) {
        let bolts = Resource {
            bought: Some(Purchase {
                quantity: whole(bought),
                fund: Vec::new(),
                payments: paid.iter().map(|&amount| payment("buyer", amount)).collect(),
                expenses: vec![payment("carrier", 3)],
            }),
            ..nothing()
        };
        let tool = Resource {
            value_per_unit_of_use: decimal("0.01"),
            contributed: given
                .iter()
                .map(|&value| Contribution { agent: "giver", quantity: whole(1), value: whole(value) })
                .collect(),
            ..nothing()
        };
        let mut inputs: Vec<Input> = hours
            .iter()
            .map(|&hours| Input::Work { agent: "worker", hours: whole(hours) })
            .collect();
        inputs.push(consume("bolts", bought));
        inputs.push(Input::Use { resource: "tool", quantity: whole(used) });
        let cup = process("cup", 1, inputs);
        let log = log(
            [("bolts", bolts), ("tool", tool), ("cup", made("making"))], [("making", cup)],
        );
        let flow = value_flow(&log, "cup", whole(1)).unwrap();
        let work = 25 * hours.iter().sum::<u64>();
        let money = paid.iter().sum::<u64>() + 3;
        let exact = whole(work + money).plus(&decimal("0.01").times(&whole(used)).unwrap()).unwrap();
        // What was bought divides into units rounded up to cents, so the worth is that or more.
        let cents = whole(bought).times(&decimal("0.01")).unwrap();
        prop_assert!(flow.unit_value >= exact && flow.unit_value <= exact.plus(&cents).unwrap());
        // Shares that have no end are rounded down at 18 decimals.
        prop_assert!(flow.total <= exact);
        prop_assert!(exact <= flow.total.plus(&decimal("0.000000000000000010")).unwrap());
        let mut sum = Fraction::zero();
        for part in flow.by_agent.values() {
            sum = sum.plus(part).unwrap();
        }
        prop_assert_eq!(sum, flow.total);
    }
}

#[test]
fn those_who_gave_a_material_divide_what_is_used_of_it() {
    let give = |agent, quantity, value| Contribution {
        agent,
        quantity: whole(quantity),
        value: whole(value),
    };
    let wood = Resource { contributed: vec![give("ana", 1, 100), give("bo", 3, 300)], ..nothing() };
    let chair = process("chair", 1, vec![consume("wood", 2)]);
    let log = log([("wood", wood), ("chair", made("joinery"))], [("joinery", chair)]);
    let flow = value_flow(&log, "chair", whole(1)).unwrap();
    assert_eq!(flow.unit_value, whole(200));
    assert_eq!(flow.by_agent, BTreeMap::from([("ana", whole(50)), ("bo", whole(150))]));
    assert!(flow.shares.iter().all(|share| share.source == Source::Contributed("wood")));
}

#[test]
fn a_process_reached_on_two_ways_counts_on_both() {
    let work = Input::Work { agent: "ana", hours: whole(1) };
    let log = log(
        [("part", made("milling")), ("left", made("a")), ("right", made("b")), ("all", made("c"))],
        [
            ("milling", process("part", 2, vec![work])),
            ("a", process("left", 1, vec![consume("part", 1)])),
            ("b", process("right", 1, vec![consume("part", 1)])),
            ("c", process("all", 1, vec![consume("left", 1), consume("right", 1)])),
        ],
    );
    let flow = value_flow(&log, "all", whole(1)).unwrap();
    assert_eq!(flow.unit_value, whole(25));
    assert_eq!(flow.total, whole(25));
    assert_eq!(flow.shares.len(), 2);
}

#[test]
fn no_more_is_passed_on_than_was_made() {
    let work = Input::Work { agent: "ana", hours: whole(4) };
    let log = log([("cup", made("pottery"))], [("pottery", process("cup", 3, vec![work]))]);
    let flow = value_flow(&log, "cup", whole(100)).unwrap();
    assert_eq!(flow.total, whole(100));
    // Less is: a third has no end, and is rounded down.
    let flow = value_flow(&log, "cup", whole(1)).unwrap();
    assert_eq!(flow.total.to_string(), "33.333333333333333333");
    assert_eq!(flow.unit_value.to_string(), "33.34");
    assert_eq!(value_flow(&log, "cup", Fraction::zero()).unwrap().total, Fraction::zero());
}

#[test]
fn logs_that_make_no_sense_are_refused() {
    let flow = |log: &Log| value_flow(log, "a", whole(1)).map(|_| ());
    let process_of = |makes, inputs| process(makes, 1, inputs);
    assert_eq!(flow(&log([], [])), Err(Error::Unknown));
    assert_eq!(flow(&log([("a", made("p"))], [])), Err(Error::Unknown));
    let missing = process_of("a", vec![consume("b", 1)]);
    assert_eq!(flow(&log([("a", made("p"))], [("p", missing)])), Err(Error::Unknown));
    let other = process_of("b", vec![]);
    assert_eq!(flow(&log([("a", made("p"))], [("p", other)])), Err(Error::NotMadeThere));
    let own = process_of("a", vec![consume("a", 1)]);
    assert_eq!(flow(&log([("a", made("p"))], [("p", own)])), Err(Error::Circular));
    let (there, back) =
        (process_of("a", vec![consume("b", 1)]), process_of("b", vec![consume("a", 1)]));
    let circle = log([("a", made("p")), ("b", made("q"))], [("p", there), ("q", back)]);
    assert_eq!(flow(&circle), Err(Error::Circular));
    let none = process("a", 0, vec![]);
    assert_eq!(flow(&log([("a", made("p"))], [("p", none)])), Err(Error::ZeroQuantity));
    let given = Contribution { agent: "x", quantity: whole(0), value: whole(1) };
    let given = Resource { contributed: vec![given], ..nothing() };
    assert_eq!(flow(&log([("a", given)], [])), Err(Error::ZeroQuantity));
    // From nowhere: worth nothing, and owed to none.
    let log = log([("a", nothing())], []);
    let flow = value_flow(&log, "a", whole(1)).unwrap();
    assert_eq!((flow.unit_value, flow.shares.len()), (Fraction::zero(), 0));
}

#[test]
fn a_log_cannot_keep_a_machine_busy() {
    // 2^60 ways to the first thing.
    let long = names(61);
    assert_eq!(value_flow(&chain(&long), "060", whole(1)).map(|_| ()), Err(Error::TooDeep));
    let short = names(11);
    assert!(value_flow(&chain(&short), "010", whole(1)).is_ok());
    let deep = names(102);
    assert_eq!(value_flow(&chain(&deep), "101", whole(1)).map(|_| ()), Err(Error::TooDeep));
    // Nor when the end of the chain is looked at first.
    let very_deep = names(151);
    let mut log = chain(&very_deep);
    let all = process("all", 1, vec![consume("070", 1), consume("140", 1), consume("150", 1)]);
    log.resources.insert("all", made("all"));
    log.processes.insert("all", all);
    assert_eq!(value_flow(&log, "all", whole(1)).map(|_| ()), Err(Error::TooDeep));
}
