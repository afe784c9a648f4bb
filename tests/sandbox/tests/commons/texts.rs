//! Texts that anyone may write are taken by the rules that all of Weir shares.

use weir_sandbox::{
    abi::Commons as Interface,
    contract::Refused,
    scene::{opened, Scene},
    Account, Proposal,
};

const VECTORS: &str = include_str!("../../../vectors/text.json");

/// The cases of a kind: texts, and whether they are taken.
fn cases(name: &str) -> Vec<(String, bool)> {
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).expect("JSON");
    let cases = vectors[name].as_array().expect("a list");
    assert!(cases.len() > 10);
    cases
        .iter()
        .map(|case| (case["text"].as_str().expect("a text").to_owned(), case["error"].is_null()))
        .collect()
}

#[track_caller]
fn assert_taken<R: std::fmt::Debug>(outcome: Result<R, Refused>, taken: bool, text: &str) {
    match outcome {
        Ok(_) => assert!(taken, "{text:?} is taken"),
        Err(refused) => {
            assert!(!taken, "{text:?} is refused");
            assert_eq!(refused, Refused::Error(Interface::InvalidText {}.into()), "{text:?}");
        }
    }
}

#[test]
fn proposals_take_titles_and_links_by_the_shared_rules() {
    let mut scene = Scene::default();
    for (title, taken) in cases("labels") {
        let proposal = Proposal { title: title.clone(), ..Proposal::signal() };
        let outcome = scene.conviction.propose(&mut scene.world, Account::Bob, &proposal);
        assert_taken(outcome, taken, &title);
    }
    for (link, taken) in cases("links") {
        let proposal = Proposal { link: link.clone(), ..Proposal::signal() };
        let outcome = scene.conviction.propose(&mut scene.world, Account::Bob, &proposal);
        assert_taken(outcome, taken, &link);
    }
}

#[test]
fn services_take_names_and_links_by_the_shared_rules() {
    let (mut world, commons) = opened();
    let mut register = |name: &str, link: &str| {
        let call = Interface::registerServiceCall { serviceName: name.into(), link: link.into() };
        commons.call(&mut world, Account::Bob, call)
    };
    for (name, taken) in cases("labels") {
        assert_taken(register(&name, ""), taken && name.len() <= 32, &name);
    }
    for (link, taken) in cases("links") {
        assert_taken(register("Archive", &link), taken && link.len() <= 128, &link);
    }
}
