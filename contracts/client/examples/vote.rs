//! Shows every proposal that is open and what it still needs, and stakes ten tokens of the development
//! account //Bob on the one that is asked for.
//!
//! Needs a development chain and a deployment file:
//! `cargo run -p weir-client --example vote -- deployment.json 2`

use weir_client::{
    Amount, Chain, Commons, Conviction, Deployment, Error, Key,
    conviction::{Stake, Status, Verdict},
    text::duration,
};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| "deployment.json".into());
    let wanted: Option<u32> = arguments.next().and_then(|id| id.parse().ok());
    let url = std::env::var("WEIR_URL").unwrap_or_else(|_| "ws://127.0.0.1:9944".into());

    let chain = Chain::connect(&url).await?;
    let deployment = Deployment::load(file)?;
    let commons = Commons::open(&chain, &deployment).await?;
    let conviction = Conviction::open(&chain, &deployment).await?;

    // All answers at one block, so that they fit each other.
    let now = commons.pinned().await?;
    let votes = conviction.beside(&now);
    let forecast = conviction.forecast(&now).await?;
    for id in 1..=forecast.totals.proposals {
        let proposal = votes.proposal(id).await?;
        if proposal.status != Status::Active {
            continue;
        }
        let outlook = votes.outlook(&now, &forecast, &proposal).await?;
        let when = match outlook.verdict {
            Verdict::Now => "can be executed now".to_owned(),
            Verdict::In { seconds } => format!("passes in {}", duration(seconds)),
            Verdict::Never { because } => format!("cannot pass, because {because}"),
            other => format!("{other:?}"),
        };
        println!("{id:>4}  {}: {when}", weir_text::clean(&proposal.title));
    }

    if let Some(proposal) = wanted {
        let bob = Key::development("//Bob")?;
        let stake = Stake { proposal, amount: Amount::whole(10) };
        let (events, receipt) = conviction.stake(&bob, &commons, &[stake]).await?;
        println!("{} stakes changed in block {}", events.len(), receipt.block.number);
    }
    Ok(())
}
