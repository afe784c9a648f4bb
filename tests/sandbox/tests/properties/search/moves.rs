//! What attackers can do, and how it is drawn.

use super::town::Town;
use weir_sandbox::commons::DAY;

/// Numbers by chance, the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below this one.
    pub fn below(&mut self, most: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len() as u64) as usize]
    }
}

/// One thing that the attackers do together or one of them does.
#[derive(Clone, Debug)]
pub enum Move {
    /// Proposes payments of these shares of the funding pool, in parts per thousand.
    Propose {
        by: usize,
        shares: Vec<u32>,
    },
    /// The shortest way to a payment: executes what can be, stakes the same on each of the last ones
    /// that run (or leaves the stakes where they are), waits, announces, waits, executes.
    Way {
        over: usize,
        wait: u64,
    },
    /// Stakes all on one of their proposals that run.
    Back {
        by: usize,
        which: usize,
    },
    /// Stakes the same on each of the last ones that run.
    Spread {
        by: usize,
        over: usize,
    },
    /// Objects to one of the proposals with a part of the tokens.
    Object {
        by: usize,
        which: usize,
    },
    /// Takes all stakes back.
    Unstake {
        by: usize,
    },
    /// Announces whatever passes.
    Announce,
    /// Takes back every announcement that can be.
    Reset,
    /// Executes whatever can be.
    Execute,
    Cancel {
        which: usize,
    },
    Wait {
        seconds: u64,
    },
    /// Donates this share of the funding pool, in per cent.
    Donate {
        percent: u32,
    },
    /// Buys for this share of the reserve, in per cent.
    Mint {
        by: usize,
        percent: u32,
    },
    /// Sells what is free.
    Redeem {
        by: usize,
    },
    /// Passes what is free on to the other attacker.
    PassOn {
        by: usize,
    },
    Pause {
        seconds: u64,
    },
    Unpause,
    /// Frees whatever stakes of others can be freed.
    ReleaseOthers,
    /// Asks for the staked tokens without the vote, or frees them.
    Unlock {
        by: usize,
    },
    Stay {
        by: usize,
    },
}

/// A move that may make sense.
pub fn draw(town: &Town, dice: &mut Dice) -> Move {
    let by = dice.below(2) as usize;
    let which = dice.below(64) as usize;
    let rules = &town.terms.rules;
    match dice.below(29) {
        0..=3 => {
            let share = dice.of(&[10, 20, 45, 60, 90, 130, 150, 180, 195, 199, 400]);
            let count = dice.of(&[1, 1, 2, 4, 8]);
            Move::Propose { by, shares: vec![share; count] }
        }
        4..=6 => Move::Back { by, which },
        7..=9 => Move::Spread { by, over: dice.of(&[1, 2, 3, 4, 8, 16]) },
        10 => Move::Object { by, which },
        11 => Move::Unstake { by },
        12..=13 => Move::Announce,
        14 => Move::Reset,
        15..=16 => Move::Execute,
        17 => Move::Cancel { which },
        18..=20 => Move::Wait {
            seconds: dice.of(&[
                1,
                3_600,
                DAY,
                rules.half_life,
                2 * rules.half_life,
                rules.notice,
                7 * DAY + 1,
                30 * DAY / 4,
                34 * DAY,
            ]),
        },
        21 => Move::Donate { percent: dice.of(&[1, 10, 100, 900]) },
        22 => match dice.below(3) {
            // Those who buy more than the others hold are no minority.
            0 if !town.outnumbered() => Move::Mint { by, percent: dice.of(&[1, 10, 50, 500]) },
            1 => Move::Redeem { by },
            _ => Move::PassOn { by },
        },
        23 if town.terms.guardian => match dice.below(3) {
            0 => Move::Unpause,
            1 => Move::Pause { seconds: 1 },
            _ => Move::Pause { seconds: dice.of(&[3_600, DAY, 14 * DAY]) },
        },
        26..=28 => Move::Way {
            over: dice.of(&[0, 1, 2, 4, 8]),
            wait: dice.of(&[0, DAY, rules.half_life, 2 * rules.half_life, 38 * DAY]),
        },
        24 => Move::ReleaseOthers,
        25 => match dice.below(2) {
            0 => Move::Unlock { by },
            _ => Move::Stay { by },
        },
        _ => Move::Wait { seconds: rules.notice },
    }
}
