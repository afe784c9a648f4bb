use super::*;
use proptest::prelude::*;
use serde_json::Value;

const VECTORS: &str = include_str!("../../../../tests/vectors/address.json");

#[test]
fn the_vectors_are_taken_or_refused_in_these_words() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
    let cases = vectors["cases"].as_array().expect("cases");
    let mut kinds = std::collections::BTreeSet::new();
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        match parse(text) {
            Ok(written) => {
                let address = format!("{:#x}", written.address);
                assert_eq!(case["address"], address, "{text:?}");
                let account =
                    written.account.map(|account| alloy_core::hex::encode_prefixed(account.0));
                assert_eq!(case["account"].as_str(), account.as_deref(), "{text:?}");
            }
            Err(fault) => {
                assert_eq!(case["fault"], fault.kind(), "{text:?}");
                assert_eq!(case["words"], fault.to_string(), "{text:?}");
                kinds.insert(fault.kind());
            }
        }
    }
    assert_eq!(kinds.len(), 14, "a case for every kind of fault: {kinds:?}");
}

proptest! {
    #[test]
    fn an_address_is_read_in_every_spelling_that_is_right(bytes: [u8; 20]) {
        let address = Address::from(bytes);
        let checked = address.to_checksum(None);
        let digits = &checked[2..];
        for text in [
            checked.clone(),
            digits.to_owned(),
            checked.to_lowercase(),
            format!("0x{}", digits.to_uppercase()),
            format!("0X{digits}"),
            format!("\u{a0}\t{digits}\n"),
        ] {
            prop_assert_eq!(parse(&text), Ok(Written { address, account: None }), "{}", text);
        }
    }

    #[test]
    fn one_letter_in_the_other_case_is_found(bytes: [u8; 20], at in 0usize..40) {
        let checked = Address::from(bytes).to_checksum(None);
        let mut letters: Vec<char> = checked.chars().collect();
        let letter = letters[2 + at];
        prop_assume!(letter.is_ascii_alphabetic());
        letters[2 + at] = if letter.is_ascii_uppercase() {
            letter.to_ascii_lowercase()
        } else {
            letter.to_ascii_uppercase()
        };
        let wrong: String = letters.into_iter().collect();
        let uniform = wrong[2..] == wrong[2..].to_lowercase() || wrong[2..] == wrong[2..].to_uppercase();
        prop_assert_eq!(parse(&wrong).is_err(), !uniform, "{}", wrong);
    }

    #[test]
    fn an_account_is_the_same_whatever_its_prefix(bytes: [u8; 32], prefix in 0u16..16_384) {
        let text = ss58(bytes, prefix);
        let written = parse(&text);
        prop_assert_eq!(written.ok().and_then(|written| written.account), Some(AccountId32(bytes)));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,70}|[0-9a-zA-Z]{38,62}") {
        let _ = parse(&text);
    }
}

/// An account in SS58, as the registry of prefixes prescribes it.
fn ss58(account: [u8; 32], prefix: u16) -> String {
    let prefix = match prefix {
        0..64 => vec![prefix as u8],
        _ => vec![
            ((prefix & 0xfc) as u8) >> 2 | 0x40,
            (prefix >> 8) as u8 | ((prefix & 3) as u8) << 6,
        ],
    };
    let body = [&prefix[..], &account].concat();
    let checksum = sp_crypto_hashing::blake2_512(&[b"SS58PRE", &body[..]].concat());
    bs58::encode([&body[..], &checksum[..2]].concat()).into_string()
}
