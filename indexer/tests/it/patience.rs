//! Waiting, with an end.

use std::time::Duration;

/// Long enough for the slowest machine; only a promise that is broken takes it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until this is so.
pub(crate) async fn until(what: &str, mut so: impl FnMut() -> bool) {
    let waits = async {
        while !so() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waits).await.expect(what);
}
