//! Tells characters apart by what a reader sees of them.

/// Characters that hide or reorder, as ranges of code points in rising order: controls (Cc), line
/// and paragraph separators, directional marks, embeddings, overrides and isolates (Unicode UAX #9),
/// characters without width, and tags.
const HIDING: [(u32, u32); 12] = [
    (0x00, 0x1f),
    (0x7f, 0x9f),
    (0xad, 0xad),
    (0x61c, 0x61c),
    (0x180e, 0x180e),
    (0x200b, 0x200b),
    (0x200e, 0x200f),
    (0x2028, 0x202e),
    (0x2060, 0x206f),
    (0xfeff, 0xfeff),
    (0xfff0, 0xfffb),
    (0xe0000, 0xe007f),
];

/// Characters that are drawn as nothing or as room between others, in rising order: spaces (Zs),
/// joiners, fillers, variation selectors, and what else Unicode calls ignorable by default.
const BLANK: [(u32, u32); 18] = [
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x34f, 0x34f),
    (0x115f, 0x1160),
    (0x1680, 0x1680),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x2000, 0x200d),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x2800, 0x2800),
    (0x3000, 0x3000),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xffa0, 0xffa0),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0080, 0xe0fff),
];

fn within(ranges: &[(u32, u32)], character: char) -> bool {
    let code = character as u32;
    ranges.iter().any(|&(first, last)| first <= code && code <= last)
}

/// Says if a character hides or reorders what stands around it.
pub fn hides(character: char) -> bool {
    within(&HIDING, character)
}

/// Says if a reader sees a character: it neither hides nor is blank.
pub fn is_visible(character: char) -> bool {
    !within(&HIDING, character) && !within(&BLANK, character)
}
