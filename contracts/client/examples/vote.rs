//! Shows every proposal that is open and what comes next of it, and takes the next step with the one
//! that is asked for, as the development account //Bob: stakes ten tokens on it, announces it once it
//! passes, or executes it once its notice is over.
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
    let mut verdict = None;
    for id in 1..=forecast.totals.proposals {
        let proposal = votes.proposal(id).await?;
        if proposal.status != Status::Active {
            continue;
        }
        let outlook = votes.outlook(&now, &forecast, &proposal).await?;
        let left = |to: u64| duration(to.saturating_sub(forecast.seen.now));
        let next = match (outlook.verdict, outlook.notice) {
            (Verdict::In { seconds }, _) => format!("passes in {}", duration(seconds)),
            (Verdict::Announce, _) => "passes, and can be announced now".to_owned(),
            (Verdict::Notice { .. }, Some(at)) => format!("can be executed in {}", left(at.from)),
            (Verdict::Execute, Some(at)) => format!("can be executed for {}", left(at.until)),
            (Verdict::Never { because }, _) => format!("cannot pass, because {because}"),
            (other, _) => format!("{other:?}"),
        };
        println!("{id:>4}  {}: {next}", weir_text::clean(&proposal.title));
        if wanted == Some(id) {
            verdict = Some(outlook.verdict);
        }
    }

    let Some((id, verdict)) = wanted.zip(verdict) else { return Ok(()) };
    let bob = Key::development("//Bob")?;
    let receipt = match verdict {
        Verdict::Announce => conviction.announce(&bob, &commons, id).await?.receipt,
        Verdict::Execute => conviction.execute(&bob, &commons, id).await?.receipt,
        _ => {
            let stake = Stake::on(id, Amount::whole(10));
            conviction.stake(&bob, &commons, &[stake]).await?.1
        }
    };
    println!("done in block {}", receipt.block.number);
    Ok(())
}
