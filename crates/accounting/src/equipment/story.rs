use super::{
    fee::{FeeSplit, use_fee_split},
    owners::{Owners, owners_entitlement, owners_income},
};
use crate::{Error, U256, wide::Wide};
use alloc::vec::Vec;

/// A use of the equipment, and how often it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Base units paid.
    pub fee: U256,
    /// For what is used up.
    pub material: U256,
    /// To the technician.
    pub technician: U256,
    /// For maintenance.
    pub maintenance: U256,
    /// Number of such jobs, one after the other.
    pub times: u64,
}

/// Many uses, summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The sums of the five accounts.
    pub totals: FeeSplit,
    /// The number of the job that reached the owners' cap, the first being 1, and where its fee went.
    pub paid_back: Option<(u64, FeeSplit)>,
    /// The owners' parts then.
    pub owners: Owners,
}

/// Computes many uses of the equipment, until the owners are paid back and beyond.
///
/// Each fee goes where [`use_fee_split`] says, with the cap less the owners' income so far as what
/// is due to them. Jobs that are alike are not counted through one by one, so that their number
/// costs nothing.
///
/// Units: base units. Rounding: that of each fee.
///
/// ```
/// use weir_accounting::{Job, U256, equipment_story};
/// let [fee, material, technician, maintenance] = [12_000u32, 1240, 3750, 450].map(U256::from);
/// let job = Job { fee, material, technician, maintenance, times: 100 };
/// let story = equipment_story(&[U256::from(400_000u32)], 1_200_000, 750_000, &[job])?;
/// assert_eq!(story.paid_back.map(|(number, _)| number), Some(98));
/// assert_eq!(story.totals.infrastructure, U256::from(176_000u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// Those of [`use_fee_split`] and [`owners_entitlement`]; [`Error::Overflow`] if a sum exceeds 256
/// bits or the number of jobs 64.
pub fn equipment_story(
    contributions: &[U256],
    return_ppm: u32,
    owners_ppm: u32,
    jobs: &[Job],
) -> Result<Story, Error> {
    let all = Wide::sum(contributions.iter().copied()).narrow()?;
    let cap = owners_income(all, return_ppm, U256::ZERO)?.cap;
    let nothing = U256::ZERO;
    let mut story = Progress {
        due: cap,
        totals: use_fee_split(nothing, nothing, nothing, nothing, owners_ppm, nothing)?,
        number: 0,
        paid_back: None,
    };
    for job in jobs {
        story.play(job, owners_ppm)?;
    }
    let owners: Vec<(U256, U256)> = contributions.iter().map(|&given| (given, nothing)).collect();
    let owners = owners_entitlement(&owners, return_ppm, story.totals.owners)?;
    Ok(Story { totals: story.totals, paid_back: story.paid_back, owners })
}

/// The sums so far.
struct Progress {
    due: U256,
    totals: FeeSplit,
    number: u64,
    paid_back: Option<(u64, FeeSplit)>,
}

impl Progress {
    /// Plays a job as often as it happens: up to the one that pays the owners back, that one, and
    /// the ones after it.
    fn play(&mut self, job: &Job, owners_ppm: u32) -> Result<(), Error> {
        let mut left = job.times;
        while left > 0 {
            let split = |due| {
                let Job { fee, material, technician, maintenance, .. } = *job;
                use_fee_split(fee, material, technician, maintenance, owners_ppm, due)
            };
            let split = split(self.due)?;
            // So many alike: those that leave something due, or all once nothing changes any more.
            let alike = if split.owners.is_zero() {
                left
            } else {
                let before = self.due.minus(U256::from(1u32))?;
                let most = before.times_over(U256::from(1u32), split.owners)?;
                u64::try_from(most).unwrap_or(u64::MAX).clamp(1, left)
            };
            self.add(&split, alike)?;
            if self.due.is_zero() && !split.owners.is_zero() {
                self.paid_back = Some((self.number, split));
            }
            left -= alike;
        }
        Ok(())
    }

    fn add(&mut self, split: &FeeSplit, times: u64) -> Result<(), Error> {
        let add =
            |sum: U256, each: U256| sum.plus(each.times_over(U256::from(times), U256::from(1u32))?);
        let totals = self.totals;
        self.totals = FeeSplit {
            material: add(totals.material, split.material)?,
            technician: add(totals.technician, split.technician)?,
            maintenance: add(totals.maintenance, split.maintenance)?,
            owners: add(totals.owners, split.owners)?,
            infrastructure: add(totals.infrastructure, split.infrastructure)?,
        };
        let paid = self.totals.owners.minus(totals.owners)?;
        self.due = self.due.minus(paid)?;
        self.number = self.number.checked_add(times).ok_or(Error::Overflow)?;
        Ok(())
    }
}
