//! The disk is full.

use crate::story::long;
use anyhow::{Result, ensure};
use weir_e2e::{Cluster, Database, Indexer, Proxy, Target};

#[tokio::test]
async fn a_full_disk_is_waited_for_and_nothing_is_lost() -> Result<()> {
    let story = long()?;
    let proxy = Proxy::to(Target::Port(story.node.port()))?;
    proxy.throttle(400_000);
    let cluster = Cluster::with_small_disk(48)?;
    let database = Database::create_with(&cluster, "tablespace small").await?;
    let mut indexer = Indexer::spawn(&proxy.url(), &story.weir(), &database)?;
    indexer.wait_until(|status| status["cursor"]["height"].is_u64())?;
    database.fill_disk().await?;
    indexer.wait_until(|status| status["trouble"].is_string())?;
    // What the server said is for whoever runs it alone.
    let said = indexer.get("/v1/status")?["trouble"].to_string();
    ensure!(said.contains("the database") && !said.contains("No space"), "{said}");
    ensure!(indexer.log().contains("No space left on device"), "{}", indexer.log());
    let stuck = indexer.height();
    ensure!(stuck < Some(story.head), "it was too fast");
    ensure!(indexer.status("/health") == Some(200), "a restart would mend nothing");
    ensure!(indexer.status("/ready") == Some(503));
    database.free_disk().await?;
    proxy.speed_up();
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}
