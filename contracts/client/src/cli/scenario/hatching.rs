//! The hatch: several accounts contribute, the last one more than fits, and the curve opens.

use super::stage::{Actor, Stage, percent, sum};
use crate::cli::hatch::vesting_text;
use anyhow::bail;
use weir_client::{Amount, Key, Ppm, Price, abi::Commons::Open, commons::Hatch};

/// Who contributes which share of what is to be raised. Together they offer more than all of it.
const CONTRIBUTIONS: [(Actor, Ppm); 4] = [
    (Actor::Bob, percent(40)),
    (Actor::Charlie, percent(25)),
    (Actor::Dave, percent(20)),
    (Actor::Ferdie, percent(25)),
];

pub(super) async fn play(stage: &mut Stage) -> anyhow::Result<()> {
    let hatch = stage.commons().hatch().await?;
    stage.scene(&format!(
        "The hatch: {} to {} are to be raised, at {}",
        stage.words().money_about(hatch.minimum),
        stage.words().money_about(hatch.maximum),
        stage.words().price(&Price::per_token(hatch.price))
    ));
    if stage.session().chain().now().await? <= hatch.deadline {
        let goal = goal(stage, &hatch).await?;
        if hatch.allowlist {
            allow(stage).await?;
        }
        for (actor, share) in CONTRIBUTIONS {
            if stage.commons().hatch().await?.room().is_zero() {
                break;
            }
            contribute(stage, actor, stage.payable(goal, share)).await?;
        }
    }
    close(stage).await
}

/// What is to be raised in all: the maximum, or what the cast can afford.
async fn goal(stage: &Stage, hatch: &Hatch) -> anyhow::Result<Amount> {
    let mut goal = hatch.maximum;
    for (actor, share) in CONTRIBUTIONS {
        let held = stage.money(actor).await?;
        let afford = held.mul_div(500_000, share.ppm().into()).unwrap_or(Amount::MAX);
        goal = goal.min(afford);
    }
    if goal < hatch.minimum {
        bail!(
            "the hatch's minimum of {} is more than the development accounts can raise: deploy a \
             Commons with a lower one",
            stage.words().money_about(hatch.minimum)
        );
    }
    Ok(goal)
}

async fn allow(stage: &Stage) -> anyhow::Result<()> {
    let owner = Key::development("//Alice")?;
    let accounts = CONTRIBUTIONS.map(|(actor, _)| stage.key(actor).address());
    stage.commons().allow(&owner, accounts.to_vec(), true).await?;
    Ok(())
}

async fn contribute(stage: &mut Stage, actor: Actor, offered: Amount) -> anyhow::Result<()> {
    let done = stage.commons().contribute(stage.key(actor), offered).await?;
    let accepted = Amount::try_from(done.event.amount)?;
    let words = stage.words();
    let tokens = words.tokens_about(Amount::try_from(done.event.tokens)?);
    let excess = offered.saturating_sub(accepted);
    let what = match excess.is_zero() {
        true => format!("contributed {} for {tokens}, which vest", words.money_about(accepted)),
        false => format!(
            "contributed {} for {tokens}; {} did not fit",
            words.money_about(accepted),
            words.money_about(excess)
        ),
    };
    stage.deeds(actor).contributed = sum(stage.deeds(actor).contributed, accepted);
    stage.done(actor, what, &done.receipt).await?;
    Ok(())
}

async fn close(stage: &mut Stage) -> anyhow::Result<()> {
    let hatch = stage.commons().hatch().await?;
    if !hatch.room().is_zero() {
        let left = hatch.deadline.saturating_sub(stage.session().chain().now().await?);
        stage.wait(left.saturating_add(1)).await?;
    }
    let receipt = stage.commons().close(stage.key(Actor::Eve)).await?;
    if receipt.event::<Open>(stage.commons().address()).is_none() {
        stage.done(Actor::Eve, "closed the hatch, which failed".into(), &receipt).await?;
        bail!("the hatch failed, and the story ends here: contributors take their money back");
    }
    let words = stage.words();
    let what = format!(
        "closed the hatch: the price goes from {} to {}",
        words.currency.price(&Price::per_token(hatch.price)),
        words.currency.price(&Price::per_token(hatch.opening_price))
    );
    stage.done(Actor::Eve, what, &receipt).await?;
    stage.show(&format!(
        "            the hatch's tokens vest: {}\n",
        vesting_text(hatch.cliff, hatch.half_life)
    ));
    Ok(())
}
