//! The rules on texts: the vectors that the app answers too, and properties.

use proptest::prelude::*;
use serde_json::Value;
use weir_text::{Fault, check_label, check_link, clean, hides, is_visible};

const VECTORS: &str = include_str!("../../../tests/vectors/text.json");

fn kind(fault: Fault) -> &'static str {
    match fault {
        Fault::NotUtf8 => "not_utf8",
        Fault::TooLong(_) => "too_long",
        Fault::Blank => "blank",
        Fault::Hides(_) => "hides",
        Fault::NoLink => "no_link",
    }
}

fn cases(name: &str) -> Vec<(String, Option<String>)> {
    let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
    let cases = vectors[name].as_array().expect("a list");
    assert!(!cases.is_empty());
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let answer = if name == "clean" { "shown" } else { "error" };
    cases.iter().map(|case| (text(&case["text"]).expect("a text"), text(&case[answer]))).collect()
}

#[test]
fn labels_of_the_vectors_are_taken_or_refused() {
    for (text, error) in cases("labels") {
        let answer = check_label(text.as_bytes(), 64).err().map(kind);
        assert_eq!(answer, error.as_deref(), "{text:?}");
    }
}

#[test]
fn links_of_the_vectors_are_taken_or_refused() {
    for (text, error) in cases("links") {
        let answer = check_link(text.as_bytes(), 160).err().map(kind);
        assert_eq!(answer, error.as_deref(), "{text:?}");
    }
}

#[test]
fn texts_of_the_vectors_are_cleaned() {
    for (text, shown) in cases("clean") {
        assert_eq!(Some(clean(&text)), shown, "{text:?}");
    }
}

#[test]
fn bytes_that_are_no_utf8_are_refused() {
    assert_eq!(check_label(&[0xff], 64), Err(Fault::NotUtf8));
    assert_eq!(check_link(&[0xc3], 160), Err(Fault::NotUtf8));
}

proptest! {
    #[test]
    fn whatever_is_cleaned_is_readable(text in "\\PC{0,8}|(.|\\u{202e}|\\u{200b}){1,8}") {
        let shown = clean(&text);
        prop_assert!(!shown.chars().any(hides));
        prop_assert_eq!(shown.is_empty(), text.is_empty());
        prop_assert!(shown.is_empty() || shown.chars().any(is_visible));
        prop_assert_eq!(clean(&shown), shown.clone());
    }

    #[test]
    fn what_is_taken_is_shown_as_it_is(text in ".{1,12}") {
        if check_label(text.as_bytes(), 64).is_ok() {
            prop_assert_eq!(clean(&text), text);
        }
    }
}
