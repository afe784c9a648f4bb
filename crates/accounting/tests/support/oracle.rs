//! Whole numbers of any size, to hold the crate against, and inputs that reach its limits.

use num_bigint::BigUint;
use proptest::prelude::*;
use weir_accounting::U256;

/// A number of the crate as one of any size.
pub(crate) fn big(number: U256) -> BigUint {
    BigUint::from_bytes_be(&number.to_be_bytes())
}

/// The sum of numbers.
pub(crate) fn sum(numbers: &[U256]) -> BigUint {
    numbers.iter().map(|number| big(*number)).sum()
}

/// A number of any size as one of the crate, if it fits.
pub(crate) fn small(number: &BigUint) -> Option<U256> {
    number.to_string().parse().ok()
}

/// Numbers that are often zero, one, equal, or near the top.
pub(crate) fn numbers() -> impl Strategy<Value = U256> {
    let limb = prop_oneof![Just(0), Just(1), Just(u64::MAX), Just(1 << 63), any::<u64>()];
    prop_oneof![
        2 => Just(U256::ZERO),
        2 => Just(U256::from(1u32)),
        1 => Just(U256::MAX),
        4 => (0u32..20).prop_map(U256::from),
        4 => any::<u64>().prop_map(U256::from),
        4 => any::<u128>().prop_map(U256::from),
        3 => prop::array::uniform4(limb).prop_map(U256::from_limbs),
    ]
}

/// Lists of such numbers.
pub(crate) fn lists(most: usize) -> impl Strategy<Value = Vec<U256>> {
    prop::collection::vec(numbers(), 0..=most)
}

/// Parts per million, the ends often.
pub(crate) fn shares() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(1), Just(999_999), Just(1_000_000), 0u32..=1_000_000]
}
