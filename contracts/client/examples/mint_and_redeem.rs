//! Mints tokens for a deposit and redeems half of them, with the development account //Bob.
//!
//! Needs a development chain and a deployment file:
//! `cargo run -p weir-client --example mint_and_redeem -- deployment.json 10`

use std::time::Duration;
use weir_client::{Amount, Chain, Commons, Deployment, Error, Key, Ppm};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| "deployment.json".into());
    let deposit: Amount = arguments.next().unwrap_or_else(|| "10".into()).parse()?;
    let url = std::env::var("WEIR_URL").unwrap_or_else(|_| "ws://127.0.0.1:9944".into());

    let chain = Chain::connect(&url).await?;
    let commons = Commons::open(&chain, &Deployment::load(file)?).await?;
    let bob = Key::development("//Bob")?;

    // A quote first, then the transaction with what is accepted at least: 0.5 % less.
    let slippage = Ppm::new(5_000);
    let quote = commons.quote_mint(deposit).await?;
    let impact = quote.price_impact.map_or_else(|| "unknown".to_owned(), |share| share.to_string());
    println!("{deposit} would mint {} (price impact {impact})", quote.minted);
    let deadline = chain.deadline_in(Duration::from_secs(600)).await?;
    let minted = commons.mint(&bob, deposit, quote.minted.less(slippage), deadline).await?;
    let tokens = Amount::try_from(minted.event.minted)?;
    println!("minted {tokens} in block {}", minted.receipt.block.number);

    let Some(half) = tokens.mul_div(1, 2) else { return Ok(()) };
    let quote = commons.quote_redeem(half).await?;
    let redeemed = commons.redeem(&bob, half, quote.returned.less(slippage), deadline).await?;
    let returned = Amount::try_from(redeemed.event.returned)?;
    println!("redeemed {half} for {returned}, fee {}", redeemed.receipt.fee);

    // What the contract refuses is refused before anything is sent, and says why.
    let too_much = Amount::try_from(minted.event.supply)?;
    if let Err(error) = commons.transfer(&bob, bob.address(), too_much).await {
        println!("{error}");
    }
    Ok(())
}
