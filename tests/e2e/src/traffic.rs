//! Traffic on a Commons: donors who mint, give, move, burn and redeem.

use crate::{Weir, within};
use anyhow::Result;
use std::time::Duration;
use weir_client::{Amount, B256, Chain, Commons, Deployment, Key};

/// So many rounds of the same small story by three accounts, side by side: five transactions of
/// each account in a round.
pub async fn traffic(url: &str, weir: &Weir, rounds: u32) -> Result<()> {
    let limit = Duration::from_secs(300 + 60 * u64::from(rounds));
    within("traffic on the Commons", limit, play(url, weir, rounds)).await
}

async fn play(url: &str, weir: &Weir, rounds: u32) -> Result<()> {
    let chain = Chain::connect(url).await?;
    let commons = Commons::open(&chain, &Deployment::load(weir.deployment())?).await?;
    let registered = commons
        .register_service(&Key::development("//Bob")?, "archive", "https://example.org")
        .await?;
    let service = registered.event.service;
    let (bob, charlie, dave) = tokio::join!(
        donor(&chain, &commons, "//Bob", "//Charlie", rounds, service),
        donor(&chain, &commons, "//Charlie", "//Dave", rounds, service),
        donor(&chain, &commons, "//Dave", "//Eve", rounds, service),
    );
    bob.and(charlie).and(dave)
}

async fn donor(
    chain: &Chain,
    commons: &Commons,
    donor: &str,
    friend: &str,
    rounds: u32,
    service: u32,
) -> Result<()> {
    let key = Key::development(donor)?;
    let friend = Key::development(friend)?.address();
    let deadline = chain.deadline_in(Duration::from_secs(3600)).await?;
    let amount = |text: &str| text.parse::<Amount>();
    for _ in 0..rounds {
        commons.mint(&key, amount("12.5")?, amount("1")?, deadline).await?;
        commons.transfer(&key, friend, amount("3")?).await?;
        commons.donate(&key, amount("0.75")?).await?;
        commons.burn(&key, amount("1.25")?, service, B256::repeat_byte(7)).await?;
        commons.redeem(&key, amount("2")?, amount("0.001")?, deadline).await?;
    }
    Ok(())
}
