//! Refuses texts that would mislead whoever reads them.

use core::fmt;

use crate::characters::{hides, is_visible};

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
    let text = readable(text, longest)?;
    if text.chars().any(is_visible) { Ok(()) } else { Err(Fault::Blank) }
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
    if link.is_empty() {
        return Ok(());
    }
    let link = readable(link, longest)?;
    const SCHEME: &[u8] = b"https://";
    let scheme = link.as_bytes().get(..SCHEME.len());
    if !scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME)) {
        return Err(Fault::NoLink);
    }
    let mut host = 0;
    let mut in_host = true;
    for character in link.chars().skip(SCHEME.len()) {
        // A browser reads a backslash as a slash.
        in_host &= !matches!(character, '/' | '\\' | '?' | '#');
        // A name before an @ makes one host look like another.
        if !is_visible(character) || (in_host && character == '@') {
            return Err(Fault::NoLink);
        }
        host += usize::from(in_host);
    }
    if host == 0 { Err(Fault::NoLink) } else { Ok(()) }
}

/// Reads UTF-8 of at most `longest` bytes in which nothing hides.
fn readable(text: &[u8], longest: usize) -> Result<&str, Fault> {
    if text.len() > longest {
        return Err(Fault::TooLong(longest));
    }
    let text = core::str::from_utf8(text).map_err(|_| Fault::NotUtf8)?;
    match text.chars().find(|&character| hides(character)) {
        Some(character) => Err(Fault::Hides(character)),
        None => Ok(text),
    }
}
