//! `weir grant list` and `show`

use crate::cli::{
    context::Context,
    output::{Page, count},
    table::{Column, bar, table},
};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use weir_client::{
    Recipient, Share,
    commons::Grant,
    text::{duration, time},
};

/// How many grants are asked for at a time.
const AT_ONCE: usize = 8;

pub(super) async fn list(
    context: &Context,
    account: Option<&Recipient>,
    newest: u32,
) -> anyhow::Result<()> {
    let session = context.session().await?.pinned().await?;
    let (commons, words) = (&session.commons, &session.words);
    let (last, limits, now) =
        (commons.grant_count().await?, commons.limits().await?, commons.now().await?);
    let first = last.saturating_sub(newest).saturating_add(1);
    let mut grants: Vec<Grant> = stream::iter(first..=last)
        .map(|id| commons.grant(id))
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    if let Some(who) = account {
        grants.retain(|grant| grant.beneficiary == who.address);
    }
    context.answer(
        || {
            json!({
                "grants": grants.iter().map(json).collect::<Vec<_>>(), "owed": limits.owed,
                "recently_granted": limits.recently_granted, "now": now,
            })
        },
        || {
            let columns = [
                Column::Figure("#"),
                Column::Mark("beneficiary"),
                Column::Figure("granted"),
                Column::Figure("withdrawn"),
                Column::Figure("due now"),
                Column::Mark("of it due"),
                Column::Text("how"),
            ];
            let rows = grants.iter().map(|grant| {
                vec![
                    grant.id.to_string(),
                    short(grant),
                    words.currency.figure(grant.amount, 4),
                    words.currency.figure(grant.withdrawn, 4),
                    words.currency.figure(grant.due, 4),
                    bar(share_due(grant)),
                    how(grant, now),
                ]
            });
            Page::new(format!("{}, in {}", count(grants.len(), "grant"), words.currency.symbol))
                .text(&table(&columns, rows.collect()))
                .row("granted, not withdrawn", words.money_about(limits.owed))
                .row(
                    "counts against the limit",
                    format!(
                        "{}, granted within the last {}",
                        words.money_about(limits.recently_granted),
                        duration(limits.window)
                    ),
                )
                .finish()
        },
    );
    Ok(())
}

pub(super) async fn show(context: &Context, id: u32) -> anyhow::Result<()> {
    let session = context.session().await?.pinned().await?;
    let (commons, words) = (&session.commons, &session.words);
    let (grant, now) = (commons.grant(id).await?, commons.now().await?);
    context.answer(
        || json!({ "grant": json(&grant), "now": now }),
        || {
            Page::new(format!("Grant {} of proposal {}", grant.id, grant.proposal))
                .row("beneficiary", grant.beneficiary.to_string())
                .row("granted", words.money(grant.amount))
                .row("withdrawn", words.money(grant.withdrawn))
                .row("due now", words.money(grant.due))
                .row("of it due", bar(share_due(&grant)))
                .row("since", time(grant.start))
                .row("how", how(&grant, now))
                .row("can be claimed", claimable(&grant, now))
                .finish()
        },
    );
    Ok(())
}

/// A grant, with until when it can be claimed at least.
fn json(grant: &Grant) -> Value {
    let mut json = json!(grant);
    json["claimable_until"] = grant.claimable_until().into();
    json
}

/// Until when it can be claimed at least.
fn claimable(grant: &Grant, now: u64) -> String {
    let until = grant.claimable_until();
    match grant.withdrawn >= grant.amount {
        true => "nothing is left".to_owned(),
        false if now < until => format!("until {} at least", time(until)),
        false => "until it is ended, which anyone can do (`weir grant lapse`)".to_owned(),
    }
}

/// `0x41dc…1e01`
fn short(grant: &Grant) -> String {
    let address = grant.beneficiary.to_string();
    format!("{}…{}", &address[..6], &address[address.len() - 4..])
}

/// What is due or withdrawn, of all that was granted.
fn share_due(grant: &Grant) -> Share {
    let due = grant.withdrawn.wide() + grant.due.wide();
    // A grant that was revoked at once has nothing that could be due.
    Share::of(due, grant.amount).unwrap_or(Share::WHOLE)
}

fn how(grant: &Grant, now: u64) -> String {
    let end = grant.start.saturating_add(grant.duration);
    let how = match grant.duration {
        0 => "at once".to_owned(),
        over if now < end => {
            format!("over {}, for another {}", duration(over), duration(end - now))
        }
        over => format!("over {}, all of it due", duration(over)),
    };
    let how = if grant.as_tokens { format!("{how}, in tokens") } else { how };
    if grant.revoked { format!("{how}; revoked") } else { how }
}
