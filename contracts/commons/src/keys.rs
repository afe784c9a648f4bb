//! Where everything is in storage. Every item that a call touches costs 10 KB of proof, so what is
//! used together lies together.
//!
//! Kinds of keys differ by their length, and where that is the same by their first machine
//! word:
//!
//! | key | what |
//! |---|---|
//! | one machine word | the Commons' own items, below |
//! | two machine words: a tag and a number | grants and services |
//! | four: a tag, and the account's word without its leading zeros | an account's rarer items |
//! | an account's word, which starts with eight zero bytes | its balance: `token` |
//! | two words | an allowance: `token` |

use crate::abi::{Address, Word};

/// Supply, pools, parameters and addresses: `pools`.
pub const POOLS: [u64; 1] = [0];
/// Name and symbol.
pub const LABELS: [u64; 1] = [1];
/// The hatch: `vesting`.
pub const HATCH: [u64; 1] = [2];
/// The window of the spending limit, the totals of grants, and what of them still counts.
pub const GRANTS: [u64; 1] = [3];
/// Owner and guardian.
pub const ROLES: [u64; 1] = [4];
/// How many services there are.
pub const SERVICES: [u64; 1] = [5];
/// Within what each rule can change, and when it last did.
pub const RULES: [u64; 1] = [6];

/// The tag of a grant.
pub const GRANT: u64 = 1;
/// The tag of a service: `service`.
pub const SERVICE: u64 = 2;
/// The tag of a service's name and link.
pub const SERVICE_TEXT: u64 = 3;

/// The tag of what an account has of the hatch: `vesting`.
pub const VESTING: u64 = 1;
/// The tag of when an account's staked tokens are free that it asked for.
pub const UNLOCK: u64 = 2;

/// The key of an account's item with a tag, which is not zero.
pub fn of_account(tag: u64, account: &Address) -> Word {
    let mut key = *account;
    key[0] = tag;
    key
}
