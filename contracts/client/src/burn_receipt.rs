//! Receipts of burns: what a burner shows to a service, and how the service checks it.
//!
//! The chain says which address burnt how much for which service and content. A receipt adds that
//! whoever shows it holds the key of that address: it is signed by it. So nobody can claim a burn
//! that another made. Who holds a copy of a receipt can still show the copy; where that matters the
//! service names a challenge, which the receipt then carries under its signature.

use crate::{
    amount::Amount,
    call::{ContractEvent, contract_events, event_at},
    commons::{Commons, Interface},
    deployment::Block,
    error::Error,
    key::{Key, address_of, is_signed},
};
use alloy_core::primitives::{Address, B256, Bytes, U256};
use serde::{Deserialize, Serialize};
use subxt::utils::AccountId32;

/// The version of receipts that this crate writes and reads.
pub const VERSION: u32 = 1;

/// The most bytes of a challenge.
const MAX_CHALLENGE: usize = 256;

/// A receipt of a burn: where the chain records it, what it says there, and the burner's signature
/// over all that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BurnReceipt {
    /// Version of the form: [`VERSION`].
    pub version: u32,
    /// Hash of the chain's first block.
    pub genesis_hash: B256,
    /// The Commons whose tokens were burnt.
    pub commons: Address,
    /// The block that records it.
    pub block: Block,
    /// Position of the event among all events of the block.
    pub event_index: u32,
    /// Who burnt.
    pub account: Address,
    /// For which service; 0: for none.
    pub service: u32,
    /// Hash of what was paid for.
    pub content: B256,
    /// Tokens burnt.
    pub amount: Amount,
    /// What the service asked to be signed along, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// The sr25519 key whose address burnt.
    pub public_key: B256,
    /// Its signature over all the above.
    pub signature: Bytes,
}

impl BurnReceipt {
    /// Makes a receipt of a burn by the key's account: the one at `event_index`, or the only one that
    /// the block has.
    ///
    /// # Errors
    /// [`Error::Receipt`] when there is no such burn, or several; when the challenge is too long.
    pub async fn make(
        commons: &Commons,
        key: &Key,
        block: Block,
        event_index: Option<u32>,
        challenge: Option<String>,
    ) -> Result<Self, Error> {
        let at = commons.chain().at(block.hash).await?;
        let burns = contract_events(&at).await?;
        let mut own = burns.iter().filter_map(|event| {
            let burn = burn(commons, event)?;
            let wanted = event_index.is_none_or(|index| index == event.index);
            (wanted && burn.account == key.address()).then_some((event.index, burn))
        });
        let Some((index, burn)) = own.next() else {
            return Err(Error::Receipt(format!(
                "block {} records no burn by {}{}",
                block.number,
                key.address(),
                event_index.map_or(String::new(), |index| format!(" at event {index}"))
            )));
        };
        if own.next().is_some() {
            return Err(Error::Receipt(format!(
                "block {} records several burns by {}: name one with --event",
                block.number,
                key.address()
            )));
        }
        Self::of_event(commons, key, block, index, &burn, challenge)
    }

    /// Makes a receipt of a burn that was just executed.
    ///
    /// # Errors
    /// When the challenge is too long, or the amount more than can be counted.
    pub fn of_event(
        commons: &Commons,
        key: &Key,
        block: Block,
        event_index: u32,
        burn: &Interface::Burn,
        challenge: Option<String>,
    ) -> Result<Self, Error> {
        if let Some(challenge) = &challenge {
            Self::check_challenge(challenge)?;
        }
        let mut receipt = Self {
            version: VERSION,
            genesis_hash: commons.chain().genesis_hash(),
            commons: commons.address(),
            block,
            event_index,
            account: burn.account,
            service: burn.service,
            content: burn.content,
            amount: burn.amount.try_into()?,
            challenge,
            public_key: key.public_key(),
            signature: Bytes::new(),
        };
        receipt.signature = key.sign(receipt.text().as_bytes()).into();
        Ok(receipt)
    }

    /// Checks a challenge before anything is burnt for it.
    ///
    /// # Errors
    /// [`Error::Challenge`] when it is longer than a receipt carries.
    pub fn check_challenge(challenge: &str) -> Result<(), Error> {
        match challenge.len() {
            0..=MAX_CHALLENGE => Ok(()),
            found => Err(Error::Challenge { found, most: MAX_CHALLENGE }),
        }
    }

    /// Checks everything: chain and Commons, that the block is final, that the event says the same,
    /// that the key's address is the burner's, and the signature. A challenge is required when one
    /// is given.
    ///
    /// # Errors
    /// [`Error::Receipt`] with the first thing that is not as it says.
    pub async fn verify(&self, commons: &Commons, challenge: Option<&str>) -> Result<(), Error> {
        self.check_signature(challenge)?;
        let chain = commons.chain();
        self.require(self.genesis_hash == chain.genesis_hash(), || {
            format!("it is about another chain, the one with genesis {}", self.genesis_hash)
        })?;
        self.require(self.commons == commons.address(), || {
            format!("it is about another Commons, {}", self.commons)
        })?;
        let known = chain.block_hash(self.block.number).await? == Some(self.block.hash);
        self.require(known, || {
            format!("the chain has no block {} {}", self.block.number, self.block.hash)
        })?;
        let last = chain.finalized_block().await?.number;
        self.require(self.block.number <= last, || {
            format!("block {} is not final yet; {last} is", self.block.number)
        })?;
        let event = event_at(&chain.at(self.block.hash).await?, self.event_index).await?;
        let recorded = event.as_ref().and_then(|event| burn(commons, event));
        let Some(recorded) = recorded else {
            return Err(Error::Receipt(format!(
                "event {} of block {} is no burn of this Commons",
                self.event_index, self.block.number
            )));
        };
        for (what, same) in [
            ("account", recorded.account == self.account),
            ("service", recorded.service == self.service),
            ("content", recorded.content == self.content),
            ("amount", recorded.amount == U256::from(self.amount.base_units())),
        ] {
            self.require(same, || format!("the chain records another {what}"))?;
        }
        Ok(())
    }

    /// What can be checked without a chain: the signature, whose key is the burner's, and the
    /// challenge.
    ///
    /// # Errors
    /// [`Error::Receipt`] with the first thing that is not as it says.
    pub fn check_signature(&self, challenge: Option<&str>) -> Result<(), Error> {
        self.require(self.version == VERSION, || {
            format!("it has version {}; this program reads version {VERSION}", self.version)
        })?;
        let address = address_of(&AccountId32(self.public_key.0));
        self.require(address == self.account, || {
            format!("its key is the one of {address}, not of the burner {}", self.account)
        })?;
        let signature = <[u8; 64]>::try_from(self.signature.as_ref()).ok();
        let signed = signature
            .is_some_and(|signature| is_signed(self.text().as_bytes(), signature, self.public_key));
        self.require(signed, || "the signature is not the burner's over this receipt".into())?;
        match challenge {
            Some(challenge) => self.require(self.challenge.as_deref() == Some(challenge), || {
                "it was not signed for this challenge".into()
            }),
            None => Ok(()),
        }
    }

    /// What is signed: a line a field, so that whoever signs it in a wallet can read it.
    pub fn text(&self) -> String {
        let mut text = format!(
            "Weir burn receipt {}\nchain {}\ncommons {}\nblock {} {}\nevent {}\naccount {}\n\
             service {}\ncontent {}\namount {}",
            self.version,
            self.genesis_hash,
            hex(self.commons),
            self.block.number,
            self.block.hash,
            self.event_index,
            hex(self.account),
            self.service,
            self.content,
            self.amount.base_units(),
        );
        if let Some(challenge) = &self.challenge {
            // Quoted, so that no challenge can pass for another field.
            text.push_str(&format!("\nchallenge {}", serde_json::Value::from(challenge.as_str())));
        }
        text
    }

    fn require(&self, holds: bool, problem: impl FnOnce() -> String) -> Result<(), Error> {
        if holds { Ok(()) } else { Err(Error::Receipt(problem())) }
    }
}

/// Without the checksum's capitals, which other programs may not write.
fn hex(address: Address) -> String {
    format!("{address:#x}")
}

fn burn(commons: &Commons, event: &ContractEvent) -> Option<Interface::Burn> {
    (event.contract == commons.address()).then(|| event.decode()).flatten()
}

#[cfg(test)]
mod tests;
