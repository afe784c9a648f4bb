//! Checks the texts that anyone may write into a Commons, and cleans those that are shown.
//!
//! Titles, names, symbols and links come from strangers. The contracts, the command line and the
//! API run this code; the app has the same rules in TypeScript. `tests/vectors/text.json` holds all
//! of them to the same answers.
//!
//! Three kinds of characters matter:
//!
//! - those that *hide*: control characters, those that reorder what stands around them, and most
//!   that take no room. No new text may have one; where an old one has, [`clean`] replaces it;
//! - *blank* ones: spaces, joiners, variation selectors and letters that are drawn empty. They are
//!   allowed, joiners are needed for Persian and for emoji, but they do not make a text visible;
//! - all others are *visible*. A title, a name or a symbol has at least one.
#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;

mod characters;
mod check;
#[cfg(feature = "alloc")]
mod clean;

pub use characters::{hides, is_visible};
pub use check::{Fault, check_label, check_link};
#[cfg(feature = "alloc")]
pub use clean::clean;
