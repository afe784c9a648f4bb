//! What requests cost, and how the service stands, as metrics and in the log.

use super::{Api, health::reasons_not_ready, position::Position};
use crate::application::Role;
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics::{gauge, histogram};
use std::time::{Duration, Instant};
use tokio::time::{MissedTickBehavior, interval};
use tracing::{info, warn};

/// How often to look how the service stands.
const EVERY: Duration = Duration::from_secs(2);

/// Measures how long a request takes until it is answered.
pub(super) async fn request(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let answer = next.run(request).await;
    // Not the path asked for: there are as many of those as callers can think of.
    let path = path.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let status = answer.status().as_str().to_owned();
    histogram!("weir_indexer_http_request_seconds", "path" => path, "status" => status)
        .record(begun.elapsed());
    answer
}

/// Looks again and again how the service stands, shows it as metrics, and says in the log when it
/// becomes ready and when it no longer is.
pub async fn watch(api: Api) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut was = None;
    loop {
        ticks.tick().await;
        let position = Position::of(&api).await;
        let reasons = reasons_not_ready(&api, &position);
        let ready = reasons.is_empty();
        show(&api, &position, ready);
        if was.replace(ready) == Some(ready) {
            continue;
        }
        match (ready, was) {
            (true, _) => info!("ready: what is served is up to date"),
            (false, Some(true)) => warn!(reasons = reasons.join("; "), "not ready any more"),
            (false, _) => info!(reasons = reasons.join("; "), "not ready yet"),
        }
    }
}

fn show(api: &Api, position: &Position, ready: bool) {
    gauge!("weir_indexer_ready").set(f64::from(u8::from(ready)));
    gauge!("weir_indexer_streams").set(api.commits.clients() as f64);
    let Some((height, timestamp)) = position.written() else { return };
    gauge!("weir_indexer_block_timestamp_seconds").set(timestamp.unix_timestamp() as f64);
    // The writer knows better, and sooner.
    if api.progress.borrow().role == Role::Writer {
        return;
    }
    gauge!("weir_indexer_height").set(height as f64);
    if let (Some(blocks), Some(seconds)) = (position.blocks_behind, position.seconds_behind) {
        gauge!("weir_indexer_blocks_behind").set(blocks as f64);
        gauge!("weir_indexer_seconds_behind").set(seconds as f64);
    }
}
