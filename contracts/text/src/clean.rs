//! Makes texts that are on the chain already safe to show.

use alloc::string::String;

use crate::characters::{hides, is_visible};

/// The mark in the place of a character that hides.
const MARK: char = char::REPLACEMENT_CHARACTER;

/// Returns a text as it may be shown: each character that hides is shown as `�`, and so is a text
/// that would show nothing, so that there is something to see and to click.
///
/// ```
/// assert_eq!(weir_text::clean("1\u{202e}000"), "1�000");
/// assert_eq!(weir_text::clean("\u{200d}"), "�");
/// ```
pub fn clean(text: &str) -> String {
    let cleaned: String = text.chars().map(|c| if hides(c) { MARK } else { c }).collect();
    if text.is_empty() || cleaned.chars().any(is_visible) { cleaned } else { String::from(MARK) }
}
