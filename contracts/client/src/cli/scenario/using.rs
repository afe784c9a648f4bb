//! The Commons in use: donors mint, services are paid with burnt tokens, a holder redeems.

use super::stage::{Actor, SLIPPAGE, Stage, part, percent, sum};
use alloy_core::primitives::keccak256;
use weir_client::{Amount, BurnReceipt, Ppm, abi::Commons::Burn, commons::Service, text::clean};

/// Who deposits how much of what is in the reserve.
const DEPOSITS: [(Actor, Ppm); 4] = [
    (Actor::Bob, percent(6)),
    (Actor::Charlie, percent(10)),
    (Actor::Dave, percent(2)),
    (Actor::Eve, percent(3)),
];

/// Services, and who runs them.
const SERVICES: [(Actor, &str, &str); 2] = [
    (Actor::Ferdie, "Open journal", "https://example.org/journal"),
    (Actor::Dave, "Map server", "https://example.org/maps"),
];

/// Who burns which share of their free tokens, for which service and what.
const BURNS: [(Actor, Ppm, usize, &str); 3] = [
    (Actor::Bob, percent(10), 0, "an article"),
    (Actor::Eve, percent(25), 0, "a review"),
    (Actor::Charlie, percent(5), 1, "a map"),
];

/// The challenge that a service gives to whoever claims a burn.
const CHALLENGE: &str = "publish article 1";

pub(super) async fn donors(stage: &mut Stage) -> anyhow::Result<()> {
    stage.scene("Donors use the curve");
    for (actor, share) in DEPOSITS {
        let reserve = stage.commons().state().await?.reserve;
        let held = stage.money(actor).await?;
        let deposit = stage.payable(reserve, share).min(stage.payable(held, percent(10)));
        let least = stage.commons().quote_mint(deposit).await?.minted.less(SLIPPAGE);
        let deadline = stage.deadline().await?;
        let done = stage.commons().mint(stage.key(actor), deposit, least, deadline).await?;
        let words = stage.words();
        let minted = words.tokens_about(Amount::try_from(done.event.minted)?);
        let what = format!("minted {minted} for {}", words.money_about(deposit));
        stage.deeds(actor).deposited = sum(stage.deeds(actor).deposited, deposit);
        stage.done(actor, what, &done.receipt).await?;
    }
    let reserve = stage.commons().state().await?.reserve;
    let gift = stage.payable(reserve, percent(5));
    let done = stage.commons().donate(stage.key(Actor::Ferdie), gift).await?;
    let what = format!("donated {} to the funding pool", stage.words().money_about(gift));
    stage.deeds(Actor::Ferdie).donated = sum(stage.deeds(Actor::Ferdie).donated, gift);
    stage.done(Actor::Ferdie, what, &done.receipt).await?;
    Ok(())
}

pub(super) async fn services(stage: &mut Stage) -> anyhow::Result<()> {
    stage.scene("Services register, and are paid with burnt tokens");
    let mut ids = Vec::with_capacity(SERVICES.len());
    for (actor, name, link) in SERVICES {
        ids.push(match registered(stage, actor, name).await? {
            Some(id) => id,
            None => {
                let done = stage.commons().register_service(stage.key(actor), name, link).await?;
                let id = done.event.service;
                let what = format!("registered service {id}, {}", clean(&done.event.name));
                stage.done(actor, what, &done.receipt).await?;
                id
            }
        });
    }
    for (actor, share, service, content) in BURNS {
        let key = stage.key(actor);
        let free = stage.commons().holding(key.address()).await?.transferable;
        let amount = part(free, share);
        if amount.is_zero() {
            continue;
        }
        let hash = keccak256(content);
        let done = stage.commons().burn(key, amount, ids[service], hash).await?;
        let burnt = stage.words().tokens_about(amount);
        stage.deeds(actor).burnt = sum(stage.deeds(actor).burnt, amount);
        let what = format!("burnt {burnt} for {content} (service {})", ids[service]);
        stage.done(actor, what, &done.receipt).await?;
        if actor == Actor::Bob {
            verify(stage, &done.receipt, &done.event).await?;
        }
    }
    Ok(())
}

/// The burner shows a receipt, and the service checks it.
async fn verify(stage: &Stage, receipt: &weir_client::Receipt, burn: &Burn) -> anyhow::Result<()> {
    let own = receipt.events.iter().find(|event| event.decode::<Burn>().is_some());
    let index = own.map(|event| event.index).unwrap_or_default();
    let (key, block) = (stage.key(Actor::Bob), receipt.block);
    let challenge = Some(CHALLENGE.to_owned());
    let proof = BurnReceipt::of_event(stage.commons(), key, block, index, burn, challenge)?;
    proof.verify(stage.commons(), Some(CHALLENGE)).await?;
    stage.show("            the service checked Bob's signed receipt of it against the chain\n");
    Ok(())
}

/// The number of a service that an earlier telling of the story registered.
async fn registered(stage: &Stage, actor: Actor, name: &str) -> anyhow::Result<Option<u32>> {
    let (commons, owner) = (stage.commons(), stage.key(actor).address());
    for id in 1..=commons.service_count().await? {
        let service: Service = commons.service(id).await?;
        if service.owner == owner && service.name == name {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

pub(super) async fn redeem(stage: &mut Stage) -> anyhow::Result<()> {
    stage.scene("A holder redeems");
    let key = stage.key(Actor::Bob);
    let free = stage.commons().holding(key.address()).await?.transferable;
    let amount = part(free, percent(50));
    let least = stage.commons().quote_redeem(amount).await?.returned.less(SLIPPAGE);
    let deadline = stage.deadline().await?;
    let done = stage.commons().redeem(key, amount, least, deadline).await?;
    let returned = Amount::try_from(done.event.returned)?;
    let words = stage.words();
    let what =
        format!("redeemed {} for {}", words.tokens_about(amount), words.money_about(returned));
    stage.deeds(Actor::Bob).redeemed = sum(stage.deeds(Actor::Bob).redeemed, returned);
    stage.done(Actor::Bob, what, &done.receipt).await?;
    Ok(())
}
