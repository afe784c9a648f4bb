//! Amounts as text: exactly, or rounded for the eye.

use super::AmountError;

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

/// Exact, without separators: what [`decimal`] reads back.
pub(super) fn exact(units: u128, decimals: u8) -> String {
    let (whole, fraction) = split(units, decimals);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
}

/// Thousands separated by commas, at most `places` decimals, the rest cut off; something too small
/// to show is `<0.0001`.
pub(super) fn rounded(units: u128, decimals: u8, places: usize) -> String {
    let (whole, fraction) = split(units, decimals);
    let places = places.min(decimals.into());
    let kept = fraction.get(..places).unwrap_or_default().trim_end_matches('0');
    if units > 0 && whole == "0" && kept.is_empty() {
        return match places {
            0 => "<1".to_owned(),
            places => format!("<0.{:0>places$}", 1),
        };
    }
    let dot = if kept.is_empty() { "" } else { "." };
    format!("{}{dot}{kept}", grouped(&whole))
}

/// The digits before the point, and all those after it.
fn split(units: u128, decimals: u8) -> (String, String) {
    let width = usize::from(decimals);
    let digits = format!("{units:0>width$}", width = width.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width));
    (whole.to_owned(), fraction.to_owned())
}

/// A whole number with commas between thousands.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
