use core::fmt;

/// Why the economics give no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The amount is zero.
    ZeroAmount,
    /// An argument lies outside the function's domain.
    OutOfDomain,
    /// The result does not fit in its type: 128 bits, 192 for a conviction.
    Overflow,
    /// The request is not below the limit of what may be spent.
    OverLimit,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ZeroAmount => "the amount is zero",
            Self::OutOfDomain => "supply, reserve, ratio, time or amount is out of range",
            Self::Overflow => {
                "the result is too large: it exceeds 128 bits, or 192 for a conviction"
            }
            Self::OverLimit => "the request is not below the spending limit",
        })
    }
}

impl core::error::Error for Error {}
