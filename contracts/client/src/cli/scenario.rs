//! `weir scenario`

mod hatching;
mod stage;
mod tables;
mod using;
mod voting;

use super::context::Context;
use clap::Args;
use serde_json::json;
use stage::Stage;
use weir_client::{commons::Phase, text::clean};

/// Play the whole story with the development accounts, on a development chain
///
/// A hatch raises the first money and the curve opens; donors mint; two projects propose, and a holder
/// wants a rule changed; tokens are staked for and against them; time passes until one proposal passes
/// and is announced, and after its notice its project withdraws from its stream; services are paid with burnt tokens and check a receipt; a holder redeems. Each step is a
/// real transaction, and the chain's clock is moved. A Commons without a hatch, or whose hatch is
/// over, starts after it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  weir scenario\n  weir scenario --json | jq .accounts")]
pub(crate) struct Scenario {}

impl Scenario {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        session.chain().require_development("the scenario")?;
        context.say(&format!(
            "A story on {} ({}), {}\n",
            clean(&session.deployment.parameters.name),
            session.words.token,
            clean(session.chain().name())
        ));
        let mut stage = Stage::new(session, !context.json)?;
        match stage.commons().phase().await? {
            Phase::Hatch => hatching::play(&mut stage).await?,
            Phase::Open => {}
            Phase::Refunding => anyhow::bail!(
                "the hatch of this Commons failed, and its story is over but for the refunds \
                 (`weir hatch refund`): deploy another one"
            ),
            Phase::Closing | Phase::Closed => anyhow::bail!(
                "this Commons is being wound down or is wound down, and its story is over: deploy \
                 another one"
            ),
        }
        let before = stage.figures().await?;
        using::donors(&mut stage).await?;
        let projects = voting::propose(&mut stage).await?;
        voting::decide(&mut stage, &projects).await?;
        using::services(&mut stage).await?;
        using::redeem(&mut stage).await?;
        let after = stage.figures().await?;
        let holdings = stage.holdings().await?;
        let ending = tables::Ending::read(&stage).await?;
        context.answer(
            || {
                json!({
                    "steps": stage.steps(), "before": before, "after": after,
                    "accounts": tables::accounts_json(&stage, &holdings),
                    "proposals": ending.proposals_json(), "grants": ending.grants,
                    "services": ending.services,
                })
            },
            || tables::all(&stage, &before, &after, &holdings, &ending),
        );
        Ok(())
    }
}
