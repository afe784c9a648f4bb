//! What attackers get who look for it.
//!
//! In every step they try out some of the things that they could do, each followed by the shortest
//! ways to a payment, undo all of it, and do what promised most. What they get is compared with what
//! is promised to the others; how the contracts keep that is not looked at.

mod moves;
mod town;

use self::{
    moves::{Dice, Move},
    town::{Defence, Terms, Town},
};
use weir_sandbox::{commons::DAY, conviction::Rules, scene::whole, U256};

/// What is tried out in a step.
const CANDIDATES: usize = 8;
/// Steps of an attack.
const STEPS: usize = 26;

/// Attacks in a scenario; the most that one of them got.
fn attack(terms: &Terms, attacks: u64) -> U256 {
    let seed = crate::seed();
    let mut most = U256::ZERO;
    for number in 0..attacks {
        let mut dice = Dice::new(seed.wrapping_add(number));
        let mut town = Town::new(terms);
        let mut done = Vec::new();
        for _ in 0..STEPS {
            let chosen = best(&mut town, &mut dice);
            done.push(chosen.clone());
            town.step(&chosen).unwrap_or_else(|reason| {
                panic!("{reason}\nWEIR_SEED={seed}, attack {number} of {terms:?}:\n{done:#?}")
            });
        }
        let got = town.gained();
        let Terms { attackers, guardian, defence, .. } = terms;
        println!(
            "{attackers} of 1,000 tokens, guardian {guardian}, {defence:?}: {got} base units of {}",
            whole(100)
        );
        town.all_can_leave().unwrap_or_else(|reason| {
            panic!("{reason}\nWEIR_SEED={seed}, attack {number} of {terms:?}:\n{done:#?}")
        });
        most = most.max(got);
    }
    most
}

/// The candidate that promises most.
fn best(town: &mut Town, dice: &mut Dice) -> Move {
    let mut best = None;
    for _ in 0..CANDIDATES {
        let candidate = moves::draw(town, dice);
        // Where several are worth the same, one of them by chance.
        let worth = (town.worth_of(&candidate), dice.below(1_000));
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, candidate));
        }
    }
    best.expect("there are candidates").1
}

#[test]
fn a_silent_commons_keeps_its_limit_against_a_fifth() {
    let terms = Terms { attackers: 200, ..Terms::default() };
    let most = attack(&terms, 2);
    // They do find something: else the search were none.
    assert!(most > whole(10), "{most}");
}

#[test]
fn a_silent_commons_keeps_its_limit_against_a_twentieth() {
    let rules = Rules { min_stake: 100_000, ..Rules::default() };
    attack(&Terms { attackers: 50, rules, ..Terms::default() }, 1);
}

#[test]
fn a_commons_that_abstains_keeps_its_limit_against_a_tenth() {
    attack(&Terms { attackers: 100, defence: Defence::Abstains, ..Terms::default() }, 1);
}

#[test]
fn a_commons_keeps_its_limit_against_a_third_and_the_guardian() {
    let terms = Terms { attackers: 333, guardian: true, ..Terms::default() };
    let most = attack(&terms, 1);
    assert!(most > whole(10), "{most}");
}

#[test]
fn nothing_is_paid_against_lasting_opposition() {
    // Half of all tokens object to what an eighth of them announce, within a quarter of the notice.
    for guardian in [false, true] {
        let defence = Defence::Objects;
        let terms = Terms { attackers: 120, guardian, defence, ..Terms::default() };
        assert_eq!(attack(&terms, 1), U256::ZERO);
    }
}

#[test]
fn nothing_is_paid_against_lasting_opposition_with_a_short_half_life() {
    // Conviction is quick, and the notice gives as many half-lives as there are.
    let rules = Rules { half_life: DAY / 2, notice: DAY / 2, ..Rules::default() };
    let terms = Terms { attackers: 120, rules, defence: Defence::Objects, ..Terms::default() };
    assert_eq!(attack(&terms, 1), U256::ZERO);
}

#[test]
fn ending_what_others_support_helps_nobody() {
    // Most of the stake sleeps on a signal of the attackers'.
    attack(&Terms { attackers: 100, defence: Defence::Sleeps, ..Terms::default() }, 1);
}
