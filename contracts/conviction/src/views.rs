//! What the contract answers about itself. Nothing here is written.

use crate::{
    call::Call,
    commons,
    error::Error,
    execution,
    host::Host,
    proposal::{PROPOSAL, load_text},
    propose::{TEXT, offsets},
    stakes::{STAKE, Stakes},
    totals::TOTALS,
};

/// The words before the strings of a text.
const HEAD: usize = 3;

/// The proposal, its conviction as of now.
pub fn proposal_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    call.proposal.advance(&call.state)?;
    call.words.push_fields(&call.proposal.item, &PROPOSAL);
    Ok(())
}

/// The proposal's title and link: where they are, then the two, and zeros up to their longest.
pub fn text_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let (_, rest) = call.words.words.split_at_mut(HEAD);
    let (strings, _) = rest.split_at_mut(TEXT);
    load_text(call.host, call.proposal.id, strings.as_flattened_mut())?;
    // A tuple with strings is told by where it is, and counts from there.
    let [title, link] = offsets(&strings[0], HEAD - 1);
    call.words.push_number(32);
    call.words.push_number(title);
    call.words.push_number(link);
    call.words.len = HEAD + TEXT;
    Ok(())
}

/// The stakes of the account: proposals and amounts.
pub fn stakes_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let mut stakes = Stakes::default();
    stakes.load(call);
    call.words.push_number(32);
    call.words.push_number(stakes.iter().count() as u64);
    stakes.iter().for_each(|stake| call.words.push_fields(stake, &STAKE));
    Ok(())
}

/// What conviction the proposal must exceed now; the largest word if none suffices.
pub fn threshold_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    match execution::threshold(call) {
        Err(Error::NotExecutable | Error::OverSpendingLimit) => call.words.push(&[u64::MAX; 4]),
        threshold => call.words.push(&threshold?.limbs()),
    }
    Ok(())
}

/// The sums that thresholds count with, as of now.
pub fn totals<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    commons::governance(call)?;
    call.state.settle_supply();
    call.words.push_fields(&call.state.0, &TOTALS);
    Ok(())
}
