//! Where the functions answer, and what they say where they do not.

use weir_economics::{
    Conviction, Decay,
    Error::{self, OutOfDomain, OverLimit, Overflow, ZeroAmount},
    MAX_AMOUNT, MAX_HALF_LIFE, ONE, PPM, RULE_WHOLE, Rule, conviction, conviction_limit, counted,
    equivalent_stake, faded, follow,
    forecast::{Bar, Standing, largest_request, opposition_needed, seconds_to_pass, tokens_needed},
    hatch_tokens, locked, opening_jump, purchase_return, revocation_threshold, sale_return,
    share_of, spot_price, spot_price_limbs, streamed, supply_threshold, threshold, tribute,
};

type Trade = fn(u128, u128, u32, u128) -> Result<u128, Error>;
const TRADES: [Trade; 2] = [purchase_return, sale_return];

#[test]
fn amounts_and_ratios_outside_the_domain_are_refused() {
    for trade in TRADES {
        assert_eq!(trade(10, 10, PPM, 0), Err(ZeroAmount));
        assert_eq!(trade(0, 10, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 0, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(MAX_AMOUNT + 1, 10, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(10, MAX_AMOUNT + 1, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 10, 0, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 10, PPM + 1, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 10, PPM, u128::MAX), Err(OutOfDomain));
    }
    assert_eq!(purchase_return(10, 10, PPM, MAX_AMOUNT + 1), Err(OutOfDomain));
    assert_eq!(sale_return(10, 10, PPM, 11), Err(OutOfDomain));
    assert_eq!(spot_price(0, 10, PPM), Err(OutOfDomain));
    assert_eq!(spot_price(10, 10, 0), Err(OutOfDomain));
    assert_eq!(spot_price_limbs(0, 10, PPM), Err(OutOfDomain));
    assert_eq!(tribute(10, PPM + 1), Err(OutOfDomain));
}

#[test]
fn every_corner_of_the_domain_has_an_answer() {
    for supply in [1, 2, MAX_AMOUNT - 1, MAX_AMOUNT] {
        for reserve in [1, 2, MAX_AMOUNT - 1, MAX_AMOUNT] {
            for ratio in [1, 2, PPM / 2, PPM - 1, PPM] {
                for deposit in [1, 2, MAX_AMOUNT - 1, MAX_AMOUNT] {
                    let bought = purchase_return(supply, reserve, ratio, deposit);
                    assert!(matches!(bought, Ok(_) | Err(Overflow)), "{bought:?}");
                }
                for amount in [1, supply / 2 + 1, supply.saturating_sub(1).max(1), supply] {
                    assert!(sale_return(supply, reserve, ratio, amount).unwrap() <= reserve);
                }
                assert!(matches!(spot_price(supply, reserve, ratio), Ok(_) | Err(Overflow)));
                assert!(spot_price_limbs(supply, reserve, ratio).is_ok());
            }
        }
    }
}

#[test]
fn results_fit_up_to_the_last_bit_and_not_beyond() {
    // At a ratio of one the supply grows with the reserve: 2^112 × 2^16 / 1 = 2^128. One unit less
    // is within the bound, and fits.
    assert_eq!(purchase_return(MAX_AMOUNT, 1, PPM, 1 << 16), Ok(u128::MAX));
    assert_eq!(purchase_return(MAX_AMOUNT, 1, PPM, (1 << 16) + 1), Err(Overflow));
    let largest = MAX_AMOUNT * ((1 << 16) - 1);
    let result = purchase_return(MAX_AMOUNT, 1, PPM, (1 << 16) - 1).unwrap();
    assert!(result == largest || result + 1 == largest);
}

#[test]
fn the_whole_supply_sells_for_the_whole_reserve() {
    for (supply, reserve, ratio) in [(1, 1, 1), (7, MAX_AMOUNT, PPM), (MAX_AMOUNT, 9, 333_333)] {
        assert_eq!(sale_return(supply, reserve, ratio, supply), Ok(reserve));
    }
}

#[test]
fn less_than_the_supply_never_empties_the_reserve() {
    assert_eq!(sale_return(1_000_000, 1_000_000, 1, 999_999), Ok(999_999));
    assert_eq!(sale_return(MAX_AMOUNT, MAX_AMOUNT, 1, MAX_AMOUNT - 1), Ok(MAX_AMOUNT - 1));
}

#[test]
fn the_spot_price_of_a_full_reserve_is_one() {
    assert_eq!(spot_price(5 * ONE, 5 * ONE, PPM), Ok(ONE));
    assert_eq!(spot_price(1_000 * ONE, 100 * ONE, 200_000), Ok(ONE / 2));
}

#[test]
fn a_tribute_is_rounded_up_against_the_payer() {
    assert_eq!(tribute(0, 80_000), Ok(0));
    assert_eq!(tribute(1, 1), Ok(1));
    assert_eq!(tribute(100, 80_000), Ok(8));
    assert_eq!(tribute(101, 80_000), Ok(9));
    assert_eq!(tribute(u128::MAX, PPM), Ok(u128::MAX));
    assert_eq!(tribute(u128::MAX, 0), Ok(0));
}

/// Amounts from one end of what the types hold to the other.
const AMOUNTS: [u128; 9] =
    [0, 1, 2, ONE, u64::MAX as u128, MAX_AMOUNT, 1 << 127, u128::MAX - 1, u128::MAX];

/// Seconds likewise.
const SECONDS: [u64; 8] = [0, 1, 2, MAX_HALF_LIFE, 1 << 32, 1 << 63, u64::MAX - 1, u64::MAX];

/// Decays from one that leaves next to nothing to one that takes next to nothing.
fn decays() -> impl Iterator<Item = Decay> {
    let wild = AMOUNTS.into_iter().filter_map(|numerator| Decay::new(numerator).ok());
    wild.chain(SECONDS.into_iter().filter_map(|seconds| Decay::from_half_life(seconds).ok()))
}

#[test]
fn the_vote_has_an_answer_for_everything() {
    let convictions = AMOUNTS.map(Conviction::from).into_iter().chain([Conviction::MAX]);
    for decay in decays() {
        for (stake, previous) in AMOUNTS
            .into_iter()
            .flat_map(|stake| convictions.clone().map(move |previous| (stake, previous)))
        {
            for steps in SECONDS {
                let result = conviction(previous, stake, decay, steps);
                assert!(matches!(result, Ok(_) | Err(Overflow)), "{result:?}");
            }
            assert!(conviction_limit(stake, decay) >= stake.into());
        }
        for (target, steps) in AMOUNTS.into_iter().zip(SECONDS) {
            for previous in AMOUNTS {
                let followed = follow(previous, target, decay, steps);
                assert!((previous.min(target)..=previous.max(target)).contains(&followed));
            }
        }
        for limit in [0, 1, RULE_WHOLE, u32::MAX] {
            for weight in [0, 1, RULE_WHOLE, u32::MAX] {
                for (requested, stake) in AMOUNTS.into_iter().zip(AMOUNTS.into_iter().rev()) {
                    for funds in AMOUNTS {
                        let rule = Rule { decay, limit, weight };
                        let result = threshold(requested, funds, stake, &rule);
                        assert!(matches!(result, Ok(_) | Err(Overflow | OverLimit)), "{result:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_a_commons_can_hold_never_overflows_the_vote() {
    let decay = Decay::from_half_life(MAX_HALF_LIFE).unwrap();
    let limit = conviction_limit(MAX_AMOUNT, decay);
    assert!(limit < Conviction::from_limbs([0, 0, 1 << 14]), "2^142: {limit:?}");
    for steps in SECONDS {
        assert!(conviction(limit, MAX_AMOUNT, decay, steps).unwrap() <= limit);
    }
}

#[test]
fn amounts_over_time_have_an_answer_for_everything() {
    for amount in AMOUNTS {
        for elapsed in SECONDS {
            for length in SECONDS {
                assert!(streamed(amount, elapsed, length) <= amount);
                assert!(faded(amount, elapsed, length) <= amount);
                for half_life in SECONDS {
                    assert!(locked(amount, elapsed, length, half_life) <= amount);
                }
            }
        }
        for price in AMOUNTS {
            let tokens = hatch_tokens(amount, price);
            assert!(matches!(tokens, Ok(_) | Err(OutOfDomain | Overflow)), "{tokens:?}");
        }
    }
    for ppm in [0, 1, PPM - 1, PPM, PPM + 1, u32::MAX] {
        for ratio in [0, 1, PPM - 1, PPM, PPM + 1, u32::MAX] {
            let _ = opening_jump(ppm, ratio);
        }
    }
}

#[test]
fn the_forecast_has_an_answer_for_everything() {
    for decay in decays() {
        for (at, amount) in AMOUNTS.into_iter().enumerate() {
            let other = AMOUNTS[(at * 5 + 3) % AMOUNTS.len()];
            let share = [0, PPM / 3, PPM, u32::MAX][at % 4];
            let elapsed = SECONDS[at % SECONDS.len()];
            for (bar, conviction) in [
                Bar::Request { requested: other },
                Bar::Revocation { amount: other, elapsed, duration: 1 << 40, share },
                Bar::Supply { share },
            ]
            .into_iter()
            .flat_map(|bar| [Conviction::ZERO, Conviction::MAX].map(|it| (bar, it)))
            {
                let standing = Standing {
                    conviction,
                    stake: amount,
                    opposition: Conviction::from(other),
                    opposed: other,
                    bar,
                    funds: u128::MAX,
                    effective_funds: other,
                    total_stake: amount,
                    effective_stake: other,
                    supply: u128::MAX - other,
                    effective_supply: amount,
                    min_stake: u32::MAX,
                    rule: Rule { decay, limit: RULE_WHOLE, weight: 1 },
                    remaining: u64::MAX,
                };
                for standing in [standing, Standing { min_stake: PPM, ..standing }] {
                    let _ = seconds_to_pass(&standing);
                    let _ = tokens_needed(&standing);
                    let _ = opposition_needed(&standing, elapsed);
                    let _ = largest_request(standing.supply, standing.funds, &standing.rule);
                }
            }
        }
    }
}

#[test]
fn what_protects_has_an_answer_for_everything() {
    let convictions = AMOUNTS.map(Conviction::from).into_iter().chain([Conviction::MAX]);
    for decay in decays() {
        for (conviction, amount) in
            convictions.clone().flat_map(|it| AMOUNTS.map(|amount| (it, amount)))
        {
            assert!(counted(conviction, amount, decay) <= conviction);
            let _ = equivalent_stake(conviction, decay);
            for share in [0, PPM, PPM + 1, u32::MAX] {
                let result = supply_threshold(amount, share, decay);
                assert!(matches!(result, Ok(_) | Err(OutOfDomain)), "{result:?}");
                for other in AMOUNTS {
                    let rule = Rule { decay, limit: RULE_WHOLE / 5, weight: 1 };
                    let result = revocation_threshold(other, amount, amount, share, &rule);
                    assert!(matches!(result, Ok(_) | Err(OutOfDomain | Overflow)), "{result:?}");
                }
            }
        }
    }
    for amount in AMOUNTS {
        for (part, whole) in AMOUNTS.into_iter().flat_map(|part| AMOUNTS.map(|it| (part, it))) {
            let result = share_of(amount, part, whole);
            assert!(matches!(result, Ok(_) | Err(OutOfDomain | Overflow)), "{result:?}");
        }
    }
}

#[test]
fn errors_say_what_is_wrong() {
    assert_eq!(ZeroAmount.to_string(), "the amount is zero");
    assert!(OutOfDomain.to_string().contains("out of range"));
    assert!(Overflow.to_string().contains("too large"));
    assert!(OverLimit.to_string().contains("spending limit"));
}
