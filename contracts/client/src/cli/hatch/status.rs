//! `weir hatch status`

use crate::cli::{
    context::{Context, Session},
    output::Page,
    table::{bar, percent, share},
    words::Words,
};
use serde_json::json;
use weir_client::{
    Amount, Price, Share,
    commons::{Hatch, Phase},
    text::{duration, time},
};

/// Of a Commons without a hatch.
pub(super) const NONE: &str =
    "This Commons opened at once, with the money of the account that made it: it had no hatch.";

pub(super) async fn run(context: &Context, session: Session) -> anyhow::Result<()> {
    let session = session.pinned().await?;
    let (commons, words) = (&session.commons, &session.words);
    let (phase, hatch) = (commons.phase().await?, commons.hatch().await?);
    let (now, shares) = (commons.now().await?, commons.shares().await?);
    if !hatch.exists() {
        context.answer(|| json!({ "phase": phase, "hatch": null }), || format!("{NONE}\n"));
        return Ok(());
    }
    let spot = match phase {
        Phase::Open => commons.spot_price().await?,
        _ => None,
    };
    context.answer(
        || {
            json!({
                "phase": phase, "hatch": hatch, "jump_ppm": hatch.jump_ppm(), "now": now,
                "can_close": can_close(&hatch, phase, now), "spot_price": spot,
            })
        },
        || {
            let page = Page::new(heading(phase));
            // What is raised becomes less with each refund.
            let page = match phase {
                Phase::Refunding => page
                    .row("not yet taken back", words.money(hatch.raised))
                    .row("the minimum was", words.money_about(hatch.minimum)),
                _ => page
                    .row("raised", words.money(hatch.raised))
                    .row("of the minimum", progress(hatch.raised, hatch.minimum, words))
                    .row("of the maximum", progress(hatch.raised, hatch.maximum, words)),
            };
            let page = page.row("deadline", deadline(&hatch, phase, now)).row(
                "accounts",
                match hatch.allowlist {
                    true => "only those on the owner's list",
                    false => "anyone",
                },
            );
            let page = page
                .group("Price")
                .row("in the hatch", words.price(&Price::per_token(hatch.price)))
                .row(
                    if hatch.opened_at == 0 { "when the curve opens" } else { "at the opening" },
                    format!(
                        "{}{}",
                        words.price(&Price::per_token(hatch.opening_price)),
                        jump(&hatch)
                    ),
                );
            let page = match spot {
                Some(spot) => page.row("now", words.price(&spot)),
                None => page,
            };
            page.group("What is raised")
                .row("to the funding pool", hatch.tribute.to_string())
                .row("to the reserve", "the rest")
                .row("reserve ratio", shares.reserve_ratio.to_string())
                .group("Vesting")
                .row("after the opening", vesting(hatch.cliff, hatch.half_life))
                .finish()
        },
    );
    Ok(())
}

/// `nothing is free for 30 days, then half of the rest every 90 days`
pub(crate) fn vesting(cliff: u64, half_life: u64) -> String {
    match (cliff, half_life) {
        (_, 0) => "everything is free at once".to_owned(),
        (0, _) => format!("half of the rest gets free every {}", duration(half_life)),
        _ => format!(
            "nothing is free for {}, then half of the rest every {}",
            duration(cliff),
            duration(half_life)
        ),
    }
}

/// `, 3 times the hatch's`
pub(super) fn jump(hatch: &Hatch) -> String {
    hatch.jump_ppm().map_or(String::new(), |jump| {
        format!(", {} times the hatch's", Amount::from_base_units(jump.into()).rounded_with(6, 3))
    })
}

fn heading(phase: Phase) -> &'static str {
    match phase {
        Phase::Hatch => "The hatch takes contributions",
        Phase::Open => "The hatch succeeded and the curve is open",
        Phase::Refunding => "The hatch failed: contributors take their money back",
        Phase::Closing => "The hatch succeeded, and a wind-down is announced",
        Phase::Closed => "The hatch succeeded, and the Commons is wound down",
    }
}

fn progress(raised: Amount, goal: Amount, words: &Words) -> String {
    let share = share(raised, goal);
    let bar = if share > Share::WHOLE { percent(share) } else { bar(share) };
    format!("{bar} of {}", words.money_about(goal))
}

fn can_close(hatch: &Hatch, phase: Phase, now: u64) -> bool {
    phase == Phase::Hatch && (now > hatch.deadline || hatch.raised >= hatch.maximum)
}

fn deadline(hatch: &Hatch, phase: Phase, now: u64) -> String {
    let at = time(hatch.deadline);
    match phase {
        Phase::Hatch if can_close(hatch, phase, now) => {
            format!("{at}: anyone can close the hatch now (`weir hatch close`)")
        }
        Phase::Hatch => format!("{at}, in {}", duration(hatch.deadline.saturating_sub(now))),
        _ => at,
    }
}
