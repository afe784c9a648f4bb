//! Announcements, their notice, and what ends them.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};

use crate::{
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, LONG_NOTICE, Ledger, NOTICE, ONE, START, WEEK,
        place, settings,
    },
    random::Random,
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger whose proposal 2 is this one and has been supported for long.
fn supported(draft: Draft) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 1;
    ledger.propose(CAROL, draft).unwrap();
    ledger.stake(ALICE, &[(2, 450 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger
}

#[test]
fn what_passes_is_announced_and_waits() {
    let mut ledger = supported(Draft::default());
    assert_eq!(ledger.notice(2), (0, 0));
    for message in ["execute", "reset"] {
        assert_eq!(ledger.on(BOB, message, 2), Err(Error::NotAnnounced));
    }
    ledger.on(BOB, "announce", 2).unwrap();
    let announced = ledger.time;
    let (from, until) = (announced + NOTICE, announced + NOTICE + WEEK);
    assert_eq!((ledger.proposal(2).announced, ledger.notice(2)), (announced, (from, until)));
    let told = ledger.told("Announce(uint32,uint64,uint64)");
    assert_eq!(told, [(vec![word(2)], [from, until].map(|time| word(time.into())).to_vec())]);
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::Announced));
    ledger.check(&EVERYBODY);
    for (time, refusal) in [
        (announced, Error::TooEarly),
        (from - 1, Error::TooEarly),
        (until + 1, Error::NotAnnounced),
    ] {
        ledger.time = time;
        assert_eq!(ledger.on(BOB, "execute", 2), Err(refusal));
    }
    for time in [from, until] {
        let mut copy = ledger.clone();
        copy.time = time;
        assert_eq!(copy.on(BOB, "execute", 2), Ok(()));
    }
}

#[test]
fn rules_governor_and_end_have_a_longer_notice() {
    for (draft, notice) in [
        (Draft::default(), NOTICE),
        (Draft::revocation(1), NOTICE),
        (Draft::rule(6, 3_000), LONG_NOTICE),
        (Draft::rule(1, 30_000), LONG_NOTICE),
        (Draft::governor(BOB), LONG_NOTICE),
        (Draft::wind_down(), LONG_NOTICE),
    ] {
        let mut ledger = supported(draft);
        ledger.on(BOB, "announce", 2).unwrap();
        assert_eq!(ledger.notice(2), (ledger.time + notice, ledger.time + notice + WEEK));
    }
}

#[test]
fn what_does_not_pass_is_not_announced() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger.propose(CAROL, Draft::of(30 * ONE)).unwrap();
    ledger.stake(ALICE, &[(2, 400 * ONE), (3, 100 * ONE)]).unwrap();
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::BelowThreshold));
    ledger.time += 5 * HALF_LIFE;
    assert_eq!(ledger.on(BOB, "announce", 3), Err(Error::OverSpendingLimit));
    assert_eq!(ledger.on(BOB, "announce", 9), Err(Error::UnknownProposal));
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::NotActive));
}

#[test]
fn what_would_be_over_before_its_notice_is_not_announced() {
    let mut ledger = supported(Draft::default());
    ledger.time = START + 30 * DAY - NOTICE;
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::NotActive));
    ledger.time -= 1;
    assert_eq!(ledger.on(BOB, "announce", 2), Ok(()));
    assert_eq!(ledger.on(BOB, "expire", 2), Err(Error::NotExpired));
    ledger.time += NOTICE + 1;
    for message in ["execute", "reset"] {
        assert_eq!(ledger.on(BOB, message, 2), Err(Error::NotActive));
    }
    assert_eq!(ledger.on(BOB, "expire", 2), Ok(()));
    assert_eq!(ledger.notice(2), (0, 0));
}

#[test]
fn what_still_passes_is_reset_only_once_its_time_is_over() {
    let mut ledger = supported(Draft { lifetime: 60 * DAY, ..Draft::default() });
    ledger.on(BOB, "announce", 2).unwrap();
    let (from, until) = ledger.notice(2);
    for time in [ledger.time, from, until] {
        ledger.time = time;
        assert_eq!(ledger.on(BOB, "reset", 2), Err(Error::StillPasses));
    }
    ledger.time += 1;
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::Announced));
    ledger.on(CAROL, "reset", 2).unwrap();
    assert_eq!(ledger.told("Reset(uint32)"), [(vec![word(2)], vec![])]);
    assert_eq!((ledger.proposal(2).announced, ledger.notice(2)), (0, (0, 0)));
    ledger.pass(BOB, 2).unwrap();
    ledger.check(&EVERYBODY);
}

#[test]
fn a_moment_resets_nothing() {
    // A supply that is minted for one block raises the share that a wind-down takes.
    let mut ledger = supported(Draft::wind_down());
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.time += DAY;
    ledger.commons.supply *= 100;
    assert!(ledger.proposal(2).conviction < ledger.threshold(2).unwrap());
    assert_eq!(ledger.on(CAROL, "reset", 2), Err(Error::StillPasses));
    // One that lasts does.
    ledger.stake(BOB, &[(1, 1)]).unwrap();
    ledger.time += DAY;
    assert_eq!(ledger.on(CAROL, "reset", 2), Ok(()));
    // What was sampled is kept.
    assert_eq!(ledger.totals()[2], 100_000 * ONE);
}

#[test]
fn after_a_pause_people_have_time_again() {
    let mut ledger = supported(Draft::default());
    ledger.on(BOB, "announce", 2).unwrap();
    let announced = ledger.time;
    // A pause that ended before means nothing.
    ledger.commons.paused_until = announced;
    assert_eq!(ledger.notice(2), (announced + NOTICE, announced + NOTICE + WEEK));
    ledger.commons.paused_until = announced + 1;
    assert_eq!(ledger.notice(2).0, announced + 1 + NOTICE);
    let resumed = announced + 3 * DAY;
    ledger.commons.paused_until = resumed;
    ledger.time = resumed - 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::Paused));
    ledger.time = resumed + NOTICE - 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::TooEarly));
    // It is announced all that time, and reset only after the week that follows.
    assert_eq!(ledger.notice(2), (resumed + NOTICE, resumed + NOTICE + WEEK));
    assert_eq!(ledger.on(BOB, "reset", 2), Err(Error::StillPasses));
    ledger.time += 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn what_is_announced_during_a_pause_waits_for_its_end() {
    let mut ledger = supported(Draft::default());
    ledger.commons.paused_until = ledger.time + 2 * DAY;
    ledger.on(BOB, "announce", 2).unwrap();
    let from = ledger.commons.paused_until + NOTICE;
    let told = ledger.told("Announce(uint32,uint64,uint64)");
    assert_eq!(told[0].1[0], word(from.into()));
    ledger.time = from;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn a_revocation_waits_for_no_pause() {
    let mut ledger = supported(Draft::revocation(1));
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.commons.paused_until = ledger.time + 20 * DAY;
    assert_eq!(ledger.notice(2).0, ledger.time + NOTICE);
    ledger.time += NOTICE;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn nothing_is_executed_before_its_notice_nor_soon_after_a_pause() {
    let mut executed = [0; 2];
    for seed in 0..300 {
        let mut random = Random(seed);
        let notice = random.below(20 * DAY);
        let long = notice + random.below(20 * DAY);
        let mut settings = settings();
        settings[place::NOTICE] = word(notice.into());
        settings[place::LONG_NOTICE] = word(long.into());
        settings[place::BOUNDS..place::BOUNDS + 3].fill(word(0));
        let mut ledger = Ledger::with(&settings).unwrap();
        let kind = random.below(3);
        let draft = match kind {
            0 => Draft::default(),
            1 => Draft::rule(6, 3_000),
            _ => Draft::wind_down(),
        };
        ledger.propose(CAROL, Draft { lifetime: 90 * DAY, ..draft }).unwrap();
        ledger.stake(ALICE, &[(2, 450 * ONE)]).unwrap();
        ledger.time += 5 * HALF_LIFE;
        if ledger.on(BOB, "announce", 2).is_err() {
            continue;
        }
        let announced = ledger.time;
        let own = if kind == 0 { notice } else { long };
        for _ in 0..60 {
            ledger.time += random.below(2 * DAY);
            if random.below(30) == 0 {
                ledger.commons.paused_until = ledger.time + random.below(10 * DAY);
            }
            let paused_until = ledger.commons.paused_until;
            if ledger.on(BOB, "execute", 2).is_ok() {
                assert!(ledger.time >= announced + own, "seed {seed}");
                let paused = paused_until > announced;
                assert!(!paused || ledger.time >= paused_until + notice.min(WEEK), "seed {seed}");
                executed[usize::from(paused)] += 1;
                break;
            }
        }
    }
    assert!(executed.iter().all(|count| *count > 20), "{executed:?}");
}
