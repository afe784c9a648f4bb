//! The votes: two projects propose and a holder wants a rule changed, stakes and objections move, time
//! passes, one proposal passes, is announced and executed, and its project withdraws from its stream.

use super::stage::{Actor, Stage, part, percent, sum};
use crate::cli::{proposal::Seen, table::bar};
use anyhow::bail;
use weir_client::{
    Amount, Error, Rule,
    conviction::{NewProposal, ProposalKind, Stake, Verdict},
    text::{duration, time},
};

/// The signal that every Commons starts with.
const ABSTAIN: u32 = 1;

/// How often the first project's support is looked at until it passes.
const LOOKS: usize = 8;

/// The numbers of the two projects' proposals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projects {
    library: u32,
    workshop: u32,
}

pub(super) async fn propose(stage: &mut Stage) -> anyhow::Result<Projects> {
    stage.scene("Two projects propose");
    let settings = stage.conviction().settings().await?;
    let funds = stage.commons().state().await?.funding_pool;
    let limit = part(funds, settings.spending_limit);
    let stream = settings.half_life.saturating_mul(2);
    let asked = stage.payable(limit, percent(25));
    let library = create(stage, Actor::Eve, "Seed library", asked, stream).await?;
    let asked = stage.payable(limit, percent(70));
    let workshop = create(stage, Actor::Ferdie, "Repair workshop", asked, 0).await?;
    change_a_rule(stage).await?;
    Ok(Projects { library, workshop })
}

/// A holder proposes to change the first rule that a vote can change; it stays open.
async fn change_a_rule(stage: &mut Stage) -> anyhow::Result<()> {
    let settings = stage.conviction().settings().await?;
    if settings.rule_share.ppm() == 0 {
        return Ok(());
    }
    for rule in Rule::ALL {
        let state = stage.conviction().any_rule(stage.commons(), rule).await?;
        let bounds = state.bounds;
        let step = bounds.step.div_ceil(2);
        let changes = [state.value.checked_sub(step), state.value.checked_add(step)];
        let allowed = |value: &u128| bounds.check(state.value, *value).is_ok();
        let Some(value) = changes.into_iter().flatten().find(allowed) else { continue };
        let what = format!("that {rule} be {}", rule.shown(value));
        let new = NewProposal {
            kind: ProposalKind::Rule { rule, value },
            lifetime: settings.max_lifetime,
            title: format!("Change {rule} to {}", rule.shown(value)),
            link: String::new(),
        };
        let key = stage.key(Actor::Charlie);
        let done = stage.conviction().propose(key, &new, settings.deposit).await?;
        let id = done.event.proposal;
        let what =
            format!("proposed {what}, instead of {} (proposal {id})", rule.shown(state.value));
        stage.done(Actor::Charlie, what, &done.receipt).await?;
        return Ok(());
    }
    Ok(())
}

async fn create(
    stage: &mut Stage,
    actor: Actor,
    title: &str,
    amount: Amount,
    over: u64,
) -> anyhow::Result<u32> {
    let settings = stage.conviction().settings().await?;
    let beneficiary = stage.key(actor).address();
    let new = NewProposal {
        kind: ProposalKind::Funding { beneficiary, amount, duration: over, as_tokens: false },
        lifetime: settings.max_lifetime,
        title: title.to_owned(),
        link: format!("https://example.org/{}", title.to_lowercase().replace(' ', "-")),
    };
    let done = stage.conviction().propose(stage.key(actor), &new, settings.deposit).await?;
    let id = done.event.proposal;
    let how = match over {
        0 => "at once".to_owned(),
        over => format!("over {}", duration(over)),
    };
    let amount = stage.words().money_about(amount);
    let what = format!("proposed {title} (proposal {id}): {amount} {how}");
    stage.done(actor, what, &done.receipt).await?;
    Ok(id)
}

pub(super) async fn decide(stage: &mut Stage, projects: &Projects) -> anyhow::Result<()> {
    let Projects { library, workshop } = *projects;
    stage.scene("Holders stake for and against, time passes, and support builds up");
    stake(stage, Actor::Bob, &[(library, For(40)), (workshop, For(10))]).await?;
    stake(stage, Actor::Charlie, &[(workshop, For(50))]).await?;
    let shares = [(library, For(30)), (workshop, Against(30)), (ABSTAIN, For(20))];
    stake(stage, Actor::Dave, &shares).await?;
    bars(stage, projects).await?;
    let half_life = stage.conviction().settings().await?.half_life;
    stage.wait((half_life / 40).max(1)).await?;
    stake(stage, Actor::Charlie, &[(workshop, For(20)), (library, For(40))]).await?;
    bars(stage, projects).await?;
    until_it_passes(stage, library).await?;
    bars(stage, projects).await?;
    notice(stage, library).await?;

    stage.scene("Nothing blocked it: it is executed, and its project withdraws from its stream");
    let done = stage.conviction().execute(stage.key(Actor::Dave), stage.commons(), library).await?;
    let grant = done.event.grantId;
    let what = format!("executed proposal {library}, which made grant {grant}");
    stage.done(Actor::Dave, what, &done.receipt).await?;
    let bob = stage.key(Actor::Bob);
    let receipt = stage.conviction().release(bob, bob.address()).await?;
    stage
        .done(Actor::Bob, "freed the stake on it, which counted until then".into(), &receipt)
        .await?;
    let done = stage.conviction().reclaim(stage.key(Actor::Eve), library).await?;
    let deposit = stage.words().native(Amount::try_from(done.event.amount)?);
    stage.done(Actor::Eve, format!("has the deposit of {deposit} back"), &done.receipt).await?;
    for _ in 0..2 {
        let over = stage.commons().grant(grant).await?.duration;
        stage.wait((over / 4).max(1)).await?;
        withdraw(stage, grant).await?;
    }
    Ok(())
}

/// The proposal passes: it is announced, and its notice goes by.
async fn notice(stage: &mut Stage, id: u32) -> anyhow::Result<()> {
    stage.scene("One proposal passes: it is announced, so that others can still object or leave");
    let announced = stage.conviction().proposal(id).await?.announced;
    if announced.is_none() {
        let key = stage.key(Actor::Dave);
        let done = stage.conviction().announce(key, stage.commons(), id).await?;
        let from = time(done.event.executableFrom);
        let what = format!("announced proposal {id}, to be executed from {from}");
        stage.done(Actor::Dave, what, &done.receipt).await?;
    }
    for _ in 0..LOOKS {
        let seen = look_at(stage, id).await?;
        match (seen.outlook.verdict, seen.outlook.notice) {
            (Verdict::Execute, _) => return Ok(()),
            (Verdict::Notice { .. }, Some(notice)) => {
                let now = stage.session().chain().now().await?;
                stage.wait(notice.from.saturating_sub(now).max(1)).await?;
            }
            _ => break,
        }
    }
    let seen = look_at(stage, id).await?;
    bail!(
        "proposal {id} cannot be executed, and the story ends here: {}",
        seen.verdict(stage.words())
    )
}

/// A side, and the share in percent of what the account holds.
#[derive(Debug, Clone, Copy)]
enum Side {
    For(u32),
    Against(u32),
}
use Side::{Against, For};

/// Stakes shares of what the account holds, and takes its other stakes away. Once more if something
/// came in between: a telling that was cut short may have left a transaction behind.
async fn stake(stage: &mut Stage, actor: Actor, shares: &[(u32, Side)]) -> anyhow::Result<()> {
    match try_stake(stage, actor, shares).await {
        Err(Error::Failed { .. } | Error::RefusedInBlock { .. }) => {
            Ok(try_stake(stage, actor, shares).await?)
        }
        result => Ok(result?),
    }
}

async fn try_stake(stage: &mut Stage, actor: Actor, shares: &[(u32, Side)]) -> Result<(), Error> {
    let key = stage.key(actor);
    let held = stage.commons().balance_of(key.address()).await?;
    let share = |of: u32| part(held, percent(of));
    let mut moves: Vec<Stake> = shares
        .iter()
        .map(|(proposal, side)| match *side {
            For(of) => Stake::on(*proposal, share(of)),
            Against(of) => Stake::against(*proposal, share(of)),
        })
        .collect();
    for old in stage.conviction().stakes_of(key.address()).await? {
        if !shares.iter().any(|(proposal, _)| *proposal == old.proposal) {
            moves.push(Stake::none(old.proposal));
        }
    }
    let (_, receipt) = stage.conviction().stake(key, stage.commons(), &moves).await?;
    let told: Vec<String> = shares
        .iter()
        .map(|(proposal, side)| {
            let (side, of) = match side {
                For(of) => ("on", of),
                Against(of) => ("against", of),
            };
            let name =
                if *proposal == ABSTAIN { "abstain" } else { &format!("proposal {proposal}") };
            format!("{} {side} {name}", share(*of).rounded(2))
        })
        .collect();
    let what = format!("staked {}", told.join(", "));
    stage.done(actor, what, &receipt).await?;
    Ok(())
}

/// Waits as long as the forecast says, and stakes more where waiting alone would not do.
async fn until_it_passes(stage: &mut Stage, id: u32) -> anyhow::Result<()> {
    for look in 0..LOOKS {
        match look_at(stage, id).await?.outlook.verdict {
            Verdict::Announce | Verdict::Notice { .. } | Verdict::Execute => return Ok(()),
            Verdict::In { seconds } => stage.wait(seconds).await?,
            Verdict::Never { .. } if look == 0 => {
                stake(stage, Actor::Bob, &[(id, For(100))]).await?;
                stake(stage, Actor::Charlie, &[(id, For(100))]).await?;
            }
            _ => break,
        }
    }
    let seen = look_at(stage, id).await?;
    bail!(
        "proposal {id} does not pass in this Commons, and the story ends here: {}",
        seen.verdict(stage.words())
    )
}

async fn look_at(stage: &Stage, id: u32) -> anyhow::Result<Seen> {
    let session = stage.session();
    let commons = session.commons.pinned().await?;
    let forecast = session.conviction.forecast(&commons).await?;
    let conviction = session.conviction.beside(&commons);
    let proposal = conviction.proposal(id).await?;
    let subject = conviction.subject(&commons, &proposal).await?;
    let outlook = forecast.outlook(&proposal, &subject);
    Ok(Seen { proposal, subject, outlook })
}

async fn bars(stage: &Stage, projects: &Projects) -> anyhow::Result<()> {
    for id in [projects.library, projects.workshop] {
        let seen = look_at(stage, id).await?;
        let progress = seen.outlook.progress.map_or_else(String::new, bar);
        stage.show(&format!(
            "            {:<16} {progress:<22} {}\n",
            seen.title(),
            seen.verdict(stage.words())
        ));
    }
    Ok(())
}

async fn withdraw(stage: &mut Stage, grant: u32) -> anyhow::Result<()> {
    let key = stage.key(Actor::Eve);
    let done = stage.commons().withdraw(key, grant, key.address(), Amount::ZERO).await?;
    let paid = Amount::try_from(done.event.amount)?;
    let grant = stage.commons().grant(grant).await?;
    let words = stage.words();
    let what = format!(
        "withdrew {} of grant {}, of which {} are left",
        words.money_about(paid),
        grant.id,
        words.money_about(grant.amount.saturating_sub(grant.withdrawn))
    );
    stage.deeds(Actor::Eve).granted = sum(stage.deeds(Actor::Eve).granted, paid);
    stage.done(Actor::Eve, what, &done.receipt).await?;
    Ok(())
}
