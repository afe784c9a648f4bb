//! A run of blocks, as people ask for one.

use thiserror::Error;

/// The blocks from a first to a last, both included; either may be left open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heights {
    from: Option<i64>,
    to: Option<i64>,
}

/// Why these are no run of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HeightsError {
    /// The last block is below the first.
    #[error("the last block, {to}, is below the first, {from}: exchange them")]
    Backwards {
        /// The first block.
        from: u64,
        /// The last block.
        to: u64,
    },
    /// No block can have such a height.
    #[error("no block has the height {0}: the greatest possible is {max}", max = i64::MAX)]
    TooHigh(u64),
}

impl Heights {
    /// The blocks between two heights.
    ///
    /// # Errors
    /// The second is below the first, or one is beyond what a height can be.
    pub fn between(from: Option<u64>, to: Option<u64>) -> Result<Self, HeightsError> {
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(HeightsError::Backwards { from, to });
        }
        let height = |height: Option<u64>| {
            height.map(|h| i64::try_from(h).map_err(|_| HeightsError::TooHigh(h))).transpose()
        };
        Ok(Self { from: height(from)?, to: height(to)? })
    }

    /// The first block; none where it is left open.
    pub fn from(self) -> Option<i64> {
        self.from
    }

    /// The last block; none where it is left open.
    pub fn to(self) -> Option<i64> {
        self.to
    }

    /// Whether all blocks are meant.
    pub fn are_all(self) -> bool {
        self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Heights, HeightsError};

    #[test]
    fn a_run_goes_up_and_ends_where_heights_do() {
        let run = Heights::between(Some(5), Some(5)).unwrap();
        assert_eq!((run.from(), run.to()), (Some(5), Some(5)));
        assert!(Heights::between(None, None).unwrap().are_all());
        let backwards = Heights::between(Some(10), Some(5));
        assert_eq!(backwards, Err(HeightsError::Backwards { from: 10, to: 5 }));
        let beyond = 1 << 63;
        assert_eq!(Heights::between(None, Some(beyond)), Err(HeightsError::TooHigh(beyond)));
    }
}
