//! Payout lists as one hash.

use super::{super::fields::Fields, Answer, input::Input, refused};
use alloy_core::primitives::keccak256;
use serde_json::{Value, json};
use weir_accounting::{Hash, Line, MerkleTree, verify_proof};

/// Alloy's keccak, which is written in assembly.
fn keccak(bytes: &[u8]) -> Hash {
    keccak256(bytes).0
}

/// The leaf of an entry.
type Leaf = fn(&Input) -> Result<Hash, String>;

fn leaf(fields: &Fields) -> Result<Leaf, String> {
    match fields.input("leaf").text()? {
        "uniswap" => Ok(|entry| Ok(line(entry)?.packed_leaf(keccak))),
        "weir" => Ok(|entry| Ok(line(entry)?.leaf(keccak, entry.field("distribution").amount()?))),
        other => Err(format!("leaf must be uniswap or weir, not {other:?}")),
    }
}

fn line(entry: &Input) -> Result<Line, String> {
    Ok(Line {
        index: entry.field("index").amount()?,
        account: bytes(&entry.field("account"))?,
        amount: entry.field("amount").amount()?,
    })
}

/// So many bytes, in hexadecimal digits.
fn bytes<const LEN: usize>(input: &Input) -> Result<[u8; LEN], String> {
    let mut bytes = [0; LEN];
    let text = input.text()?;
    hex::decode_to_slice(text.strip_prefix("0x").unwrap_or(text), &mut bytes)
        .map_err(|_| format!("{} must be {LEN} bytes in hexadecimal", input.place()))?;
    Ok(bytes)
}

fn hash(hash: &Hash) -> Value {
    Value::String(format!("0x{}", hex::encode(hash)))
}

pub(super) fn tree(fields: &Fields) -> Answer {
    let leaf = leaf(fields)?;
    let entries = fields.input("entries").list()?;
    let leaves: Result<Vec<Hash>, String> = entries.iter().map(leaf).collect();
    let leaves = leaves?;
    let tree = MerkleTree::new(keccak, &leaves).map_err(refused)?;
    let proofs: Result<Value, String> = leaves
        .iter()
        .map(|&leaf| {
            let proof = tree.proof(leaf).ok_or("the tree lacks a leaf that it was made of")?;
            Ok(proof.iter().map(hash).collect::<Value>())
        })
        .collect();
    Ok(json!({ "root": hash(&tree.root()), "proofs": proofs? }))
}

pub(super) fn verify(fields: &Fields) -> Answer {
    let leaf = leaf(fields)?(&fields.input("entry"))?;
    let proof: Result<Vec<Hash>, String> =
        fields.input("proof").list()?.iter().map(bytes).collect();
    let root = bytes(&fields.input("root"))?;
    Ok(json!({ "valid": verify_proof(keccak, leaf, &proof?, root) }))
}
