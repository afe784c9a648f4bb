//! What the contract answers about itself. Nothing here is written.

use crate::{
    announcing,
    call::Call,
    commons,
    error::Error,
    host::Host,
    proposal::{ACTIVE, PROPOSAL, load_text},
    propose::{TEXT, offsets},
    settings::SETTINGS,
    stakes::{STAKE_AMOUNT, Stakes, id, is_against},
    thresholds,
    totals::TOTALS,
};

/// The words before the strings of a text.
const HEAD: usize = 3;

/// The proposal, its convictions as of now.
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
    // A tuple with strings is given by where it is, and counts from there.
    let [title, link] = offsets(&strings[0], HEAD - 1);
    call.words.push_number(32);
    call.words.push_number(title);
    call.words.push_number(link);
    call.words.len = HEAD + TEXT;
    Ok(())
}

/// The stakes of the account: proposals, amounts and sides.
pub fn stakes_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let mut stakes = Stakes::default();
    stakes.load(call);
    call.words.push_number(32);
    call.words.push_number(stakes.iter().count() as u64);
    for stake in stakes.iter() {
        call.words.push_number(id(stake).into());
        call.words.push_fields(stake, &STAKE_AMOUNT);
        call.words.push_number(is_against(stake).into());
    }
    Ok(())
}

/// From when until when the proposal can be executed; zeros if it is over or not announced.
pub fn notice_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let mut window = [0; 2];
    if call.proposal.status() == ACTIVE && call.proposal.announced() != 0 {
        commons::governance(call)?;
        window = announcing::window(call);
    }
    call.words.push_number(window[0]);
    call.words.push_number(window[1]);
    Ok(())
}

/// What support less opposition must exceed now; the largest word if none suffices.
pub fn threshold_of<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    match thresholds::sample(call).and_then(|()| thresholds::bar(call)) {
        Err(Error::NotExecutable | Error::OverSpendingLimit) => call.words.push(&[u64::MAX; 4]),
        threshold => call.words.push(&threshold?.limbs()),
    }
    Ok(())
}

/// The sums that thresholds count with, as of now.
pub fn totals<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    commons::governance(call)?;
    call.state.settle();
    call.words.push_fields(&call.state.0, &TOTALS);
    Ok(())
}

/// The settings, with the Commons' spending limit.
pub fn settings<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    commons::governance(call)?;
    call.words.push_fields(&call.state.0, &SETTINGS);
    Ok(())
}
