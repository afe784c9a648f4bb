//! Tells characters apart by what a reader sees of them.

/// How a reader sees a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// It is drawn.
    Visible,
    /// It is drawn as nothing, or as room between others.
    Blank,
    /// It hides or reorders what stands around it.
    Hiding,
}

/// Characters that are not simply visible, as ranges of code points in rising order. A bit says
/// whether they hide.
///
/// Hiding: controls (Cc), line and paragraph separators, directional marks, embeddings, overrides
/// and isolates (Unicode UAX #9), characters without width, and tags. Blank: spaces (Zs), joiners,
/// fillers, variation selectors, and what else Unicode calls ignorable by default.
static RANGES: [u32; 33] = [
    hiding(0x00, 0x1f),
    blank(0x20, 0x20),
    hiding(0x7f, 0x9f),
    blank(0xa0, 0xa0),
    hiding(0xad, 0xad),
    blank(0x34f, 0x34f),
    hiding(0x61c, 0x61c),
    blank(0x115f, 0x1160),
    blank(0x1680, 0x1680),
    blank(0x17b4, 0x17b5),
    blank(0x180b, 0x180d),
    hiding(0x180e, 0x180e),
    blank(0x180f, 0x180f),
    blank(0x2000, 0x200a),
    hiding(0x200b, 0x200b),
    blank(0x200c, 0x200d),
    hiding(0x200e, 0x200f),
    hiding(0x2028, 0x202e),
    blank(0x202f, 0x202f),
    blank(0x205f, 0x205f),
    hiding(0x2060, 0x206f),
    blank(0x2800, 0x2800),
    blank(0x3000, 0x3000),
    blank(0x3164, 0x3164),
    blank(0xfe00, 0xfe0f),
    hiding(0xfeff, 0xfeff),
    blank(0xffa0, 0xffa0),
    hiding(0xfff0, 0xfffb),
    blank(0x1bca0, 0x1bca3),
    blank(0x1d173, 0x1d17a),
    hiding(0xe0000, 0xe007f),
    blank(0xe0080, 0xe087f),
    blank(0xe0880, 0xe0fff),
];

/// A range in one number, which on the chain is half the bytes of two: its first code point, the
/// mark of those that hide, and how many follow the first.
const fn range(first: u32, last: u32) -> u32 {
    assert!(first < 1 << 20 && last - first < HIDES);
    first << 12 | (last - first)
}

const fn blank(first: u32, last: u32) -> u32 {
    range(first, last)
}

const fn hiding(first: u32, last: u32) -> u32 {
    range(first, last) | HIDES
}

/// The mark of a range whose characters hide.
const HIDES: u32 = 1 << 11;

const _: () = {
    let mut at = 1;
    while at < RANGES.len() {
        assert!(RANGES[at - 1] < RANGES[at], "ranges rise");
        at += 1;
    }
};

/// Says how a reader sees a character.
#[inline(never)]
pub(crate) fn sight(code: u32) -> Sight {
    // Most characters of most texts: what comes here pays for each step on the chain.
    if code.wrapping_sub(0x21) < 0x5e {
        return Sight::Visible;
    }
    for range in &RANGES {
        if code.wrapping_sub(range >> 12) < (range & (HIDES - 1)) + 1 {
            return if range & HIDES != 0 { Sight::Hiding } else { Sight::Blank };
        }
    }
    Sight::Visible
}

/// Says if a character hides or reorders what stands around it.
pub fn hides(character: char) -> bool {
    sight(character.into()) == Sight::Hiding
}

/// Says if a reader sees a character: it neither hides nor is blank.
pub fn is_visible(character: char) -> bool {
    sight(character.into()) == Sight::Visible
}
