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
    // Small batches: more moments at which some of them are written and others are not.
    let spawn = |database: &Database, batch: u64| {
        let batch = ["--batch", &batch.to_string()];
        Indexer::spawn_with(&story.node.url(), &story.weir(), &database.url, &batch)
    };
    let (mut dice, mut kills, mut lives, mut fruitful, mut ways) = (Dice::default(), 0, 0, 0, 0);
    // About as long as it takes to write something; learnt on the way, on a machine of any speed.
    let mut life = u64::try_from(story.took.as_millis())? / 2;
    while kills < KILLS {
        let database = Database::create().await?;
        let (mut reached, mut barren) = (None, 0);
        ways += 1;
        while kills < KILLS {
            let mut indexer = spawn(&database, dice.number(2, 12))?;
            sleep(dice.pause(life / 3, life * 5 / 4));
            // Now and then while it sets the database up, which takes it longer than anything else.
            if reached.is_none() && barren > 1 {
                indexer.wait_until(|status| status["cursor"]["height"].is_u64())?;
            }
            ensure!(indexer.is_running(), "it ended by itself:\n{}", indexer.log());
            indexer.kill()?;
            lives += 1;
            let height = height(&database).await?;
            if height >= Some(story.head) {
                life -= life / 6;
                break;
            }
            match height {
                Some(_) => kills += 1,
                None => barren += 1,
            }
            match height > reached {
                true => fruitful += 1,
                false => life += life / 20 + 1,
            }
            reached = height;
        }
        spawn(&database, 1_000)?.wait_height(story.head)?;
        story.is_told_by(&database).await?;
        database.remove().await?;
    }
    println!(
        "killed {kills} times between the first block and the last of {}, in {lives} lives on \
         {ways} ways; {fruitful} of them had written something",
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
