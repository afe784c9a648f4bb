//! `weir proposal announce`, `reset` and `execute`

use super::act::One;
use crate::cli::{
    context::{Context, Session},
    failure::after,
    output::{Page, units},
    rules::shown,
};
use serde_json::{Value, json};
use weir_client::{
    Receipt,
    conviction::ProposalKind,
    text::{duration, time},
};

pub(super) async fn announce(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.announce(&key, &session.commons, one.id).await?;
    let (event, receipt) = (&done.event, &done.receipt);
    let state = session.commons.at_block(receipt.block.hash);
    let now = after(receipt, async { Ok(state.now().await?) }).await?;
    let (from, until) = (event.executableFrom, event.executableUntil);
    let page = Page::new(format!("Proposal {} is announced", one.id))
        .row(
            "executes from",
            format!(
                "{}, in {}, if it still passes then",
                time(from),
                duration(from - now.min(from))
            ),
        )
        .row("executes until", time(until))
        .row("executed with", format!("weir proposal execute {}", one.id));
    let json = json!({ "proposal": one.id, "from": from, "until": until });
    context.act(json, page, receipt, &session.words.native);
    Ok(())
}

pub(super) async fn reset(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.reset(&key, one.id).await?;
    let page = Page::new(format!("The announcement of proposal {} is taken back", one.id)).row(
        "from now on",
        "it gathers support and objections, and can be announced once it passes",
    );
    context.act(json!({ "proposal": one.id }), page, &done.receipt, &session.words.native);
    Ok(())
}

pub(super) async fn execute(context: &Context, one: &One) -> anyhow::Result<()> {
    let session = context.session().await?;
    let key = one.signing.key_for(session.chain())?;
    let done = session.conviction.execute(&key, &session.commons, one.id).await?;
    let (event, receipt) = (&done.event, &done.receipt);
    let outcome = after(receipt, outcome(&session, one.id, event.grantId, receipt)).await?;
    let mut page = Page::new(format!("Proposal {} passed", one.id));
    for (label, text) in outcome.rows {
        page = page.row(label, text);
    }
    let net = event.conviction.saturating_sub(event.opposition);
    let mut json = json!({
        "proposal": event.proposal, "conviction": units(event.conviction),
        "opposition": units(event.opposition), "net": units(net),
        "threshold": units(event.threshold), "total_staked": units(event.totalStaked),
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut json, outcome.json) {
        all.extend(more);
    }
    context.act(json, page, receipt, &session.words.native);
    Ok(())
}

/// What the execution of a proposal did.
struct Outcome {
    rows: Vec<(&'static str, String)>,
    /// More fields of the answer.
    json: Value,
}

async fn outcome(
    session: &Session,
    id: u32,
    grant: u32,
    receipt: &Receipt,
) -> anyhow::Result<Outcome> {
    let words = &session.words;
    let state = session.commons.at_block(receipt.block.hash);
    let proposal = session.conviction.beside(&state).proposal(id).await?;
    let json = |more: Value| {
        let mut json = json!({ "kind": proposal.kind, "grant": null });
        if let (Value::Object(all), Value::Object(more)) = (&mut json, more) {
            all.extend(more);
        }
        json
    };
    Ok(match proposal.kind {
        ProposalKind::Rule { rule, value } => Outcome {
            rows: vec![("changed", format!("{rule} is now {}", shown(rule, value, &words.native)))],
            json: json(json!({})),
        },
        ProposalKind::Governor { governor } => {
            Outcome { rows: vec![("governor", governor.to_string())], json: json(json!({})) }
        }
        ProposalKind::WindDown => {
            let state = state.state().await?;
            Outcome {
                rows: vec![
                    ("wound down", "all money belongs to the holders, by their shares".to_owned()),
                    ("to be shared", words.money_about(state.reserve)),
                    ("among", words.tokens_about(state.supply)),
                    ("taken with", "weir redeem".to_owned()),
                ],
                json: json(json!({ "state": state })),
            }
        }
        ProposalKind::Signal => Outcome { rows: Vec::new(), json: json(json!({})) },
        ProposalKind::Revocation { .. } | ProposalKind::Funding { .. } => {
            let grant = state.grant(grant).await?;
            let rows = if grant.revoked {
                let left = grant.amount.saturating_sub(grant.withdrawn);
                vec![
                    ("revoked", format!("grant {}", grant.id)),
                    ("still to be withdrawn", words.money(left)),
                ]
            } else {
                let amount = words.money(grant.amount);
                let granted = match grant.duration {
                    0 => format!("{amount}, due at once"),
                    over => format!("{amount} over {}", duration(over)),
                };
                vec![
                    ("granted", granted),
                    ("beneficiary", grant.beneficiary.to_string()),
                    ("withdrawn with", format!("weir grant withdraw {}", grant.id)),
                ]
            };
            Outcome { rows, json: json(json!({ "grant": grant })) }
        }
    })
}
