//! The checks that parameters share, as sentences.

use super::parameters::TEN_YEARS;
use crate::amount::{Amount, Ppm};

/// Between one byte and `most`.
pub(super) fn text(what: &str, text: &str, most: usize) -> Result<(), String> {
    match text.len() {
        0 => Err(format!("the {what} is empty")),
        n if n > most => Err(format!("the {what} has {n} bytes; at most {most} are possible")),
        _ => Ok(()),
    }
}

/// Something that a reader sees, and nothing that hides: for texts that are new.
pub(super) fn label(what: &str, text: &str, most: usize) -> Result<(), String> {
    weir_text::check_label(text.as_bytes(), most).map_err(|fault| format!("the {what} {fault}"))
}

/// Within the curve's domain.
pub(super) fn domain(what: &str, base_units: u128) -> Result<(), String> {
    if base_units > weir_economics::MAX_AMOUNT {
        return Err(format!("the {what} is above 2^112 base units, the curve's limit"));
    }
    Ok(())
}

/// At most ten years.
pub(super) fn years(what: &str, seconds: u64) -> Result<(), String> {
    if seconds > TEN_YEARS {
        return Err(format!("the {what} is more than ten years"));
    }
    Ok(())
}

/// Above zero, up to the whole.
pub(super) fn above_zero(what: &str, share: Ppm) -> Result<(), String> {
    if share.ppm() == 0 || share > Ppm::WHOLE {
        return Err(format!("the {what} must be above 0% and at most 100%"));
    }
    Ok(())
}

/// Parts per million as a factor, `2.5`.
pub(super) fn factor(ppm: u32) -> String {
    Amount::from_base_units(ppm.into()).exact_with(6)
}
