//! Typed client of the Weir contracts, over [subxt] and pallet-revive.
//!
//! ```no_run
//! use std::time::Duration;
//! use weir_client::{Amount, Chain, Commons, Deployment, Key, Ppm};
//!
//! # async fn example() -> Result<(), weir_client::Error> {
//! let chain = Chain::connect("ws://127.0.0.1:9944").await?;
//! let commons = Commons::open(&chain, &Deployment::load("deployment.json")?).await?;
//!
//! let deposit: Amount = "1.5".parse()?;
//! let quote = commons.quote_mint(deposit).await?;
//! let least = quote.minted.less(Ppm::new(10_000)); // 1 % slippage
//! let deadline = chain.deadline_in(Duration::from_secs(600)).await?;
//!
//! let alice = Key::development("//Alice")?;
//! let minted = commons.mint(&alice, deposit, least, deadline).await?;
//! println!("{} tokens in block {}", quote.minted, minted.receipt.block.number);
//! # Ok(())
//! # }
//! ```
//!
//! Every action is dry-run before it is sent: a refusal costs nothing and comes back as
//! [`Error::Refused`] with the contract's own reason. What was sent is waited for until it is
//! final, and comes back with its [`Receipt`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[allow(clippy::too_many_arguments)] // constructors of events, which the macro makes
pub mod abi;
pub mod address;
pub mod amount;
pub mod burn_receipt;
pub mod call;
pub mod chain;
pub mod commons;
pub mod conviction;
pub mod currency;
pub mod deployment;
pub mod erc20;
pub mod error;
pub mod figure;
pub mod file;
mod handle;
pub mod key;
pub mod recipient;
pub mod refusal;
pub mod rule;
pub mod text;

pub use alloy_core::primitives::{Address, B256, U256};
pub use amount::{Amount, Ppm};
pub use burn_receipt::BurnReceipt;
pub use call::{Approval, ContractEvent, Executed, Outcome, Place, Receipt, search};
pub use chain::Chain;
pub use commons::{Code, Commons, MintQuote, RedeemQuote, Shares, State};
pub use conviction::Conviction;
pub use currency::Currency;
pub use deployment::{Deployment, Parameters};
pub use erc20::Erc20;
pub use error::Error;
pub use figure::{Price, Share};
pub use key::{Key, Recipient};
pub use refusal::{Reason, Refusal};
pub use rule::Rule;
