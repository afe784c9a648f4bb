use alloc::{collections::BTreeSet, vec::Vec};

use crate::{Error, Split, U256, wide::Wide};

/// An account in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The account's name, or its address as text.
    pub id: &'a str,
    /// Cred of each week that the round is for.
    pub weeks: &'a [U256],
    /// Base units kept back from earlier rounds.
    pub carried: U256,
    /// Counts this round's cred as zero. The carried sum is not touched.
    pub excluded: bool,
}

/// The treatment of small sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minimum {
    /// A sum below so many base units is kept for the account until it reaches them.
    Carry(U256),
    /// Accounts whose share is below so many base units are left out, and the whole is divided once
    /// more among the others. What was carried before plays no part.
    Drop(U256),
}

/// The part of one account in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The account.
    pub id: &'a str,
    /// Its part of what is disbursed.
    pub share: U256,
    /// Base units paid now.
    pub paid: U256,
    /// Base units kept for it.
    pub carried: U256,
}

/// A round: one payout out of a revenue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round<'a> {
    /// Base units that are divided.
    pub disbursed: U256,
    /// Base units that are not.
    pub retained: U256,
    /// The accounts, in the order given.
    pub entries: Vec<Entry<'a>>,
}

/// Computes a round: part of a revenue divided by the cred of some weeks, small sums carried over.
///
/// `disbursed = floor(revenue × ratio / 10^6)`; cred is the sum of the weeks, zero where excluded;
/// the shares are those of the split. With [`Minimum::Carry`] an account is owed what was carried
/// and its share: from the minimum on all of it is paid, below it all of it is carried.
///
/// Units: base units, the ratio in parts per million. Rounding: down what is disbursed, then that
/// of the split. Shares sum to what is disbursed; with [`Minimum::Carry`], paid and carried after
/// sum to disbursed and carried before.
///
/// Source: the procedure of dogfooding SourceCred through OpenCollective: a share p of a month's
/// revenue to contributors by published cred, after a week of review, small sums carried over.
///
/// ```
/// use weir_accounting::{Member, Minimum, Split, U256, payout_round};
/// let (many, few) = ([U256::from(99u32)], [U256::from(1u32)]);
/// let member = |id, weeks| Member { id, weeks, carried: U256::ZERO, excluded: false };
/// let members = [member("ana", &many), member("cy", &few)];
/// let minimum = Minimum::Carry(U256::from(5u32));
/// let revenue = U256::from(200u32);
/// let round = payout_round(revenue, 500_000, &members, minimum, Split::Cumulative)?;
/// assert_eq!(round.disbursed, U256::from(100u32));
/// assert_eq!(round.entries[1].paid, U256::ZERO);
/// assert_eq!(round.entries[1].carried, U256::from(1u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::RatioOverOne`], [`Error::DuplicateAccount`]; [`Error::ZeroTotal`] if no account that
/// is not excluded has cred, a revenue of zero included; [`Error::AllBelowMinimum`] if
/// [`Minimum::Drop`] leaves no account; [`Error::Overflow`] above 256 bits.
pub fn payout_round<'a>(
    revenue: U256,
    ratio_ppm: u32,
    members: &[Member<'a>],
    minimum: Minimum,
    split: Split,
) -> Result<Round<'a>, Error> {
    let disbursed = revenue.part(ratio_ppm)?;
    let mut seen = BTreeSet::new();
    if !members.iter().all(|member| seen.insert(member.id)) {
        return Err(Error::DuplicateAccount);
    }
    let ids: Vec<&str> = members.iter().map(|member| member.id).collect();
    let cred = members.iter().map(Member::cred).collect::<Result<Vec<U256>, Error>>()?;
    let shares = split.divide(disbursed, &ids, &cred)?;
    let entries = match minimum {
        Minimum::Carry(least) => carry(members, &shares, least)?,
        Minimum::Drop(least) => {
            let kept: Vec<U256> = cred
                .iter()
                .zip(&shares)
                .map(|(&cred, share)| if *share < least { U256::ZERO } else { cred })
                .collect();
            if shares.iter().all(|share| *share < least) {
                return Err(Error::AllBelowMinimum);
            }
            let shares = split.divide(disbursed, &ids, &kept)?;
            let entry = |(id, share)| Entry { id, share, paid: share, carried: U256::ZERO };
            ids.into_iter().zip(shares).map(entry).collect()
        }
    };
    Ok(Round { disbursed, retained: revenue.minus(disbursed)?, entries })
}

impl Member<'_> {
    /// Cred that counts.
    fn cred(&self) -> Result<U256, Error> {
        if self.excluded { Ok(U256::ZERO) } else { Wide::sum(self.weeks.iter().copied()).narrow() }
    }
}

/// Pays what has reached the minimum and carries the rest.
fn carry<'a>(
    members: &[Member<'a>],
    shares: &[U256],
    least: U256,
) -> Result<Vec<Entry<'a>>, Error> {
    let entry = |(member, &share): (&Member<'a>, &U256)| {
        let owed = member.carried.plus(share)?;
        let (paid, carried) = if owed < least { (U256::ZERO, owed) } else { (owed, U256::ZERO) };
        Ok(Entry { id: member.id, share, paid, carried })
    };
    members.iter().zip(shares).map(entry).collect()
}
