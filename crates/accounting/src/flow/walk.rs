use alloc::vec::Vec;

use super::{
    record::{Input, Log, Payment, Purchase, total},
    shares::{Share, Source},
    value::Values,
};
use crate::{Error, Fraction};

/// The most things that a walk looks at: far more than a log has, unless one thing is reached on
/// very many ways.
const MOST_STEPS: u32 = 100_000;

/// The walk back from a deliverable.
pub(crate) struct Walk<'a, 'l> {
    log: &'l Log<'a>,
    values: Values<'a, 'l>,
    shares: Vec<Share<'a>>,
    steps: u32,
}

impl<'a, 'l> Walk<'a, 'l> {
    /// The unit value of a deliverable, and the shares in so much of it.
    pub(crate) fn of(
        log: &'l Log<'a>,
        deliver: &'a str,
        quantity: Fraction,
    ) -> Result<(Fraction, Vec<Share<'a>>), Error> {
        let mut walk =
            Self { log, values: Values::new(log), shares: Vec::new(), steps: MOST_STEPS };
        // Circles and chains that are too long end here.
        let unit_value = walk.values.of(deliver)?;
        walk.consume(deliver, quantity)?;
        Ok((unit_value, walk.shares))
    }

    fn step(&mut self) -> Result<(), Error> {
        self.steps = self.steps.checked_sub(1).ok_or(Error::TooDeep)?;
        Ok(())
    }

    fn give(&mut self, agent: &'a str, source: Source<'a>, share: Fraction) -> Result<(), Error> {
        self.step()?;
        self.shares.push(Share { agent, source, share: share.decimal()? });
        Ok(())
    }

    /// Gives to each who paid: its payment × rate.
    fn give_all(
        &mut self,
        payments: &'l [Payment<'a>],
        source: Source<'a>,
        rate: &Fraction,
    ) -> Result<(), Error> {
        payments
            .iter()
            .try_for_each(|payment| self.give(payment.agent, source, payment.amount.times(rate)?))
    }

    /// Passes on a resource that is gone.
    fn consume(&mut self, name: &'a str, quantity: Fraction) -> Result<(), Error> {
        self.step()?;
        let log = self.log;
        let resource = log.resource(name)?;
        if let Some(purchase) = &resource.bought {
            let rate = quantity.over(&purchase.quantity)?;
            self.give_all(&purchase.fund, Source::Fund(name), &rate)?;
            return self.give_buyers(name, purchase, &rate);
        }
        if !resource.contributed.is_empty() {
            let given = resource.contributed.iter();
            let all = given.clone().try_fold(Fraction::zero(), |sum, one| sum.plus(&one.quantity));
            let rate = quantity.over(&all?)?;
            for one in given {
                self.give(one.agent, Source::Contributed(name), one.value.times(&rate)?)?;
            }
            return Ok(());
        }
        match resource.made_by {
            Some(maker) => self.produce(name, maker, quantity),
            None => Ok(()),
        }
    }

    fn give_buyers(
        &mut self,
        name: &'a str,
        purchase: &'l Purchase<'a>,
        rate: &Fraction,
    ) -> Result<(), Error> {
        self.give_all(&purchase.payments, Source::Bought(name), rate)?;
        self.give_all(&purchase.expenses, Source::Expense(name), rate)
    }

    /// Passes on part of what a process made.
    fn produce(&mut self, name: &str, maker: &'a str, quantity: Fraction) -> Result<(), Error> {
        let log = self.log;
        let process = log.maker(name, maker)?;
        let part = quantity.over(&process.quantity)?.least(Fraction::from(1u64));
        self.give_all(&process.credits, Source::Produced(maker), &part)?;
        for input in &process.inputs {
            match *input {
                Input::Work { agent, hours } => {
                    let value = hours.times(&log.work_per_hour)?;
                    self.give(agent, Source::Work(maker), value.times(&part)?)?;
                }
                Input::Use { resource, quantity } => {
                    let value = quantity.times(&log.resource(resource)?.value_per_unit_of_use)?;
                    self.used(resource, value.times(&part)?)?;
                }
                Input::Consume { resource, quantity } => {
                    self.consume(resource, quantity.times(&part)?)?;
                }
            }
        }
        Ok(())
    }

    /// Passes on the value of a use.
    fn used(&mut self, name: &'a str, value: Fraction) -> Result<(), Error> {
        self.step()?;
        let log = self.log;
        let resource = log.resource(name)?;
        if !resource.contributed.is_empty() {
            let given = resource.contributed.iter();
            let all = given.clone().try_fold(Fraction::zero(), |sum, one| sum.plus(&one.value))?;
            for one in given {
                let most = one.value.over(&one.quantity)?;
                let share =
                    if all.is_zero() { all } else { value.times(&one.value)?.over(&all)? };
                self.give(one.agent, Source::Contributed(name), share.least(most))?;
            }
            return Ok(());
        }
        let Some(purchase) = &resource.bought else {
            return Ok(());
        };
        if purchase.fund.is_empty() {
            let paid = total(purchase.all())?;
            let rate = if paid.is_zero() { paid } else { value.over(&paid)? };
            self.give_buyers(name, purchase, &rate)
        } else {
            let unit_value = self.values.of(name)?;
            let rate = if unit_value.is_zero() { unit_value } else { value.over(&unit_value)? };
            self.give_all(&purchase.fund, Source::Fund(name), &rate)
        }
    }
}
