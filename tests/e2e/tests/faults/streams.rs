//! A client of the stream of acts outlives the processes that serve it.

use crate::story::{is_told_by, short};
use anyhow::{Result, ensure};
use std::{
    io::{BufRead, BufReader, Read},
    thread,
    time::Duration,
};
use weir_e2e::{Database, Devnet, Dice, Indexer, traffic};

/// How often a process must have been killed after it told the client something.
const KILLS: u32 = 12;

/// A client that keeps its place as browsers do: by the id of the last act that came whole.
#[derive(Default)]
struct Client {
    seen: Vec<String>,
}

impl Client {
    /// Connects, from the beginning the first time and from its place later.
    fn connect(&self, url: &str) -> Result<impl BufRead + use<>> {
        let limit = Some(Duration::from_secs(120));
        let mut request = ureq::get(url).config().timeout_global(limit).build();
        if let Some(last) = self.seen.last() {
            request = request.header("Last-Event-ID", last);
        }
        Ok(BufReader::new(request.call()?.into_body().into_reader()))
    }

    /// Reads until `enough` of what it has seen, or until the connection ends.
    fn listen(&mut self, stream: impl Read, enough: impl Fn(&[String]) -> bool) {
        let mut id = None;
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            match line.strip_prefix("id: ") {
                Some(of_event) => id = Some(of_event.to_owned()),
                // An empty line ends an event; without it there was none.
                None if line.is_empty() => self.seen.extend(id.take()),
                None => {}
            }
            if enough(&self.seen) {
                return;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_misses_nothing_and_gets_nothing_twice_whatever_process_serves_it() -> Result<()> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let database = Database::create().await?;
    let begin = || {
        let (url, weir) = (devnet.url(), weir.clone());
        tokio::spawn(async move { traffic(&url, &weir, 2).await })
    };
    let (mut client, mut dice) = (Client::default(), Dice::default());
    let (mut kills, mut lives, mut acts) = (0, 0, begin());
    // New acts come all the while, also when there is no process.
    while kills < KILLS {
        if acts.is_finished() {
            acts.await??;
            acts = begin();
        }
        let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
        // The first one lives until it has made the tables, however long that takes.
        indexer.wait_until(|status| lives > 0 || status["cursor"]["height"].is_u64())?;
        lives += 1;
        ensure!(lives < 10 * KILLS, "only {kills} of {lives} told the client anything");
        let stream = client.connect(&indexer.url("/v1/stream?after=0-0"))?;
        let (before, pause) = (client.seen.len(), dice.pause(0, 600));
        thread::scope(|scope| {
            let killed = scope.spawn(|| {
                thread::sleep(pause);
                indexer.kill()
            });
            client.listen(stream, |_| false);
            killed.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked))
        })?;
        kills += u32::from(client.seen.len() > before);
    }
    acts.await??;

    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    let mut connection = database.connect().await?;
    let told: Vec<String> = sqlx::query_scalar(
        "select height || '-' || event_index from activity order by height, event_index",
    )
    .fetch_all(&mut connection)
    .await?;
    let stream = client.connect(&indexer.url("/v1/stream?after=0-0"))?;
    client.listen(stream, |seen| seen.last() == told.last());
    println!("killed {kills} times in {lives} lives, while {} acts were told", told.len());
    ensure!(client.seen == told, "told were {told:?}, seen {:?}", client.seen);
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    is_told_by(&devnet, &database).await
}
