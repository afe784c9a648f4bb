//! New proposals.

use weir_economics::MAX_AMOUNT;
use weir_text::{check_label, check_link};

use crate::{
    abi::{Word, ZERO, amount, as_bytes, is_zero, number, word},
    call::Call,
    commons,
    error::Error,
    events::{self, PROPOSE},
    host::Host,
    proposal::{FUNDING, GIVEN, NEVER, REVOCATION, RULE, SIGNAL, WIND_DOWN, store_text},
    rules,
    settings::TEN_YEARS,
    words::read,
};

/// The longest title, in bytes.
pub const MAX_TITLE: usize = 64;
/// The longest link, in bytes.
pub const MAX_LINK: usize = 160;

/// The words of the longest title and link, each with its length.
pub(crate) const TEXT: usize = 3 + 6;

/// The words of the event before its text: three topics, what is given, where the two strings are.
const TOPICS: usize = 3;
const HEAD: usize = GIVEN.len() + 2;
const BEFORE_TEXT: usize = TOPICS + HEAD;

/// Creates a proposal from `len` bytes of call data and returns its id. The money sent is its
/// deposit.
pub fn propose<H: Host>(call: &mut Call<H>, len: u64, deposit: u128) -> Result<(), Error> {
    if deposit < call.state.deposit() {
        return Err(Error::DepositTooLow);
    }
    let mut arguments = [ZERO; 8];
    call.host.arguments(4, &mut arguments);
    let [given @ .., title, link] = &arguments;
    // All but the deposit, with the lifetime in the place of the expiry.
    read(given, &GIVEN, &mut call.proposal.item)?;
    let lifetime = call.proposal.expiry();
    if lifetime.wrapping_sub(1) >= call.state.max_lifetime() {
        return Err(Error::InvalidParameter);
    }
    check(call)?;
    commons::check_beneficiary(call)?;
    call.state.check_running()?;
    // Where nothing can be granted, people can still give their opinion.
    if call.state.spending_limit() == 0 && call.proposal.kind() != SIGNAL {
        return Err(Error::NotOpen);
    }

    let mut text = 0;
    for (offset, link) in [(title, false), (link, true)] {
        text += string(call, BEFORE_TEXT + text, len, offset, link)?;
    }
    // The lifetime is ten years at most.
    let expiry = call.state.now().wrapping_add(lifetime);
    create(call, expiry, deposit, text)?;
    call.state.store(call.host);
    call.words.push_number(call.proposal.id.into());
    Ok(())
}

/// Creates the first proposal, the abstain signal, in the deployer's name.
pub(crate) fn abstain<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    // A title of two words, its length and its bytes, and a link of one.
    call.words.words[BEFORE_TEXT] = word(7);
    call.words.words[BEFORE_TEXT + 1][0] = u64::from_ne_bytes(*b"Abstain\0");
    create(call, NEVER, 0, 3)
}

/// Writes the proposal with this number of words of text, which stand where the event has them, and
/// emits the event.
#[inline(never)]
fn create<H: Host>(
    call: &mut Call<H>,
    expiry: u64,
    deposit: u128,
    text: usize,
) -> Result<(), Error> {
    let proposal = &mut call.proposal;
    proposal.id = call.state.next_proposal()?;
    proposal.complete(call.state.now(), &call.account, expiry, deposit)?;
    proposal.store(call.host);
    let (_, rest) = call.words.words.split_at(BEFORE_TEXT);
    let (strings, _) = rest.split_at(text);
    store_text(call.host, proposal.id, strings.as_flattened());

    let offsets = offsets(&strings[0], HEAD);
    events::start(call, &PROPOSE);
    call.words.push_word(&call.account);
    call.words.push_fields(&call.proposal.item, &GIVEN);
    call.words.push_number(offsets[0]);
    call.words.push_number(offsets[1]);
    call.words.len += text;
    call.words.emit(call.host, TOPICS);
    Ok(())
}

/// What of a request each kind of proposal uses.
const USES_BENEFICIARY: u8 = 1;
const USES_AMOUNT: u8 = 2;
const USES_DURATION: u8 = 4;
const USES_TOKENS: u8 = 8;
static USES: [u8; 6] = [
    0,
    USES_BENEFICIARY | USES_AMOUNT | USES_DURATION | USES_TOKENS,
    USES_AMOUNT,
    USES_AMOUNT | USES_DURATION,
    USES_BENEFICIARY,
    0,
];

/// Refuses a request that cannot be granted, or that says what means nothing.
#[inline(never)]
fn check<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let proposal = &call.proposal;
    let (kind, amount, duration) = (proposal.kind(), proposal.amount(), proposal.duration());
    let uses = USES.get(kind as usize).copied().ok_or(Error::InvalidParameter)?;
    if (uses & USES_AMOUNT == 0 && amount != 0)
        || (uses & USES_DURATION == 0 && duration != 0)
        || (uses & USES_TOKENS == 0 && proposal.as_tokens())
    {
        return Err(Error::InvalidParameter);
    }
    let mut beneficiary = ZERO;
    proposal.beneficiary(&mut beneficiary);
    if uses & USES_BENEFICIARY == 0 {
        if !is_zero(&beneficiary) {
            return Err(Error::InvalidParameter);
        }
    } else {
        // The others on whom a grant or an office would be lost are known to the Commons.
        let mut own = ZERO;
        call.host.address(&mut own);
        if is_zero(&beneficiary) || beneficiary == own {
            return Err(Error::InvalidRecipient);
        }
    }
    if kind > REVOCATION && call.state.share(kind == WIND_DOWN) == 0 {
        return Err(Error::RuleFixed);
    }
    match kind {
        FUNDING if amount == 0 => Err(Error::ZeroAmount),
        FUNDING if amount > MAX_AMOUNT => Err(Error::OutOfDomain),
        FUNDING if duration > TEN_YEARS => Err(Error::InvalidParameter),
        // Conviction against a grant that does not exist yet could end it in its first second.
        REVOCATION if amount.wrapping_sub(1) >= commons::grants(call)?.into() => {
            Err(Error::InvalidParameter)
        }
        RULE => rules::check(call),
        _ => Ok(()),
    }
}

/// Reads the string that starts `offset` bytes after the selector, its length and its bytes, into
/// the words from `to` on; how many it takes. It is a title, or a link.
#[inline(never)]
fn string<H: Host>(
    call: &mut Call<H>,
    to: usize,
    len: u64,
    offset: &Word,
    link: bool,
) -> Result<usize, Error> {
    let at = number(offset, 31)? + 4;
    let (_, words) = call.words.words.split_at_mut(to);
    let (length, text) = words.split_at_mut(1);
    call.host.arguments(at as u32, length);
    let size = amount(&length[0], Error::InvalidText)?;
    if size > MAX_LINK as u128 {
        return Err(Error::InvalidText);
    }
    let size = size as u64;
    if at + 32 + size > len {
        return Err(Error::Malformed);
    }
    let count = size.div_ceil(32) as usize;
    let (text, _) = text.split_at_mut(count);
    call.host.arguments(at as u32 + 32, text);
    // What follows the string in the call data is no part of it.
    let mut rest = size;
    for limb in text.as_flattened_mut() {
        if rest < 8 {
            *limb &= u64::from_be(!(u64::MAX >> (rest * 8)));
        }
        rest = rest.saturating_sub(8);
    }
    let text = as_bytes(text).get(..size as usize).unwrap_or_default();
    let taken = if link { check_link(text, MAX_LINK) } else { check_label(text, MAX_TITLE) };
    if taken.is_err() {
        return Err(Error::InvalidText);
    }
    Ok(1 + count)
}

/// Where in an encoding two strings start that follow its first `head` words, given the first
/// string's length.
pub(crate) fn offsets(title: &Word, head: usize) -> [u64; 2] {
    let head = 32 * head as u64;
    [head, head + 32 * (1 + u64::from_be(title[3]).div_ceil(32))]
}
