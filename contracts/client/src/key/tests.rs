use super::*;
use std::io::Write;

/// A mnemonic from the BIP-39 specification's test vectors.
const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const SEED: &str = "0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

#[cfg(unix)]
fn file(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
    use std::os::unix::fs::OpenOptionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    let mut file =
        fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(&path).expect("a file");
    file.write_all(text.as_bytes()).expect("written");
    (folder, path)
}

#[test]
fn a_key_is_never_printed() {
    for secret in [PHRASE, SEED, &format!("{PHRASE}//secretpath///password")] {
        let key = Key::secret(secret).expect("valid");
        for shown in [format!("{key}"), format!("{key:?}"), format!("{key:#?}")] {
            for part in ["legal", "sausage", "9d61b19d", "secretpath", "password"] {
                assert!(!shown.contains(part), "{shown}");
            }
            assert!(shown.contains(&key.account().to_string()), "{shown}");
        }
    }
}

#[test]
fn no_error_repeats_the_secret() {
    let wrong = PHRASE.replace("sausage", "sausages");
    let shown = [
        Key::secret(&wrong).expect_err("not a word").to_string(),
        format!("{:?}", Key::secret(&wrong).expect_err("not a word")),
        Key::development(PHRASE).expect_err("a real secret").to_string(),
        format!("{:?}", Key::development(PHRASE).expect_err("a real secret")),
    ];
    for text in shown {
        assert!(!text.contains("sausage") && !text.contains("winner"), "{text}");
    }
}

#[test]
fn development_keys_are_known_by_name_and_nothing_else_is() {
    let alice = Key::development("//Alice").expect("Alice");
    assert_eq!(alice.to_string(), "//Alice");
    assert_eq!(alice.account().to_string(), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    assert_eq!(Key::development("Alice").expect("Alice").account(), alice.account());
    assert!(Key::development("//Alice//stash").is_ok());
    for name in ["", "//", "//Mallory", PHRASE, SEED, "//Alice///password", "//Alice x"] {
        assert!(matches!(Key::development(name), Err(KeyError::NotDevelopment)), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_may_read_is_refused() {
    for mode in [0o644, 0o640, 0o604, 0o660] {
        let (_folder, path) = file(PHRASE, mode);
        let error = Key::file(&path).expect_err("exposed").to_string();
        assert!(error.contains("chmod 600"), "{error}");
    }
    let (_folder, path) = file(&format!("{PHRASE}\n"), 0o600);
    let key = Key::file(&path).expect("private");
    assert_eq!(key.account(), Key::secret(PHRASE).expect("valid").account());
}

#[test]
fn addresses_follow_the_chain_s_mapping() {
    // What the chain's own `ReviveApi.address` answers for Alice.
    let alice = Key::development("//Alice").expect("Alice");
    assert_eq!(
        alice.address().to_string().to_lowercase(),
        "0x9621dde636de098b43efb0fa9b61facfe328f99d"
    );
    let ethereum = Address::repeat_byte(0x42);
    assert_eq!(address_of(&fallback_account(ethereum)), ethereum);
}

#[test]
fn recipients_are_named_in_three_ways() {
    let bob = Key::development("//Bob").expect("Bob");
    for text in ["//Bob", &bob.account().to_string(), &bob.address().to_string()] {
        assert_eq!(text.parse::<Recipient>().expect(text).address, bob.address(), "{text}");
    }
    let lower = bob.address().to_string().to_lowercase();
    assert_eq!(lower.parse::<Recipient>().expect("lower case").address, bob.address());
    for wrong in
        ["", "bob", "//Mallory", "0x12", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ"]
    {
        assert!(wrong.parse::<Recipient>().is_err(), "{wrong}");
    }
}

#[test]
fn a_typing_error_in_a_checksummed_address_is_found() {
    let right = Key::development("//Bob").expect("Bob").address().to_string();
    // All capitals or none have no checksum; any other case has.
    let at = right.rfind(|c: char| c.is_ascii_lowercase() && c != 'x').expect("a small letter");
    let mut swapped = right.clone();
    let capital = right[at..=at].to_uppercase();
    swapped.replace_range(at..=at, &capital);
    assert!(swapped.parse::<Recipient>().is_err(), "{swapped}");
}
