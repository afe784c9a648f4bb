//! Searches by trying.

/// The half-lives after which everything has come to rest: less than 2^-64 of it is left to move.
const END: u64 = 64;

/// The first second from `from` to `last` in which something holds; on a grid, see
/// [`forecast`](super).
pub(super) fn first_second(
    from: u64,
    last: u64,
    half_life: u64,
    holds: impl Fn(u64) -> bool,
) -> Option<u64> {
    if holds(from) {
        return Some(from);
    }
    let (mut before, mut offset) = (from, 0);
    while before < last {
        offset = next(offset, half_life);
        let second = from.saturating_add(offset).min(last);
        if holds(second) {
            let width = u128::from(second - before);
            return Some(before + first(width, |ahead| holds(before + ahead as u64)) as u64);
        }
        before = second;
    }
    None
}

/// The second of the grid after another one.
fn next(offset: u64, half_life: u64) -> u64 {
    let eighth = (half_life / 8).max(1);
    if offset < eighth {
        return (offset * 2).clamp(1, eighth);
    }
    let step = if offset < half_life.saturating_mul(4) {
        eighth
    } else if offset < half_life.saturating_mul(16) {
        eighth * 4
    } else if offset < half_life.saturating_mul(END) {
        offset
    } else {
        u64::MAX
    };
    offset.saturating_add(step)
}

/// The smallest number up to `last` for which something holds, which holds for `last` and for every
/// number after one for which it holds.
pub(super) fn first(mut last: u128, holds: impl Fn(u128) -> bool) -> u128 {
    let mut from = 0;
    while from < last {
        let middle = from + (last - from) / 2;
        if holds(middle) {
            last = middle;
        } else {
            from = middle + 1;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF_LIFE: u64 = 259_200;

    #[test]
    fn what_holds_for_a_step_of_the_grid_is_found_from_its_first_second_on() {
        let (eighth, half) = (HALF_LIFE / 8, HALF_LIFE / 2);
        for from in [0, 1, 12_345_678] {
            for (end, step) in [(4 * HALF_LIFE, eighth), (16 * HALF_LIFE, half)] {
                for begin in (1..end).step_by(7_919) {
                    let begin = from + begin;
                    let window = begin..begin + step;
                    let found = first_second(from, u64::MAX, HALF_LIFE, |s| window.contains(&s));
                    assert_eq!(found, Some(begin));
                }
            }
            // Before the first eighth as long as it has taken to begin, and after sixteen as well.
            for begin in [1, 2, 3, 1_000, 20 * HALF_LIFE, 31 * HALF_LIFE] {
                let window = from + begin..from + 2 * begin;
                let found = first_second(from, u64::MAX, HALF_LIFE, |s| window.contains(&s));
                assert_eq!(found, Some(from + begin));
            }
        }
    }

    #[test]
    fn what_holds_in_the_last_second_is_found_and_nothing_after() {
        for last in [0, 1, 5, 100_000, 1 << 40, u64::MAX] {
            assert_eq!(first_second(0, last, HALF_LIFE, |second| second == last), Some(last));
            assert_eq!(first_second(0, last, HALF_LIFE, |second| second > last), None);
            assert_eq!(first_second(last, last, HALF_LIFE, |second| second == last), Some(last));
        }
    }

    #[test]
    fn what_comes_in_the_end_is_found_with_any_half_life() {
        for half_life in [0, 1, 7, HALF_LIFE, u64::MAX] {
            for begin in [1, 1 << 20, 1 << 50, u64::MAX - 1, u64::MAX] {
                let found = first_second(0, u64::MAX, half_life, |second| second >= begin);
                assert_eq!(found, Some(begin));
            }
        }
    }
}
