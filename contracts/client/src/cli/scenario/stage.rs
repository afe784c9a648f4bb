//! Where the story is played: the contracts, the cast, and what happened so far.

use crate::cli::{context::Session, output, words::Words};
use serde::Serialize;
use std::time::Duration;
use weir_client::{
    Amount, Commons, Conviction, Error, Key, Ppm, Price, Receipt, State,
    commons::{Holding, Phase},
    text::duration,
};

/// How long each transaction may wait.
const PATIENCE: Duration = Duration::from_secs(600);
/// How much less than a quote is accepted.
pub(super) const SLIPPAGE: Ppm = Ppm::new(10_000);

/// Who takes part. Alice, who deploys, is left alone.
const CAST: [&str; 5] = ["//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];

/// One of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    /// Contributes most, and redeems at the end.
    Bob,
    /// Contributes, wants a rule changed, and changes their mind.
    Charlie,
    /// Contributes little, objects, runs a service, and announces and executes what passes.
    Dave,
    /// A project that asks for a stream.
    Eve,
    /// A project that asks for a sum, and runs a service.
    Ferdie,
}

/// A step that was taken.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Step {
    pub(super) block: u32,
    /// The chain's time, seconds since the Unix epoch.
    pub(super) time: u64,
    /// Who; absent where only time passed.
    pub(super) account: Option<&'static str>,
    pub(super) what: String,
    /// Spot price after it; absent before the opening.
    pub(super) spot_price: Option<Price>,
    pub(super) fee: Amount,
}

/// What an account did in all.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Deeds {
    pub(super) contributed: Amount,
    pub(super) deposited: Amount,
    pub(super) donated: Amount,
    pub(super) granted: Amount,
    pub(super) redeemed: Amount,
    pub(super) burnt: Amount,
    pub(super) fees: Amount,
}

/// The curve and the pools at one moment.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Figures {
    pub(super) state: State,
    pub(super) spot_price: Option<Price>,
}

pub(super) struct Stage {
    session: Session,
    keys: Vec<Key>,
    deeds: [Deeds; CAST.len()],
    steps: Vec<Step>,
    aloud: bool,
}

impl Stage {
    pub(super) fn new(session: Session, aloud: bool) -> Result<Self, Error> {
        let keys = CAST.map(Key::development).into_iter().collect::<Result<Vec<_>, _>>()?;
        let deeds = [Deeds::default(); CAST.len()];
        Ok(Self { session, keys, deeds, steps: Vec::new(), aloud })
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) fn commons(&self) -> &Commons {
        &self.session.commons
    }

    pub(super) fn conviction(&self) -> &Conviction {
        &self.session.conviction
    }

    pub(super) fn words(&self) -> &Words {
        &self.session.words
    }

    pub(super) fn key(&self, actor: Actor) -> &Key {
        &self.keys[actor as usize]
    }

    pub(super) fn deeds(&mut self, actor: Actor) -> &mut Deeds {
        &mut self.deeds[actor as usize]
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The cast by name, with what each did.
    pub(super) fn cast(&self) -> impl Iterator<Item = (&'static str, &Deeds)> {
        CAST.into_iter().zip(&self.deeds)
    }

    /// A heading between parts of the story.
    pub(super) fn scene(&self, heading: &str) {
        if self.aloud {
            output::print(&format!("\n{heading}\n"));
        }
    }

    /// Text to be shown as it is, such as a table.
    pub(super) fn show(&self, text: &str) {
        if self.aloud {
            output::print(text);
        }
    }

    /// Records and shows what an account did.
    pub(super) async fn done(
        &mut self,
        actor: Actor,
        what: String,
        receipt: &Receipt,
    ) -> Result<(), Error> {
        let after = self.commons().at_block(receipt.block.hash);
        let spot_price = match after.phase().await? {
            Phase::Open => after.spot_price().await?,
            _ => None,
        };
        let before = [
            receipt.mapping.map(|mapping| mapping.fee),
            receipt.approval.map(|approval| approval.fee),
        ];
        let fee = before.into_iter().flatten().fold(receipt.fee, sum);
        self.deeds(actor).fees = sum(self.deeds[actor as usize].fees, fee);
        self.step(Step {
            block: receipt.block.number,
            time: after.now().await?,
            account: Some(CAST[actor as usize]),
            what,
            spot_price,
            fee,
        });
        Ok(())
    }

    /// Lets time pass.
    pub(super) async fn wait(&mut self, seconds: u64) -> Result<(), Error> {
        let block = self.session.chain().advance_time(Duration::from_secs(seconds)).await?;
        let time = self.session.chain().now().await?;
        self.step(Step {
            block: block.number,
            time,
            account: None,
            what: format!("{} pass", duration(seconds)),
            spot_price: None,
            fee: Amount::ZERO,
        });
        Ok(())
    }

    fn step(&mut self, step: Step) {
        if self.aloud {
            let price = step.spot_price.map_or(String::new(), |price| {
                let words = &self.session.words;
                let price = words.currency.price(&price);
                format!("1 {} = {price} {}", words.token, words.currency.symbol)
            });
            let who = step.account.unwrap_or_default();
            let line = format!("block {:>4}  {who:<9}  {:<66} {price}", step.block, step.what);
            output::print(&format!("{}\n", line.trim_end()));
        }
        self.steps.push(step);
    }

    /// A deadline for a trade.
    pub(super) async fn deadline(&self) -> Result<u64, Error> {
        self.session.chain().deadline_in(PATIENCE).await
    }

    /// A share of an amount of the currency, as far as it can be paid: native money is not divided
    /// further than the chain does.
    pub(super) fn payable(&self, amount: Amount, share: Ppm) -> Amount {
        let part = amount.mul_div(share.ppm().into(), 1_000_000).unwrap_or(amount);
        match self.words().currency.is_native() {
            true => {
                let units = part.base_units();
                let ratio = self.session.chain().ratio().max(1);
                Amount::from_base_units(units - units % ratio)
            }
            false => part,
        }
    }

    /// What an actor has of the currency; of more than can be counted, as much as can.
    pub(super) async fn money(&self, actor: Actor) -> Result<Amount, Error> {
        let held = self.commons().money_of(self.key(actor).address()).await?;
        Ok(Amount::try_from(held).unwrap_or(Amount::MAX))
    }

    pub(super) async fn figures(&self) -> Result<Figures, Error> {
        let commons = self.commons().pinned().await?;
        Ok(Figures { state: commons.state().await?, spot_price: commons.spot_price().await? })
    }

    pub(super) async fn holdings(&self) -> Result<Vec<Holding>, Error> {
        let commons = self.commons().pinned().await?;
        let mut holdings = Vec::with_capacity(self.keys.len());
        for key in &self.keys {
            holdings.push(commons.holding(key.address()).await?);
        }
        Ok(holdings)
    }
}

/// A share in percent.
pub(super) const fn percent(percent: u32) -> Ppm {
    Ppm::new(percent * 10_000)
}

/// A share of an amount, rounded down.
pub(super) fn part(amount: Amount, share: Ppm) -> Amount {
    amount.mul_div(share.ppm().into(), 1_000_000).unwrap_or(amount)
}

pub(super) fn sum(a: Amount, b: Amount) -> Amount {
    a.checked_add(b).unwrap_or(Amount::MAX)
}
