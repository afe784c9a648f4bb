//! What a run consisted of, to see that it was worth something.

use std::{collections::BTreeMap, fmt};

/// Operations by their outcome.
#[derive(Debug, Default)]
pub struct Tally {
    /// Operations in all.
    pub operations: u64,
    /// Operations that had an effect, by kind.
    pub done: BTreeMap<&'static str, u64>,
    /// Operations that were refused, by error.
    pub refused: BTreeMap<String, u64>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} operations; done {:?}; refused {:?}",
            self.operations, self.done, self.refused
        )
    }
}

impl Tally {
    /// Asserts that a run of some length did every kind of thing, in so many of its operations.
    pub fn assert_worth_something(&self, kinds: &[(&str, u64)]) {
        if self.operations < 5_000 {
            return;
        }
        for (kind, one_in) in kinds {
            let done = self.done.get(kind).copied().unwrap_or_default();
            assert!(done * one_in > self.operations, "too few of {kind:?}: {self}");
        }
    }
}
