//! Services, and burning for them.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};

use crate::{
    ledger::{ALICE, BOB, CAROL, Ledger, ONE},
    setup::{Setup, text},
};

const REGISTER: &str = "registerService(string,string)";

/// The arguments of a registration.
fn service(name: &str, link: &str) -> Vec<Word> {
    let (name, link) = (text(name), text(link));
    [vec![word(64), word(64 + 32 * name.len() as u128)], name, link].concat()
}

fn register(ledger: &mut Ledger, name: &str, link: &str) -> Result<Vec<Word>, Error> {
    ledger.send(BOB, REGISTER, &service(name, link))
}

#[test]
fn anyone_registers_a_service_and_it_is_told() {
    let mut ledger = Ledger::open();
    assert_eq!(register(&mut ledger, "Well", "https://well.example"), Ok(vec![word(1)]));
    let (topics, data) = ledger.last_event();
    assert_eq!(*topics, [topic("Service(uint32,address,string,string)"), word(1), BOB]);
    let said = [vec![word(64), word(128)], text("Well"), text("https://well.example")].concat();
    assert_eq!(*data, said);

    let shown = ledger.send(CAROL, "serviceOf(uint32)", &[word(1)]).unwrap();
    let head = vec![word(32), BOB, ZERO, ZERO, word(160), word(224)];
    let said = [head, text("Well"), text("https://well.example")].concat();
    assert_eq!(shown, said);

    // Another one, of another account, of the same name.
    let again = ledger.send(CAROL, REGISTER, &service("Well", ""));
    assert_eq!(again, Ok(vec![word(2)]));
    assert_eq!(ledger.ask("services()", &[]), Ok(vec![2]));
    assert_eq!(ledger.send(ALICE, "serviceOf(uint32)", &[word(2)]).unwrap()[1], CAROL);
    assert_eq!(ledger.send(ALICE, "serviceOf(uint32)", &[word(1)]), Ok(shown));
}

#[test]
fn texts_have_their_longest() {
    let mut ledger = Ledger::open();
    let (name, link) = ("n".repeat(32), format!("https://{}", "l".repeat(120)));
    assert_eq!(register(&mut ledger, &name, &link), Ok(vec![word(1)]));
    let shown = ledger.send(CAROL, "serviceOf(uint32)", &[word(1)]).unwrap();
    assert_eq!(shown[6..], [text(&name), text(&link)].concat());
    assert_eq!(ledger.last_event().1[2..], shown[6..]);

    assert_eq!(register(&mut ledger, "", ""), Err(Error::InvalidText));
    assert_eq!(register(&mut ledger, &"n".repeat(33), ""), Err(Error::InvalidText));
    assert_eq!(register(&mut ledger, "n", &format!("{link}l")), Err(Error::InvalidText));
    for name in [" ", "\u{200d}", "a\u{202e}b", "a\nb"] {
        assert_eq!(register(&mut ledger, name, ""), Err(Error::InvalidText));
    }
    for link in ["javascript:alert(1)", "http://example.org", "https://", "https://me@example.org"]
    {
        assert_eq!(register(&mut ledger, "n", link), Err(Error::InvalidText));
    }
    assert!(register(&mut ledger, "n", "").is_ok());
    let mut words = service("n", "");
    words[2] = [u64::MAX; 4];
    assert_eq!(ledger.send(BOB, REGISTER, &words), Err(Error::InvalidText));
}

#[test]
fn texts_must_be_there() {
    let mut ledger = Ledger::open();
    let words = service("name", "https://link");
    for len in 2..words.len() {
        let cut = ledger.send(BOB, REGISTER, &words[..len]);
        assert_eq!(cut, Err(Error::Malformed), "{len} words");
    }
    for at in [0, 1] {
        for offset in [word(6 * 32 + 1), word(u32::MAX.into()), word(u64::MAX.into()), [1, 0, 0, 0]]
        {
            let mut words = words.clone();
            words[at] = offset;
            assert_eq!(ledger.send(BOB, REGISTER, &words), Err(Error::Malformed));
        }
    }
}

#[test]
fn what_follows_a_text_in_its_word_does_not_count() {
    let mut ledger = Ledger::open();
    for len in [1, 7, 8, 9, 31, 32] {
        let mut words = service("n", "");
        (words[2], words[3]) = (word(len), [u64::from_ne_bytes([b'n'; 8]); 4]);
        ledger.send(BOB, REGISTER, &words).unwrap();
        let mut bytes = [0; 32];
        bytes[..len as usize].fill(b'n');
        let clean: Vec<u64> =
            bytes.as_chunks().0.iter().map(|bytes| u64::from_ne_bytes(*bytes)).collect();
        assert_eq!(ledger.last_event().1[3][..], clean, "{len}");
        let id = ledger.ask("services()", &[]).unwrap()[0];
        let shown = ledger.send(ALICE, "serviceOf(uint32)", &[word(id)]).unwrap();
        assert_eq!(shown[7][..], clean, "{len}");
    }
}

#[test]
fn a_service_is_registered_even_before_the_curve_opens() {
    let mut ledger = Setup::hatch().deploy().unwrap();
    assert_eq!(register(&mut ledger, "Early", ""), Ok(vec![word(1)]));
}

#[test]
fn there_is_no_service_before_it_is_registered() {
    let mut ledger = Ledger::open();
    register(&mut ledger, "Well", "").unwrap();
    for id in [0, 2, u32::MAX.into()] {
        let shown = ledger.ask("serviceOf(uint32)", &[word(id)]);
        assert_eq!(shown, Err(Error::UnknownService));
    }
    let wide = ledger.ask("serviceOf(uint32)", &[word(1 << 32)]);
    assert_eq!(wide, Err(Error::Malformed));
}

#[test]
fn what_is_burnt_for_a_service_is_counted_there() {
    let mut ledger = Ledger::open();
    register(&mut ledger, "Well", "").unwrap();
    register(&mut ledger, "Spring", "").unwrap();
    let burn = |ledger: &mut Ledger, amount: u128, id: u128| {
        ledger.send(ALICE, "burn(uint256,uint32,bytes32)", &[word(amount), word(id), [9; 4]])
    };
    burn(&mut ledger, 2 * ONE, 1).unwrap();
    burn(&mut ledger, 3 * ONE, 1).unwrap();
    burn(&mut ledger, ONE, 2).unwrap();
    burn(&mut ledger, ONE, 0).unwrap();
    assert_eq!(burn(&mut ledger, ONE, 3), Err(Error::UnknownService));
    let totals = |ledger: &Ledger, id| ledger.ask("serviceOf(uint32)", &[word(id)]).unwrap();
    assert_eq!(totals(&ledger, 1)[2..4], [5 * ONE, 2]);
    assert_eq!(totals(&ledger, 2)[2..4], [ONE, 1]);
}
