use alloc::{collections::BTreeMap, vec::Vec};

use crate::{Error, Fraction};

/// The longest chain of processes, each of which consumes what the one before made.
pub(crate) const LONGEST_CHAIN: u32 = 100;

/// A project's log: resources, and the processes that made them, by name.
#[derive(Clone, Debug)]
pub struct Log<'a> {
    /// Value of an hour of work.
    pub work_per_hour: Fraction,
    /// Things: what is used, consumed or delivered.
    pub resources: BTreeMap<&'a str, Resource<'a>>,
    /// Processes that made them.
    pub processes: BTreeMap<&'a str, Process<'a>>,
}

/// A thing, and where it came from.
#[derive(Clone, Debug)]
pub struct Resource<'a> {
    /// The process that made it.
    pub made_by: Option<&'a str>,
    /// Value of a unit of use, an hour for instance.
    pub value_per_unit_of_use: Fraction,
    /// Those who gave it.
    pub contributed: Vec<Contribution<'a>>,
    /// Its purchase.
    pub bought: Option<Purchase<'a>>,
}

/// A quantity of a resource that an agent gave.
#[derive(Clone, Copy, Debug)]
pub struct Contribution<'a> {
    /// The giver.
    pub agent: &'a str,
    /// The quantity given.
    pub quantity: Fraction,
    /// Value of all of it.
    pub value: Fraction,
}

/// Money that an agent gave.
#[derive(Clone, Copy, Debug)]
pub struct Payment<'a> {
    /// The payer.
    pub agent: &'a str,
    /// The amount, in units of value.
    pub amount: Fraction,
}

/// The purchase of a resource.
#[derive(Clone, Debug)]
pub struct Purchase<'a> {
    /// The quantity bought.
    pub quantity: Fraction,
    /// Money paid through a common fund.
    pub fund: Vec<Payment<'a>>,
    /// Money paid to the seller.
    pub payments: Vec<Payment<'a>>,
    /// Money paid on top: carriage, customs.
    pub expenses: Vec<Payment<'a>>,
}

/// Work, use and consumption that made a quantity of a resource.
#[derive(Clone, Debug)]
pub struct Process<'a> {
    /// The resource.
    pub makes: &'a str,
    /// The quantity made.
    pub quantity: Fraction,
    /// Credits for the production itself, each with its value. Not part of the unit value.
    pub credits: Vec<Payment<'a>>,
    /// Work, use and consumption.
    pub inputs: Vec<Input<'a>>,
}

/// One of the things that went into a process.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// Work of an agent.
    Work {
        /// The worker.
        agent: &'a str,
        /// The time worked.
        hours: Fraction,
    },
    /// Use of a resource that is still there afterwards.
    Use {
        /// Which.
        resource: &'a str,
        /// Units of use.
        quantity: Fraction,
    },
    /// A resource that is gone afterwards.
    Consume {
        /// Which.
        resource: &'a str,
        /// The quantity consumed.
        quantity: Fraction,
    },
}

impl<'a> Log<'a> {
    pub(crate) fn resource(&self, name: &str) -> Result<&Resource<'a>, Error> {
        self.resources.get(name).ok_or(Error::Unknown)
    }

    /// The process that made a resource, which must be the one that makes it.
    pub(crate) fn maker(&self, name: &str, process: &str) -> Result<&Process<'a>, Error> {
        let process = self.processes.get(process).ok_or(Error::Unknown)?;
        if process.makes == name { Ok(process) } else { Err(Error::NotMadeThere) }
    }
}

impl<'a> Purchase<'a> {
    /// All who paid.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Payment<'a>> {
        self.fund.iter().chain(&self.payments).chain(&self.expenses)
    }
}

/// The sum of payments.
pub(crate) fn total<'p, 'a: 'p>(
    payments: impl IntoIterator<Item = &'p Payment<'a>>,
) -> Result<Fraction, Error> {
    payments.into_iter().try_fold(Fraction::zero(), |sum, payment| sum.plus(&payment.amount))
}
