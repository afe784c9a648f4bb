use core::fmt;

/// Why the economics give no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The amount is zero.
    ZeroAmount,
    /// Supply, reserve, reserve ratio or amount lie outside the function's domain.
    OutOfDomain,
    /// The result does not fit in 128 bits.
    Overflow,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ZeroAmount => "the amount is zero",
            Self::OutOfDomain => "supply, reserve, reserve ratio or amount is out of range",
            Self::Overflow => "the result exceeds 128 bits",
        })
    }
}

impl core::error::Error for Error {}
