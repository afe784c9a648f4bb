//! The spending limit over all grants, as the Commons keeps it.

use crate::{Error, tribute};

/// The quarters of a window that count together: the present one and four before.
const QUARTERS: usize = 5;

/// What was granted in the last quarters of a window.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    quarter: u64,
    index: u64,
    sums: [u128; QUARTERS],
}

impl Limit {
    /// Nothing granted yet.
    pub(super) fn new(window: u64) -> Self {
        Self { quarter: window.div_ceil(4), index: 0, sums: [0; QUARTERS] }
    }

    /// Lets what is too old count no longer.
    pub(super) fn advance(&mut self, now: u64) {
        let index = now / self.quarter;
        let moved = index.saturating_sub(self.index).min(QUARTERS as u64);
        for _ in 0..moved {
            self.sums.rotate_right(1);
            self.sums[0] = 0;
        }
        self.index = index;
    }

    /// The most that can be granted now: what counts and this together stay below the share of the
    /// funds and what counts.
    pub(super) fn room(&self, funds: u128, share_ppm: u32) -> Result<u128, Error> {
        let counted = self.sums.iter().sum::<u128>();
        Ok(tribute(funds + counted, share_ppm)?.saturating_sub(counted + 1))
    }

    /// Counts a grant in the present quarter.
    pub(super) fn grant(&mut self, amount: u128) {
        self.sums[0] += amount;
    }

    /// The next seconds in which a quarter begins, and something may count no longer.
    pub(super) fn turns(&self) -> impl Iterator<Item = u64> + use<> {
        let (index, quarter) = (self.index, self.quarter);
        (1..=QUARTERS as u64).map(move |ahead| (index + ahead).saturating_mul(quarter))
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::vec::Vec;

    use proptest::{collection::vec, prelude::*, test_runner::Config};

    use super::*;

    #[test]
    fn a_grant_counts_for_a_window_and_at_most_a_quarter_longer() {
        for window in [1, 2, 3, 4, 5, 100, 2_592_000] {
            let quarter = u64::div_ceil(window, 4);
            for begin in [0, 1, quarter - 1, quarter, 7 * quarter + quarter / 2] {
                let counts = |after: u64| {
                    let mut limit = Limit::new(window);
                    limit.advance(begin);
                    limit.grant(10);
                    limit.advance(begin + after);
                    limit.sums.iter().sum::<u128>() == 10
                };
                assert!(counts(0) && counts(window - 1));
                assert!(!counts(5 * quarter) && !counts(100 * quarter));
                assert!(
                    (0..5 * quarter)
                        .step_by(quarter as usize)
                        .all(|at| !counts(at) || counts(at / 2))
                );
            }
        }
    }

    proptest! {
        #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

        #[test]
        fn less_than_the_limit_is_granted_in_any_window(
            window in 1u64..1_000, share in 1..=1_000_000u32,
            steps in vec((0u64..400, 0.0..1.2f64), 1..40),
        ) {
            // As much as there is room for, most of the time.
            let (mut limit, mut funds, mut now) = (Limit::new(window), 1u128 << 100, 0);
            let mut grants: Vec<(u64, u128, u128)> = Vec::new();
            for (wait, part) in steps {
                now += wait;
                limit.advance(now);
                let room = limit.room(funds, share).unwrap();
                let amount = ((room as f64 * part) as u128).min(room);
                limit.grant(amount);
                grants.push((now, amount, funds));
                funds -= amount;
            }
            for (first, &(begin, _, held)) in grants.iter().enumerate() {
                let inside = grants[first..].iter().take_while(|&&(at, ..)| at < begin + window);
                let granted: u128 = inside.map(|&(_, amount, _)| amount).sum();
                prop_assert!(granted < tribute(held, share).unwrap());
            }
        }
    }
}
