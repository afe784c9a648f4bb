use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use super::record::{Input, LONGEST_CHAIN, Log, total};
use crate::{Error, Fraction};

/// Unit values of a log's resources, each computed once.
pub(crate) struct Values<'a, 'l> {
    log: &'l Log<'a>,
    /// Unit values, and how many processes a resource went through.
    known: BTreeMap<&'a str, (Fraction, u32)>,
    /// The resources whose value is being computed: one that is met again is made out of itself.
    path: BTreeSet<&'a str>,
}

impl<'a, 'l> Values<'a, 'l> {
    pub(crate) fn new(log: &'l Log<'a>) -> Self {
        Self { log, known: BTreeMap::new(), path: BTreeSet::new() }
    }

    /// Returns the worth of a unit of a resource: the mean over its sources, weighted by quantity
    /// and rounded up to hundredths. Zero if it came from nowhere.
    pub(crate) fn of(&mut self, name: &'a str) -> Result<Fraction, Error> {
        Ok(self.known(name)?.0)
    }

    fn known(&mut self, name: &'a str) -> Result<(Fraction, u32), Error> {
        if let Some(&known) = self.known.get(name) {
            return Ok(known);
        }
        if self.path.len() >= LONGEST_CHAIN as usize {
            return Err(Error::TooDeep);
        }
        if !self.path.insert(name) {
            return Err(Error::Circular);
        }
        let (sources, chain) = self.sources(name)?;
        if chain > LONGEST_CHAIN {
            return Err(Error::TooDeep);
        }
        self.path.remove(name);
        let mut all = (Fraction::zero(), Fraction::zero());
        for (value, quantity) in &sources {
            if quantity.is_zero() {
                return Err(Error::ZeroQuantity);
            }
            all = (all.0.plus(value)?, all.1.plus(quantity)?);
        }
        let value = if sources.is_empty() { all.0 } else { all.0.over(&all.1)?.hundredths_up()? };
        self.known.insert(name, (value, chain));
        Ok((value, chain))
    }

    /// Value and quantity of each contribution, of the purchase and of the production, and how many
    /// processes there were.
    fn sources(&mut self, name: &'a str) -> Result<(Vec<(Fraction, Fraction)>, u32), Error> {
        let log = self.log;
        let resource = log.resource(name)?;
        let mut sources: Vec<_> =
            resource.contributed.iter().map(|given| (given.value, given.quantity)).collect();
        if let Some(purchase) = &resource.bought {
            sources.push((total(purchase.all())?, purchase.quantity));
        }
        let mut chain = 0;
        if let Some(maker) = resource.made_by {
            let process = log.maker(name, maker)?;
            let mut value = Fraction::zero();
            for input in &process.inputs {
                let (worth, before) = self.input(input)?;
                value = value.plus(&worth)?;
                chain = chain.max(before);
            }
            chain += 1;
            sources.push((value, process.quantity));
        }
        Ok((sources, chain))
    }

    /// Returns the worth of an input, and through how many processes it went.
    fn input(&mut self, input: &Input<'a>) -> Result<(Fraction, u32), Error> {
        match input {
            Input::Work { hours, .. } => Ok((hours.times(&self.log.work_per_hour)?, 0)),
            Input::Use { resource, quantity } => {
                let worth = &self.log.resource(resource)?.value_per_unit_of_use;
                Ok((quantity.times(worth)?, 0))
            }
            Input::Consume { resource, quantity } => {
                let (worth, chain) = self.known(resource)?;
                Ok((quantity.times(&worth)?, chain))
            }
        }
    }
}
