//! What a supervisor is told that started the process as a service of systemd: that it serves, that
//! it moves, that it stops. Without such a supervisor nobody is told anything.

use sd_notify::{NotifyState, notify, watchdog_enabled};
use std::time::Duration;
use tokio::time::interval;
use tracing::debug;
use weir_indexer::{application::ProgressReader, infra::api::Limits};

/// Tells that this process serves, and until it ends that it moves. A supervisor that hears for too long of no movement starts
/// it anew, as one that asks /health does.
pub(crate) async fn tell(progress: ProgressReader, limits: Limits) {
    say(&[NotifyState::Ready]);
    let Some(patience) = watchdog_enabled() else { return };
    // At least twice before the supervisor loses patience.
    let mut ticks = interval((patience / 3).max(Duration::from_millis(10)));
    loop {
        ticks.tick().await;
        if limits.unhealthy(&progress).is_empty() {
            say(&[NotifyState::Watchdog]);
        }
    }
}

/// Tells that this process is about to end.
pub(crate) fn stopping() {
    say(&[NotifyState::Stopping]);
}

fn say(state: &[NotifyState<'_>]) {
    if let Err(error) = notify(state) {
        debug!(%error, "the supervisor cannot be told");
    }
}
