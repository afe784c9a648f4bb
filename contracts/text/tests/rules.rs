//! The rules on texts: the vectors that the app answers too, and properties.

#![allow(clippy::expect_used)] // tests fail by panicking

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

#[test]
fn every_character_is_read_and_none_that_is_not_one() {
    for code in 0..=0x1f_ffff_u32 {
        let bytes = [
            0xf0 | (code >> 18) as u8,
            0x80 | (code >> 12 & 0x3f) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ];
        let taken = check_label(&bytes, 4) != Err(Fault::NotUtf8);
        assert_eq!(taken, std::str::from_utf8(&bytes).is_ok(), "{code:x} in four bytes");
        let bytes = [0xe0 | (code >> 12 & 0xf) as u8, bytes[2], bytes[3]];
        if code < 0x1_0000 {
            let taken = check_label(&bytes, 4) != Err(Fault::NotUtf8);
            assert_eq!(taken, std::str::from_utf8(&bytes).is_ok(), "{code:x} in three bytes");
        }
        if let Some(character) = char::from_u32(code) {
            let text = format!("{character}a");
            let expected = if hides(character) { Err(Fault::Hides(character)) } else { Ok(()) };
            assert_eq!(check_label(text.as_bytes(), 5), expected, "{code:x}");
        }
    }
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
    fn bytes_are_utf8_where_the_standard_library_says_so(
        bytes in prop::collection::vec(
            prop_oneof![
                any::<u8>(),
                prop::sample::select(&[0x7f_u8, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2,
                    0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf3, 0xf4, 0xf5, 0xf8, 0xff][..]),
            ],
            0..6,
        ),
    ) {
        let ours = check_label(&bytes, 64) != Err(Fault::NotUtf8);
        prop_assert_eq!(ours, std::str::from_utf8(&bytes).is_ok());
        prop_assert_eq!(check_link(&bytes, 64) != Err(Fault::NotUtf8), ours);
    }

    #[test]
    fn texts_are_taken_by_what_their_characters_are(text in any::<String>()) {
        let expected = match text.chars().find(|&character| hides(character)) {
            Some(character) => Err(Fault::Hides(character)),
            None if text.chars().any(is_visible) => Ok(()),
            None => Err(Fault::Blank),
        };
        prop_assert_eq!(check_label(text.as_bytes(), 1_000), expected);
    }

    #[test]
    fn what_is_taken_is_shown_as_it_is(text in ".{1,12}") {
        if check_label(text.as_bytes(), 64).is_ok() {
            prop_assert_eq!(clean(&text), text);
        }
    }
}
