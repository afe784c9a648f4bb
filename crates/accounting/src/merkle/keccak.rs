/// A hash of 32 bytes.
pub type Hash = [u8; 32];

/// Bytes absorbed at a time: 1600 bits of state less twice the 256 of the result.
const RATE: usize = 136;

/// The constants of the 24 rounds.
const ROUNDS: [u64; 24] = [
    0x0000_0000_0000_0001,
    0x0000_0000_0000_8082,
    0x8000_0000_0000_808a,
    0x8000_0000_8000_8000,
    0x0000_0000_0000_808b,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8009,
    0x0000_0000_0000_008a,
    0x0000_0000_0000_0088,
    0x0000_0000_8000_8009,
    0x0000_0000_8000_000a,
    0x0000_0000_8000_808b,
    0x8000_0000_0000_008b,
    0x8000_0000_0000_8089,
    0x8000_0000_0000_8003,
    0x8000_0000_0000_8002,
    0x8000_0000_0000_0080,
    0x0000_0000_0000_800a,
    0x8000_0000_8000_000a,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8080,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8008,
];

/// By how much each lane is rotated, in the order in which `pi` visits them.
const ROTATIONS: [u32; 24] =
    [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

/// The lanes in the order in which `pi` visits them.
const LANES: [usize; 24] =
    [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

/// Hashes bytes with Keccak-256 as Ethereum uses it, with the padding from before SHA-3.
///
/// Source: the Keccak reference, version 3.0, and FIPS 202 for the permutation.
///
/// ```
/// let empty = weir_accounting::keccak256(&[]);
/// assert_eq!(empty[..4], [0xc5, 0xd2, 0x46, 0x01]);
/// ```
#[must_use]
pub fn keccak256(bytes: &[u8]) -> Hash {
    let mut state = [0; 25];
    let mut blocks = bytes.chunks_exact(RATE);
    for block in &mut blocks {
        absorb(&mut state, block);
    }
    let rest = blocks.remainder();
    let mut last = [0; RATE];
    last[..rest.len()].copy_from_slice(rest);
    last[rest.len()] |= 0x01;
    last[RATE - 1] |= 0x80;
    absorb(&mut state, &last);
    let mut hash = [0; 32];
    for (word, lane) in hash.chunks_exact_mut(8).zip(state) {
        word.copy_from_slice(&lane.to_le_bytes());
    }
    hash
}

fn absorb(state: &mut [u64; 25], block: &[u8]) {
    for (lane, word) in state.iter_mut().zip(block.chunks_exact(8)) {
        *lane ^= word.iter().rev().fold(0, |lane, &byte| lane << 8 | u64::from(byte));
    }
    permute(state);
}

/// Keccak-f[1600].
fn permute(state: &mut [u64; 25]) {
    for round in ROUNDS {
        // Theta.
        let mut column = [0; 5];
        for (index, lane) in state.iter().enumerate() {
            column[index % 5] ^= lane;
        }
        for (index, lane) in state.iter_mut().enumerate() {
            *lane ^= column[(index + 4) % 5] ^ column[(index + 1) % 5].rotate_left(1);
        }
        // Rho and pi.
        let mut moved = state[1];
        for (&lane, &rotation) in LANES.iter().zip(&ROTATIONS) {
            moved = core::mem::replace(&mut state[lane], moved.rotate_left(rotation));
        }
        // Chi.
        for row in state.chunks_exact_mut(5) {
            let old = [row[0], row[1], row[2], row[3], row[4]];
            for (index, lane) in row.iter_mut().enumerate() {
                *lane ^= !old[(index + 1) % 5] & old[(index + 2) % 5];
            }
        }
        // Iota.
        state[0] ^= round;
    }
}
