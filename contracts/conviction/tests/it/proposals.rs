//! New proposals: what they may ask for, and what becomes of it.

use weir_conviction::{
    abi::{Word, ZERO, low, word},
    error::Error,
    settings::TEN_YEARS,
};
use weir_economics::MAX_AMOUNT;

use crate::{
    commons::{COMMONS, Phase},
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, Ledger, ONE, PROJECT, SELF, START, bytes, place, settings,
        string,
    },
};

/// What becomes of a proposal.
fn propose(draft: Draft) -> Option<Error> {
    Ledger::new().propose(BOB, draft).err()
}

/// Title and link as a proposal tells them.
fn texts(ledger: &Ledger, id: u32) -> [Vec<u8>; 2] {
    let words = ledger.ask("textOf(uint32)", &[word(id.into())]).unwrap();
    assert_eq!(words[0], word(32));
    let (words, bytes) = (&words[1..], bytes(&words[1..]));
    [0, 1].map(|which| {
        let at = low(&words[which]) as usize;
        let len = low(&words[at / 32]) as usize;
        assert!(
            bytes[at + 32 + len..].iter().take(len.next_multiple_of(32) - len).all(|b| *b == 0)
        );
        bytes[at + 32..at + 32 + len].to_vec()
    })
}

#[test]
fn a_proposal_holds_what_was_proposed() {
    let mut ledger = Ledger::new();
    let draft = Draft { duration: 5 * DAY, as_tokens: 1, deposit: 2 * ONE, ..Draft::of(7 * ONE) };
    ledger.time += 100;
    assert_eq!(ledger.propose(BOB, draft.clone()), Ok(2));
    assert_eq!(ledger.propose(CAROL, Draft::default()), Ok(3));
    let proposal = ledger.proposal(2);
    assert_eq!((proposal.author, proposal.beneficiary), (BOB, PROJECT));
    assert_eq!((proposal.kind, proposal.status, proposal.amount), (1, 0, 7 * ONE));
    assert_eq!((proposal.duration, proposal.as_tokens), (5 * DAY, true));
    assert_eq!((proposal.expiry, proposal.deposit), (START + 100 + 30 * DAY, 2 * ONE));
    assert_eq!((proposal.staked, proposal.conviction), (0, Default::default()));
    assert_eq!((proposal.opposed, proposal.opposition), (0, Default::default()));
    assert_eq!(proposal.announced, 0);
    assert_eq!(texts(&ledger, 2), [&b"A well for the village"[..], b"https://well"]);
    assert_eq!(ledger.money, 3 * ONE);
    assert_eq!(ledger.totals()[3], 3);

    let (topics, data) = &ledger.told(
        "Propose(uint32,address,uint8,address,uint256,uint64,bool,uint64,uint256,string,string)",
    )[1];
    assert_eq!(*topics, [word(2), BOB]);
    let mut expected = vec![word(1), PROJECT, word(7 * ONE), word((5 * DAY).into()), word(1)];
    expected.extend([(START + 100 + 30 * DAY).into(), 2 * ONE, 288, 352].map(word));
    expected.extend([string(&draft.title), string(&draft.link)].concat());
    assert_eq!(*data, expected);
    ledger.check(&[ALICE, BOB, CAROL]);
}

#[test]
fn signals_and_revocations_are_proposals_too() {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 4;
    assert_eq!(ledger.propose(BOB, Draft::signal()), Ok(2));
    assert_eq!(ledger.propose(BOB, Draft::revocation(4)), Ok(3));
    assert_eq!((ledger.proposal(2).kind, ledger.proposal(2).amount), (0, 0));
    assert_eq!((ledger.proposal(3).kind, ledger.proposal(3).amount), (2, 4));
}

#[test]
fn a_grant_that_does_not_exist_yet_cannot_be_voted_out() {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 4;
    for grant in [0, 5, u32::MAX] {
        let answer = ledger.propose(BOB, Draft::revocation(grant));
        assert_eq!(answer, Err(Error::InvalidParameter), "{grant}");
    }
}

#[test]
fn a_deposit_below_the_minimum_is_refused() {
    let low = Draft { deposit: ONE - 1, ..Draft::default() };
    assert_eq!(propose(low), Some(Error::DepositTooLow));
}

#[test]
fn a_grant_needs_a_beneficiary_and_an_amount_in_the_domain() {
    for beneficiary in [ZERO, SELF, COMMONS] {
        let draft = Draft { beneficiary, ..Draft::default() };
        assert_eq!(propose(draft), Some(Error::InvalidRecipient), "{beneficiary:?}");
    }
    let wide = Draft { beneficiary: [0, 1, 0, 0], ..Draft::default() };
    assert_eq!(propose(wide), Some(Error::Malformed));
    assert_eq!(propose(Draft::of(0)), Some(Error::ZeroAmount));
    assert_eq!(propose(Draft::of(MAX_AMOUNT)), None);
    assert_eq!(propose(Draft::of(MAX_AMOUNT + 1)), Some(Error::OutOfDomain));
    let wide = Draft { amount: [0, 1, 0, 0], ..Draft::default() };
    assert_eq!(propose(wide), Some(Error::OutOfDomain));
    assert_eq!(propose(Draft { duration: TEN_YEARS, ..Draft::default() }), None);
    let long = Draft { duration: TEN_YEARS + 1, ..Draft::default() };
    assert_eq!(propose(long), Some(Error::InvalidParameter));
}

#[test]
fn what_means_nothing_must_be_left_out() {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 1;
    for draft in [
        Draft::signal(),
        Draft::revocation(1),
        Draft::rule(6, 3_000),
        Draft::governor(BOB),
        Draft::wind_down(),
    ] {
        assert!(ledger.clone().propose(BOB, draft.clone()).is_ok());
        let (kind, of) = (draft.kind, draft.clone());
        for (used_by, draft) in [
            (&[4][..], Draft { beneficiary: PROJECT, ..of.clone() }),
            (&[3], Draft { amount: word(2), ..of.clone() }),
            (&[3], Draft { duration: 1, ..of.clone() }),
            (&[], Draft { as_tokens: 1, ..of }),
        ] {
            if !used_by.contains(&kind) {
                assert_eq!(ledger.propose(BOB, draft), Err(Error::InvalidParameter), "{kind}");
            }
        }
    }
    assert_eq!(propose(Draft { kind: 6, ..Draft::signal() }), Some(Error::InvalidParameter));
    assert_eq!(propose(Draft { kind: 256, ..Draft::signal() }), Some(Error::Malformed));
    assert_eq!(propose(Draft { as_tokens: 2, ..Draft::default() }), Some(Error::Malformed));
}

#[test]
fn a_lifetime_is_between_one_second_and_the_longest() {
    for (lifetime, refusal) in [
        (0, Some(Error::InvalidParameter)),
        (1, None),
        (90 * DAY, None),
        (90 * DAY + 1, Some(Error::InvalidParameter)),
        (u64::MAX, Some(Error::InvalidParameter)),
    ] {
        assert_eq!(propose(Draft { lifetime, ..Draft::default() }), refusal, "{lifetime}");
    }
}

/// A link of so many bytes.
fn link_of(len: usize) -> Vec<u8> {
    b"https://".iter().chain(&[b'l'; 160]).take(len).copied().collect()
}

#[test]
fn texts_have_their_longest() {
    let mut ledger = Ledger::new();
    for (title, link) in [(1, 0), (7, 9), (8, 16), (31, 32), (32, 33), (33, 159), (64, 160)] {
        let draft = Draft { title: vec![b'T'; title], link: link_of(link), ..Draft::default() };
        let id = ledger.propose(BOB, draft.clone()).unwrap();
        assert_eq!(texts(&ledger, id), [draft.title, draft.link]);
    }
    for (title, link) in [(0, 0), (65, 0), (1, 161), (0, 160)] {
        let draft = Draft { title: vec![b'T'; title], link: link_of(link), ..Draft::default() };
        assert_eq!(ledger.propose(BOB, draft), Err(Error::InvalidText), "{title} {link}");
    }
    for title in ["", " ", "\u{200d}", "Pay \u{202e}TOD 001", "two\nlines"] {
        let draft = Draft { title: title.into(), ..Draft::default() };
        assert_eq!(ledger.propose(BOB, draft), Err(Error::InvalidText), "{title:?}");
    }
    for link in ["javascript:alert(1)", "http://example.org", "https://", "ipfs://well"] {
        let draft = Draft { link: link.into(), ..Draft::default() };
        assert_eq!(ledger.propose(BOB, draft), Err(Error::InvalidText), "{link}");
    }
    let draft = Draft { title: vec![0xff], ..Draft::default() };
    assert_eq!(ledger.propose(BOB, draft), Err(Error::InvalidText));
    ledger.check(&[ALICE, BOB, CAROL]);
}

#[test]
fn what_follows_a_text_in_the_call_data_is_no_part_of_it() {
    let mut ledger = Ledger::new();
    let mut words = Draft { title: b"Well".to_vec(), ..Draft::default() }.words();
    words[9] = word(u128::MAX).map(|limb| !limb ^ u64::MAX);
    words[9][0] = u64::from_ne_bytes(*b"Well\xff\xff\xff\xff");
    words[11][3] = u64::MAX;
    let answer = ledger.pay(BOB, ONE, crate::ledger::PROPOSE, &words);
    assert_eq!(answer, Ok(vec![word(2)]));
    assert_eq!(texts(&ledger, 2), [&b"Well"[..], b"https://well"]);
}

#[test]
fn texts_that_lie_outside_the_call_data_are_refused() {
    let mut ledger = Ledger::new();
    let words = Draft::default().words();
    let mut send = |words: &[Word]| ledger.pay(BOB, ONE, crate::ledger::PROPOSE, words).err();
    for place in [6, 7] {
        for offset in [1 << 20, (1 << 31) - 1, 1 << 31, 1 << 32, u128::MAX] {
            let mut wild = words.clone();
            wild[place] = word(offset);
            let refusal = send(&wild);
            let expected = [Some(Error::Malformed), Some(Error::InvalidText)];
            assert!(expected.contains(&refusal), "{place} {offset}: {refusal:?}");
        }
    }
    let mut wide = words.clone();
    wide[8] = [1, 0, 0, 0];
    assert_eq!(send(&wide), Some(Error::InvalidText));
    assert_eq!(send(&words[..11]), Some(Error::Malformed));
    assert_eq!(send(&words), None);
}

#[test]
fn a_governor_is_somebody_else() {
    for beneficiary in [ZERO, SELF, COMMONS] {
        assert_eq!(propose(Draft::governor(beneficiary)), Some(Error::InvalidRecipient));
    }
    assert_eq!(propose(Draft::governor(BOB)), None);
}

#[test]
fn what_the_deployment_has_switched_off_is_not_proposed() {
    for (share, drafts) in [
        (
            place::RULE_SHARE,
            vec![Draft::rule(6, 3_000), Draft::rule(3, 250_000), Draft::governor(BOB)],
        ),
        (place::EXIT_SHARE, vec![Draft::wind_down()]),
    ] {
        let mut settings = settings();
        settings[share] = ZERO;
        for draft in drafts {
            assert_eq!(propose(draft.clone()), None);
            let answer = Ledger::with(&settings).unwrap().propose(BOB, draft);
            assert_eq!(answer, Err(Error::RuleFixed));
        }
    }
}

#[test]
fn a_rule_is_proposed_within_its_bounds() {
    let month = 30 * u128::from(DAY);
    for (rule, least, most) in [
        (1, 0, 300_000),
        (3, 10_000, 500_000),
        (4, 7 * u128::from(DAY), 365 * u128::from(DAY)),
        (5, 3_600, 7 * u128::from(DAY)),
        (6, 1_000, 10_000),
        (7, 0, 500_000),
        (8, 0, 10 * ONE),
        (9, u128::from(DAY), 6 * u128::from(DAY)),
    ] {
        for value in [least, most] {
            assert_eq!(propose(Draft::rule(rule, value)), None, "{rule}");
        }
        assert_eq!(propose(Draft::rule(rule, most + 1)), Some(Error::InvalidParameter), "{rule}");
        if let Some(less) = least.checked_sub(1) {
            assert_eq!(propose(Draft::rule(rule, less)), Some(Error::InvalidParameter), "{rule}");
        }
    }
    // The second has no step in the Commons; and others there are none.
    assert_eq!(propose(Draft::rule(2, 0)), Some(Error::RuleFixed));
    for rule in [0, 10, 256, u64::MAX] {
        assert_eq!(propose(Draft::rule(rule, month)), Some(Error::InvalidParameter), "{rule}");
    }
    // An own rule without a step.
    let mut settings = settings();
    settings[place::BOUNDS + 3 + 2] = ZERO;
    let answer = Ledger::with(&settings).unwrap().propose(BOB, Draft::rule(6, 3_000));
    assert_eq!(answer, Err(Error::RuleFixed));
}

#[test]
fn where_nothing_can_be_granted_people_give_their_opinion_only() {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 1;
    for phase in [Phase::Closing, Phase::Closed] {
        ledger.commons.phase = phase;
        assert!(ledger.propose(BOB, Draft::signal()).is_ok());
        for draft in [
            Draft::default(),
            Draft::revocation(1),
            Draft::rule(6, 3_000),
            Draft::governor(BOB),
            Draft::wind_down(),
        ] {
            assert_eq!(ledger.propose(BOB, draft), Err(Error::NotOpen));
        }
    }
}

#[test]
fn nothing_is_proposed_during_a_pause() {
    let mut ledger = Ledger::new();
    ledger.commons.paused_until = START + 10;
    assert_eq!(ledger.propose(BOB, Draft::default()), Err(Error::Paused));
    ledger.time += 9;
    assert_eq!(ledger.propose(BOB, Draft::default()), Err(Error::Paused));
    ledger.time += 1;
    assert_eq!(ledger.propose(BOB, Draft::default()), Ok(2));
}
