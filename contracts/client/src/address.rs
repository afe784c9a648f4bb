//! Reads addresses as people write them: 20 bytes in hexadecimal, or an account in SS58.
//!
//! The command line, the API and the app take and refuse the same texts for the same reasons;
//! `tests/vectors/address.json` holds all of them to it. In this order:
//!
//! 1. White space around the text is left out. Nothing, white space within, and characters that
//!    cannot be seen are refused.
//! 2. A `:` makes it a link (`ethereum:0x…`), a `.` a name (`alice.eth`): both are refused, since
//!    what is meant by them is not known here.
//! 3. What begins with `0x` or `0X`, or has hexadecimal digits only, is hexadecimal: 40 digits, in
//!    small letters, in capitals, or in both as EIP-55 prescribes. 64 digits are a key or a hash.
//! 4. `XE` and two digits are the beginning of an ICAN, which is refused.
//! 5. From 40 to 60 letters and digits are meant as SS58. Of every prefix: the account is the same.

use crate::key::address_of;
use alloy_core::primitives::Address;
use std::{fmt, str::FromStr};
use subxt::utils::AccountId32;

/// Digits of an address and of a public key in hexadecimal.
const DIGITS: usize = 40;
const KEY_DIGITS: usize = 64;

/// The letters and digits of base58: those that are not taken for each other.
const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// An address, and the account that it was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The address under which contracts know the account.
    pub address: Address,
    /// The account, where it was written in SS58.
    pub account: Option<AccountId32>,
}

/// Why a text is no address: a predicate that follows the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing was written.
    #[error("is empty: write a 0x address or an SS58 address")]
    Empty,
    /// White space within.
    #[error("has a space within: leave it out")]
    Space,
    /// A character that cannot be seen.
    #[error("has the character U+{:04X}, which cannot be seen: leave it out", *.0 as u32)]
    Hidden(char),
    /// A scheme or a chain before the address.
    #[error("has something before a colon: write the address alone")]
    Link,
    /// A name of a naming service.
    #[error("is a name, and names are not looked up: write the address that it stands for")]
    Name,
    /// Another number of hexadecimal digits.
    #[error("needs 40 hexadecimal digits, not {0}")]
    HexLength(usize),
    /// Something else among hexadecimal digits.
    #[error("has the character '{0}', which is no hexadecimal digit")]
    HexDigit(char),
    /// Capitals that do not fit.
    #[error(
        "has capital letters that do not fit its digits (EIP-55), so a character is wrong: copy it \
         once more from where it came from"
    )]
    HexChecksum,
    /// As long as a public key, a hash or a secret.
    #[error(
        "has 64 hexadecimal digits, as a public key, a hash or a secret has: write the account as \
         an SS58 address"
    )]
    Key,
    /// An ICAN.
    #[error("is written as an ICAN (XE…): write the 0x address that it stands for")]
    Ican,
    /// A character that SS58 does without.
    #[error("has the character '{0}', which no SS58 address has")]
    Ss58Character(char),
    /// SS58, but of something else than an account.
    #[error("is not as long as the SS58 address of an account is: check that all of it is there")]
    Ss58Length,
    /// A typing error.
    #[error(
        "has a checksum that does not fit, so a character is wrong: copy it once more from where \
         it came from"
    )]
    Ss58Checksum,
    /// None of these.
    #[error("is no address: write 0x and 40 hexadecimal digits, or an SS58 address")]
    Form,
}

impl Fault {
    /// Names the kind, as in the vectors.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Space => "space",
            Self::Hidden(_) => "hidden",
            Self::Link => "link",
            Self::Name => "name",
            Self::HexLength(_) => "hex_length",
            Self::HexDigit(_) => "hex_digit",
            Self::HexChecksum => "hex_checksum",
            Self::Key => "key",
            Self::Ican => "ican",
            Self::Ss58Character(_) => "ss58_character",
            Self::Ss58Length => "ss58_length",
            Self::Ss58Checksum => "ss58_checksum",
            Self::Form => "form",
        }
    }
}

/// Reads an address in any of the forms that are taken.
///
/// # Errors
/// [`Fault`], which says what is wrong with the form that was meant.
///
/// ```
/// let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
/// let address = weir_client::address::parse(bob)?.address;
/// let small = address.to_string().to_lowercase();
/// assert_eq!(weir_client::address::parse(&small)?.address, address);
/// # Ok::<(), weir_client::address::Fault>(())
/// ```
pub fn parse(text: &str) -> Result<Written, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    for character in text.chars() {
        if character.is_whitespace() {
            return Err(Fault::Space);
        }
        if !weir_text::is_visible(character) {
            return Err(Fault::Hidden(character));
        }
    }
    if text.contains(':') {
        return Err(Fault::Link);
    }
    if text.contains('.') {
        return Err(Fault::Name);
    }
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return hexadecimal(digits);
    }
    if text.chars().all(|character| character.is_ascii_hexdigit()) {
        return hexadecimal(text);
    }
    if is_ican(text) {
        return Err(Fault::Ican);
    }
    ss58(text)
}

fn hexadecimal(digits: &str) -> Result<Written, Fault> {
    if let Some(other) = digits.chars().find(|character| !character.is_ascii_hexdigit()) {
        return Err(Fault::HexDigit(other));
    }
    match digits.len() {
        DIGITS => {}
        KEY_DIGITS => return Err(Fault::Key),
        other => return Err(Fault::HexLength(other)),
    }
    let address = Address::from_str(digits).map_err(|_| Fault::Form)?;
    let has = |kind: fn(&char) -> bool| digits.chars().any(|character| kind(&character));
    let mixed = has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
    if mixed && address.to_checksum(None).get(2..) != Some(digits) {
        return Err(Fault::HexChecksum);
    }
    Ok(Written { address, account: None })
}

/// Says if a text begins as an ICAN does: `XE`, two digits that check it, and the address in
/// letters and digits.
fn is_ican(text: &str) -> bool {
    let mut characters = text.chars();
    let begins = characters.next().is_some_and(|x| x.eq_ignore_ascii_case(&'x'))
        && characters.next().is_some_and(|e| e.eq_ignore_ascii_case(&'e'));
    begins
        && characters.by_ref().take(2).filter(char::is_ascii_digit).count() == 2
        && matches!(text.len(), 34 | 35)
}

fn ss58(text: &str) -> Result<Written, Fault> {
    let count = text.chars().count();
    if !(40..=60).contains(&count) || !text.chars().all(char::is_alphanumeric) {
        return Err(Fault::Form);
    }
    if let Some(other) = text.chars().find(|&character| !BASE58.contains(character)) {
        return Err(Fault::Ss58Character(other));
    }
    let bytes = bs58::decode(text).into_vec().map_err(|_| Fault::Form)?;
    // The prefix has two bytes from 64 on; two more are the checksum.
    let prefix = if bytes.first().is_some_and(|first| *first < 64) { 1 } else { 2 };
    if bytes.len() != prefix + size_of::<AccountId32>() + 2 {
        return Err(Fault::Ss58Length);
    }
    let account = AccountId32::from_str(text).map_err(|_| Fault::Ss58Checksum)?;
    Ok(Written { address: address_of(&account), account: Some(account) })
}

impl fmt::Display for Written {
    /// The account as it was written, or else the address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.account {
            Some(account) => account.fmt(f),
            None => self.address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
