//! The story: who does what, told through the client that everyone else uses.

use crate::cli::output::PLACES;
use alloy_core::primitives::keccak256;
use std::time::Duration;
use weir_client::{Amount, Commons, Error, Key, Ppm, Receipt, State};

/// How long each transaction may wait.
const PATIENCE: Duration = Duration::from_secs(600);
/// How much less than the quote is accepted.
const SLIPPAGE: Ppm = Ppm::new(10_000);

/// Who takes part. Alice, who deploys, is left alone.
const CAST: [&str; 5] = ["//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];
const BOB: usize = 0;
const CHARLIE: usize = 1;
const DAVE: usize = 2;
const EVE: usize = 3;
const FERDIE: usize = 4;

/// What one of the cast does. Shares are of the tokens held then, so that the story works with
/// every supply and price.
#[derive(Debug, Clone, Copy)]
enum Act {
    Mint { deposit: u64 },
    Transfer { share: Ppm, to: usize },
    Burn { share: Ppm, service: u32, content: &'static str },
    Donate { value: u64 },
    Redeem { share: Ppm },
}

/// A share in percent.
const fn percent(percent: u32) -> Ppm {
    Ppm::new(percent * 10_000)
}

const PLOT: [(usize, Act); 12] = [
    (BOB, Act::Mint { deposit: 100 }),
    (CHARLIE, Act::Mint { deposit: 250 }),
    (DAVE, Act::Mint { deposit: 40 }),
    (BOB, Act::Transfer { share: percent(30), to: EVE }),
    (EVE, Act::Burn { share: percent(25), service: 1, content: "an article" }),
    (FERDIE, Act::Donate { value: 75 }),
    (CHARLIE, Act::Redeem { share: percent(20) }),
    (DAVE, Act::Burn { share: percent(10), service: 2, content: "a review" }),
    (FERDIE, Act::Mint { deposit: 500 }),
    (CHARLIE, Act::Transfer { share: percent(25), to: DAVE }),
    (EVE, Act::Burn { share: percent(50), service: 1, content: "another article" }),
    (BOB, Act::Redeem { share: percent(50) }),
];

/// A step that was taken.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) block: u32,
    pub(super) who: &'static str,
    pub(super) what: String,
    /// Spot price after it.
    pub(super) price: Amount,
    pub(super) fee: Amount,
}

/// What an account did in all, and holds at the end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Account {
    pub(super) name: &'static str,
    pub(super) paid_in: Amount,
    pub(super) received: Amount,
    pub(super) donated: Amount,
    pub(super) burnt: Amount,
    pub(super) fees: Amount,
    pub(super) holds: Amount,
}

/// The whole story, told.
#[derive(Debug)]
pub(super) struct Tale {
    pub(super) steps: Vec<Step>,
    pub(super) before: State,
    pub(super) after: State,
    pub(super) price_before: Amount,
    pub(super) price_after: Amount,
    pub(super) accounts: Vec<Account>,
}

/// The story, to be told.
pub(super) struct Story<'a> {
    commons: Commons,
    symbol: &'a str,
    money: &'a str,
}

impl<'a> Story<'a> {
    pub(super) fn new(commons: Commons, symbol: &'a str, money: &'a str) -> Self {
        Self { commons, symbol, money }
    }

    /// Plays every act, and reports each step as it is taken.
    pub(super) async fn play(&self, mut report: impl FnMut(&Step)) -> Result<Tale, Error> {
        let keys = CAST.map(Key::development).into_iter().collect::<Result<Vec<_>, _>>()?;
        let mut accounts = CAST.map(|name| Account { name, ..Account::default() });
        let opening = self.commons.pinned().await?;
        let (before, price_before) = (opening.state().await?, opening.spot_price().await?);
        let mut steps = Vec::with_capacity(PLOT.len());
        for (who, act) in PLOT {
            let (what, receipt) = self.perform(act, &keys[who], &keys, &mut accounts[who]).await?;
            accounts[who].fees = sum(accounts[who].fees, receipt.fee);
            let price = self.commons.at_block(receipt.block.hash).spot_price().await?;
            let block = receipt.block.number;
            let step = Step { block, who: CAST[who], what, price, fee: receipt.fee };
            report(&step);
            steps.push(step);
        }
        let ending = self.commons.pinned().await?;
        for (account, key) in accounts.iter_mut().zip(&keys) {
            account.holds = ending.balance_of(key.address()).await?;
        }
        Ok(Tale {
            steps,
            before,
            after: ending.state().await?,
            price_before,
            price_after: ending.spot_price().await?,
            accounts: accounts.to_vec(),
        })
    }

    /// One act: what happened in words, and its receipt.
    async fn perform(
        &self,
        act: Act,
        key: &Key,
        keys: &[Key],
        account: &mut Account,
    ) -> Result<(String, Receipt), Error> {
        let (commons, symbol, money) = (&self.commons, self.symbol, self.money);
        Ok(match act {
            Act::Mint { deposit } => {
                let deposit = Amount::whole(deposit);
                let least = commons.quote_mint(deposit).await?.minted.less(SLIPPAGE);
                let deadline = commons.chain().deadline_in(PATIENCE).await?;
                let done = commons.mint(key, deposit, least, deadline).await?;
                account.paid_in = sum(account.paid_in, deposit);
                let minted = Amount::try_from(done.event.minted)?;
                let text = format!("minted {} {symbol} for {deposit} {money}", show(minted));
                (text, done.receipt)
            }
            Act::Transfer { share, to } => {
                let amount = self.held(key, share).await?;
                let done = commons.transfer(key, keys[to].address(), amount).await?;
                (format!("sent {} {symbol} to {}", show(amount), CAST[to]), done.receipt)
            }
            Act::Burn { share, service, content } => {
                let amount = self.held(key, share).await?;
                let done = commons.burn(key, amount, service, keccak256(content)).await?;
                account.burnt = sum(account.burnt, amount);
                let amount = show(amount);
                (format!("burnt {amount} {symbol} for {content} (service {service})"), done.receipt)
            }
            Act::Donate { value } => {
                let value = Amount::whole(value);
                let done = commons.donate(key, value).await?;
                account.donated = sum(account.donated, value);
                (format!("donated {value} {money} to the funding pool"), done.receipt)
            }
            Act::Redeem { share } => {
                let amount = self.held(key, share).await?;
                let least = commons.quote_redeem(amount).await?.returned.less(SLIPPAGE);
                let deadline = commons.chain().deadline_in(PATIENCE).await?;
                let done = commons.redeem(key, amount, least, deadline).await?;
                let returned = Amount::try_from(done.event.returned)?;
                account.received = sum(account.received, returned);
                let (amount, returned) = (show(amount), show(returned));
                (format!("redeemed {amount} {symbol} for {returned} {money}"), done.receipt)
            }
        })
    }

    /// A share of what the account holds now.
    async fn held(&self, key: &Key, share: Ppm) -> Result<Amount, Error> {
        let held = self.commons.balance_of(key.address()).await?;
        Ok(held.mul_div(share.ppm().into(), 1_000_000).unwrap_or(held))
    }
}

fn show(amount: Amount) -> String {
    amount.rounded(PLACES.min(4))
}

fn sum(a: Amount, b: Amount) -> Amount {
    a.checked_add(b).unwrap_or(Amount::MAX)
}
