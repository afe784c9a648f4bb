//! Amounts as text: exactly, or rounded for the eye.

use super::AmountError;

/// The most digits before the point that a reader is given: more are a power of ten.
const LONGEST: usize = 15;

/// A decimal number times `10^decimals`, exactly.
pub(super) fn decimal(text: &str, decimals: u8) -> Result<u128, AmountError> {
    let shown = || text.trim().to_owned();
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    if text.starts_with('-') {
        return Err(AmountError::Negative(shown()));
    }
    if text.contains(',') {
        return Err(AmountError::Comma(shown()));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let clean = |part: &str| -> Option<String> {
        let plain = part.replace('_', "");
        let misplaced = part.starts_with('_') || part.ends_with('_') || part.contains("__");
        (!misplaced && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
    };
    let (Some(whole), Some(fraction)) = (clean(whole), clean(fraction)) else {
        return Err(AmountError::NotANumber(shown()));
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(AmountError::NotANumber(shown()));
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals.into() {
        return Err(AmountError::TooPrecise(shown(), decimals));
    }
    let digits = format!("{whole}{fraction:0<width$}", width = decimals.into());
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Ok(0);
    }
    digits.parse().map_err(|_| AmountError::TooLarge(shown()))
}

/// Exact, without separators: what [`decimal`] reads back. Of base units in digits.
pub(crate) fn exact(units: &str, decimals: u8) -> String {
    let (whole, fraction) = split(units, decimals);
    join(whole, fraction)
}

/// Exact, with commas between thousands.
pub(crate) fn grouped(units: &str, decimals: u8) -> String {
    let (whole, fraction) = split(units, decimals);
    join(thousands(&whole), fraction)
}

/// Thousands separated by commas, at most `places` decimals, the rest cut off; something too small
/// to show is `<0.0001`, and what has more than fifteen digits before the point `3.2 x 10^16`.
pub(crate) fn rounded(units: &str, decimals: u8, places: usize) -> String {
    let (whole, fraction) = split(units, decimals);
    if whole.len() > LONGEST {
        return power(&whole);
    }
    let places = places.min(decimals.into());
    let kept = fraction.get(..places).unwrap_or_default().trim_end_matches('0');
    let is_zero = fraction.bytes().all(|digit| digit == b'0');
    if !is_zero && whole == "0" && kept.is_empty() {
        return match places {
            0 => "<1".to_owned(),
            places => format!("<0.{:0>places$}", 1),
        };
    }
    join(thousands(&whole), kept.to_owned())
}

/// A whole number by its first four digits and a power of ten, cut off.
fn power(whole: &str) -> String {
    let (first, rest) = whole.split_at(1);
    let rest = rest.get(..3).unwrap_or(rest);
    format!("{} x 10^{}", join(first.to_owned(), rest.to_owned()), whole.len() - 1)
}

/// Both sides of the point; the point goes with an empty fraction.
fn join(whole: String, fraction: String) -> String {
    match fraction.trim_end_matches('0') {
        "" => whole,
        fraction => format!("{whole}.{fraction}"),
    }
}

/// The digits before the point, and all those after it.
fn split(units: &str, decimals: u8) -> (String, String) {
    let width = usize::from(decimals);
    let digits = format!("{units:0>width$}", width = width.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width));
    (whole.to_owned(), fraction.to_owned())
}

/// A whole number with commas between thousands.
fn thousands(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
