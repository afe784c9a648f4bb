use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;

use super::{record::Log, walk::Walk};
use crate::{Error, Fraction};

/// The reason for a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// Credit for the production in a process.
    Produced(&'a str),
    /// Work in a process.
    Work(&'a str),
    /// A resource that was given.
    Contributed(&'a str),
    /// Money in the fund that bought a resource.
    Fund(&'a str),
    /// Money paid for a resource.
    Bought(&'a str),
    /// Money paid on top of the price of a resource.
    Expense(&'a str),
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Produced(process) => write!(formatter, "produced in {process}"),
            Self::Work(process) => write!(formatter, "work in {process}"),
            Self::Contributed(resource) => write!(formatter, "contributed {resource}"),
            Self::Fund(resource) => write!(formatter, "fund of {resource}"),
            Self::Bought(resource) => write!(formatter, "bought {resource}"),
            Self::Expense(resource) => write!(formatter, "expense of {resource}"),
        }
    }
}

/// The part that an agent's contribution has in a deliverable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share<'a> {
    /// The contributor.
    pub agent: &'a str,
    /// The reason.
    pub source: Source<'a>,
    /// In units of value.
    pub share: Fraction,
}

/// Everything that a deliverable owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow<'a> {
    /// Value of one unit of it.
    pub unit_value: Fraction,
    /// In the order of the walk: credits for the production, then the inputs in their order, each
    /// with all that is in it.
    pub shares: Vec<Share<'a>>,
    /// The sum of the shares.
    pub total: Fraction,
    /// The sum of each agent's shares.
    pub by_agent: BTreeMap<&'a str, Fraction>,
}

/// Computes what a deliverable is worth, and whose contributions are in it.
///
/// The unit value of a resource is the mean, weighted by quantity, of what was contributed (value),
/// bought (payments and expenses) and produced (work, use and consumption), rounded up to 0.01.
/// Work is worth its hours times the rate, a use its quantity times the value of a unit of use,
/// consumption its quantity times the unit value.
///
/// For q delivered units of a production of p, with f = min(1, q / p): credits count their value ×
/// f, work its value × f. A used resource passes its use value × f on to its contributors in
/// proportion to their values, each at most value / quantity; or to those who paid into the fund
/// that bought it, by contribution / unit value; or to its buyers in proportion. A consumed one
/// passes its quantity × f on to its buyers, by payment × quantity / bought quantity; or to its
/// contributors, by value × quantity / all that was contributed; or into the process that made it.
///
/// Units: value in any unit, quantities in those of the log. Rounding: none but that of unit values;
/// a share that has no end is written with 18 decimals, rounded down, and sums are of what is
/// written.
///
/// Source: Sensorica's valnet/valuenetwork 18bbf6e1, `valueaccounting/models.py`
/// (`roll_up_value`, `compute_income_shares`), and its own test's numbers. Corrected: two payers of
/// one purchase are not multiplied by their fraction a second time; two contributors of one tool
/// divide its use value instead of getting the whole each (#477), and so do those of a material; a
/// process that is reached on two ways counts on both. Circles, which the source walks once, are
/// refused.
///
/// ```
/// use std::collections::BTreeMap;
/// use weir_accounting::{Fraction, Input, Log, Process, Resource, value_flow};
/// let hours = "1.5".parse()?;
/// let process = Process {
///     makes: "cup",
///     quantity: Fraction::from(3u64),
///     credits: vec![],
///     inputs: vec![Input::Work { agent: "ana", hours }],
/// };
/// let cup = Resource {
///     made_by: Some("turning"),
///     value_per_unit_of_use: Fraction::zero(),
///     contributed: vec![],
///     bought: None,
/// };
/// let log = Log {
///     work_per_hour: Fraction::from(20u64),
///     resources: BTreeMap::from([("cup", cup)]),
///     processes: BTreeMap::from([("turning", process)]),
/// };
/// let flow = value_flow(&log, "cup", Fraction::from(1u64))?;
/// assert_eq!(flow.unit_value, Fraction::from(10u64));
/// assert_eq!(flow.by_agent["ana"], Fraction::from(10u64));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::Unknown`] if a resource or process is not there, [`Error::NotMadeThere`],
/// [`Error::ZeroQuantity`] if something was given, bought or made in no quantity,
/// [`Error::Circular`], [`Error::TooDeep`], [`Error::Overflow`].
pub fn value_flow<'a>(
    log: &Log<'a>,
    deliver: &'a str,
    quantity: Fraction,
) -> Result<Flow<'a>, Error> {
    let (unit_value, shares) = Walk::of(log, deliver, quantity)?;
    let mut total = Fraction::zero();
    let mut by_agent: BTreeMap<&str, Fraction> = BTreeMap::new();
    for share in &shares {
        total = total.plus(&share.share)?;
        let sum = by_agent.entry(share.agent).or_insert(Fraction::zero());
        *sum = sum.plus(&share.share)?;
    }
    Ok(Flow { unit_value, shares, total, by_agent })
}
