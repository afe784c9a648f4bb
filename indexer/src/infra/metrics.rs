//! What the metrics mean.

use metrics::{Unit, describe_counter as counter, describe_gauge as gauge, describe_histogram};

/// Tells the recorder what each metric means.
pub fn describe_metrics() {
    gauge!("weir_indexer_height", "Height of the last block written.");
    gauge!("weir_indexer_finalized_height", "Highest finalized block that a node told of.");
    gauge!("weir_indexer_blocks_behind", "Finalized blocks not written yet.");
    gauge!(
        "weir_indexer_seconds_behind",
        Unit::Seconds,
        "Age of the last block written, while there are newer ones; 0 when there are none."
    );
    gauge!("weir_indexer_writer", "1 if this process writes, 0 if it is a standby.");
    gauge!("weir_indexer_endpoint", "1 for the node in use, 0 for the others.");
    counter!("weir_indexer_blocks_total", "Blocks written by this process.");
    counter!("weir_indexer_events_total", "Events decoded and written by this process.");
    counter!("weir_indexer_dead_letters_total", "Events that the interface does not explain.");
    counter!(
        "weir_indexer_retries_total",
        "Failures that were tried again, by cause: fetch or store."
    );
    counter!(
        "weir_indexer_stalled_microseconds_total",
        "Time the loop waited, by cause: fetch (the node), decode or store (the database)."
    );
    counter!(
        "weir_indexer_reconnects_total",
        "Times a node, a connection or a subscription was given up, by cause: unreachable, lost, \
         silent, other_chain or doubted."
    );
    counter!("weir_indexer_requests_total", "Requests to nodes, by method.");
    counter!(
        "weir_indexer_received_bytes_total",
        Unit::Bytes,
        "What nodes answered, in bytes of JSON."
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
