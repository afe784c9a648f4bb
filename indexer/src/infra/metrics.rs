//! What the metrics mean.

use metrics::{Unit, describe_counter as counter, describe_gauge as gauge, describe_histogram};

/// Tells the recorder what each metric means.
pub fn describe_metrics() {
    gauge!("weir_indexer_height", "Height of the last block written.");
    gauge!("weir_indexer_finalized_height", "Highest finalized block that the node told of.");
    gauge!("weir_indexer_blocks_behind", "Finalized blocks not written yet.");
    gauge!("weir_indexer_writer", "1 if this process writes, 0 if it is a standby.");
    counter!("weir_indexer_blocks_total", "Blocks written by this process.");
    counter!("weir_indexer_events_total", "Events decoded and written by this process.");
    counter!("weir_indexer_dead_letters_total", "Events that the interface does not explain.");
    counter!("weir_indexer_retries_total", "Failures that were tried again, by the side at fault.");
    counter!(
        "weir_indexer_waited_microseconds_total",
        "Time the loop waited, by the side it waited for: chain or store."
    );
    describe_histogram!(
        "weir_indexer_commit_seconds",
        Unit::Seconds,
        "Duration of a batch's transaction."
    );
    describe_histogram!(
        "weir_indexer_finalized_to_committed_seconds",
        Unit::Seconds,
        "From first hearing of the latest finalized block to having it written."
    );
}
