use super::*;
use crate::abi::Commons;

#[test]
fn every_error_of_both_interfaces_reads_back_with_its_name_and_advice() {
    let [commons, conviction] =
        [crate::abi::Contract::Commons, crate::abi::Contract::Conviction].map(crate::abi::declared);
    assert!(commons.errors.len() > 30 && conviction.errors.len() > 18);
    for error in commons.errors().chain(conviction.errors()) {
        let reason = Reason::decode(error.selector().as_slice());
        assert_eq!(reason.name(), error.name);
        let advice = reason.advice();
        assert!(advice.len() > 20 && !advice.ends_with('.'), "{}: {advice}", error.name);
        assert!(!advice.contains("no words for"), "{}", error.name);
    }
}

#[test]
fn a_refusal_says_the_figures_of_the_case_where_it_has_them() {
    let reason = Reason::decode(&Commons::BelowMinimum {}.abi_encode());
    let plain = Refusal::from(reason.clone()).to_string();
    assert!(plain.starts_with("BelowMinimum: the outcome would be below your minimum"), "{plain}");
    let detail = Some("you would receive 12.3 tokens".to_owned());
    let full = Refusal { reason, detail }.to_string();
    assert_eq!(full, "BelowMinimum: you would receive 12.3 tokens");
}

#[test]
fn solidity_s_own_reasons_are_read() {
    let text = Revert { reason: "out of luck".into() }.abi_encode();
    assert_eq!(Reason::decode(&text), Reason::Text("out of luck".into()));
    let panic = Reason::decode(&Panic::from(0x11u64).abi_encode());
    assert!(matches!(panic, Reason::Text(_)), "{panic:?}");
}

#[test]
fn unknown_data_is_shown_rather_than_swallowed() {
    assert!(Reason::decode(&[]).advice().contains("without a reason"));
    assert!(Reason::decode(&[1, 2, 3, 4]).advice().contains("0x01020304"));
}
