//! Refuses texts that would mislead whoever reads them.

use core::fmt;

use crate::characters::{Sight, sight};

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// It has more bytes than this.
    TooLong(usize),
    /// It shows nothing: it is empty, or all its characters are blank.
    Blank,
    /// It has a character that hides or reorders others.
    Hides(char),
    /// It is no link of the web: `https://`, a host without a name and an `@` before it, no spaces.
    NoLink,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("is not UTF-8"),
            Self::TooLong(most) => write!(f, "is longer than {most} bytes"),
            Self::Blank => f.write_str("shows nothing: give it at least one visible character"),
            Self::Hides(character) => write!(
                f,
                "has the character U+{:04X}, which hides or reorders others: leave it out",
                *character as u32
            ),
            Self::NoLink => f.write_str(
                "is no link: it begins with https://, names a host, and has neither spaces nor a \
                 name before an @",
            ),
        }
    }
}

impl core::error::Error for Fault {}

/// Checks a title, a name or a symbol of at most `longest` bytes.
///
/// # Errors
/// [`Fault`] if it is too long, no UTF-8, shows nothing, or has a character that hides others.
///
/// ```
/// assert!(weir_text::check_label("Bücher für alle".as_bytes(), 64).is_ok());
/// assert!(weir_text::check_label("\u{200b}".as_bytes(), 64).is_err());
/// ```
pub fn check_label(text: &[u8], longest: usize) -> Result<(), Fault> {
    check(text, longest, false)
}

/// Checks a link of at most `longest` bytes. An empty one is none, and allowed.
///
/// # Errors
/// [`Fault`] if it is too long or nothing that a browser may open.
///
/// ```
/// assert!(weir_text::check_link(b"https://example.org/seed", 160).is_ok());
/// assert!(weir_text::check_link(b"javascript:alert(1)", 160).is_err());
/// ```
pub fn check_link(link: &[u8], longest: usize) -> Result<(), Fault> {
    check(link, longest, true)
}

/// What a link begins with, in small letters.
static SCHEME: [u8; 8] = *b"https://";

/// Checks a label or a link in one walk over its characters: every call on the chain pays for each
/// byte of this code, which is why it reads UTF-8 by itself.
#[inline(never)]
fn check(text: &[u8], longest: usize, link: bool) -> Result<(), Fault> {
    if text.len() > longest {
        return Err(Fault::TooLong(longest));
    }
    let mut rest = text;
    let (mut at, mut visible, mut in_host) = (0, false, true);
    let (mut host, mut broken) = (false, false);
    let mut hidden = None;
    while !rest.is_empty() {
        let character = next(&mut rest).ok_or(Fault::NotUtf8)?;
        let sight = sight(character);
        if sight == Sight::Hiding && hidden.is_none() {
            hidden = char::from_u32(character);
        }
        visible |= sight == Sight::Visible;
        match SCHEME.get(at) {
            // The bit of small letters is set in the other signs of the scheme anyway, and what
            // becomes one of them by it hides.
            Some(letter) => broken |= character | 0x20 != u32::from(*letter),
            None => {
                // A browser reads a backslash as a slash.
                in_host &= !matches!(character, 0x2f | 0x5c | 0x3f | 0x23);
                // A name before an @ makes one host look like another.
                broken |= sight != Sight::Visible || (in_host && character == 0x40);
                host |= in_host;
            }
        }
        at += 1;
    }
    if let Some(character) = hidden {
        return Err(Fault::Hides(character));
    }
    if link {
        // None is a link, too.
        if text.is_empty() || (host && !broken) { Ok(()) } else { Err(Fault::NoLink) }
    } else if visible {
        Ok(())
    } else {
        Err(Fault::Blank)
    }
}

/// Reads the character that some UTF-8 begins with, and takes it off. `None` where it is no UTF-8:
/// a sign that cannot stand there, more bytes than the character takes, a surrogate, or a number
/// beyond the last character.
#[inline(always)]
fn next(text: &mut &[u8]) -> Option<u32> {
    let (&first, mut rest) = text.split_first()?;
    let mut code = u32::from(first);
    if first >= 0x80 {
        let len = first.leading_ones();
        if len.wrapping_sub(2) > 2 {
            return None;
        }
        code &= 0x7f >> len;
        for _ in 1..len {
            let (&byte, after) = rest.split_first()?;
            if byte >> 6 != 0b10 {
                return None;
            }
            code = code << 6 | u32::from(byte & 0x3f);
            rest = after;
        }
        // Two bytes hold 11 bits, three 16, four 21: what fewer would hold may not take so many.
        let least = if len == 2 { 0x80 } else { 1 << (5 * len - 4) };
        if code < least || code > 0x10_ffff || code >> 11 == 0x1b {
            return None;
        }
    }
    *text = rest;
    Some(code)
}
