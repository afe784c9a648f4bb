//! The indexer itself is killed at any moment.

use crate::story::long;
use anyhow::{Result, ensure};
use std::thread::sleep;
use weir_e2e::{Database, Dice, Indexer};

/// How often it must have been killed between its first block and its last.
const KILLS: u32 = 100;

#[tokio::test]
async fn killed_a_hundred_times_at_random_points_it_ends_with_the_same_rows() -> Result<()> {
    let story = long()?;
    let (mut dice, mut kills, mut lives, mut ways) = (Dice::default(), 0, 0, 0);
    // A life is part of what the whole way takes, so that many fit into one.
    let whole = u64::try_from(story.took.as_millis())?;
    let (least, most) = (whole / 8, whole / 3);
    while kills < KILLS {
        let database = Database::create().await?;
        ways += 1;
        loop {
            let mut indexer = Indexer::spawn(&story.node.url(), &story.weir(), &database)?;
            sleep(dice.pause(least, most));
            indexer.kill()?;
            lives += 1;
            match height(&database).await? {
                Some(height) if height >= story.head => break,
                Some(_) => kills += 1,
                None => {}
            }
            if kills >= KILLS {
                Indexer::spawn(&story.node.url(), &story.weir(), &database)?
                    .wait_height(story.head)?;
                break;
            }
        }
        story.is_told_by(&database).await?;
    }
    println!(
        "killed {kills} times in mid-backfill, in {lives} lives of {least} to {most} ms on {ways} \
         ways of {} blocks",
        story.head
    );
    ensure!(kills >= KILLS, "only {kills} kills fell into the backfill");
    Ok(())
}

/// Height of the last block committed, if the tables are there and hold one.
async fn height(database: &Database) -> Result<Option<u64>> {
    let mut connection = database.connect().await?;
    let there: bool = sqlx::query_scalar("select to_regclass('chain.blocks') is not null")
        .fetch_one(&mut connection)
        .await?;
    if !there {
        return Ok(None);
    }
    let height: Option<i64> =
        sqlx::query_scalar("select max(height) from blocks").fetch_one(&mut connection).await?;
    Ok(height.map(u64::try_from).transpose()?)
}
