//! What an operator relies on: it stops when told to, whatever it is doing, and shows what it measures.

use anyhow::{Context, Result, ensure};
use sqlx::PgConnection;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};
use weir_e2e::{
    Database, Devnet, Indexer, Proxy, Rows, Target, indexer_tool, repository, traffic, wait_until,
};

/// What a supervisor waits at least before it kills.
const SECONDS: Duration = Duration::from_secs(15);

async fn history() -> Result<Devnet> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    traffic(&devnet.url(), &weir, 2).await?;
    devnet.seal(400)?;
    Ok(devnet)
}

/// Tells it to stop and holds that it does, in order and in time.
fn stop(indexer: &mut Indexer) -> Result<()> {
    let begun = Instant::now();
    ensure!(indexer.stop()?, "it did not end well:\n{}", indexer.log());
    ensure!(begun.elapsed() < SECONDS, "it took {:?}:\n{}", begun.elapsed(), indexer.log());
    ensure!(indexer.log().contains("stopped"), "{}", indexer.log());
    Ok(())
}

/// Waits until a transaction of the indexer waits for a lock that somebody else holds.
async fn wait_blocked(watching: &mut PgConnection) -> Result<()> {
    let begun = Instant::now();
    loop {
        let waiting: i64 = sqlx::query_scalar(
            "select count(*) from pg_locks where not granted and relation = 'chain.blocks'::regclass",
        )
        .fetch_one(&mut *watching)
        .await?;
        if waiting > 0 {
            return Ok(());
        }
        ensure!(begun.elapsed() < Duration::from_secs(60), "it never came to write");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn told_to_stop_in_the_middle_of_a_transaction_it_writes_nothing_of_it_and_goes_on_later()
-> Result<()> {
    let devnet = history().await?;
    let weir = devnet.weir();
    let head = devnet.finalized()?;
    let (undisturbed, disturbed) = (Database::create().await?, Database::create().await?);
    let set_up = indexer_tool(&weir, &disturbed, &["migrate"])?;
    ensure!(set_up.status.success());
    let (mut holding, mut watching) = (disturbed.connect().await?, disturbed.connect().await?);
    sqlx::raw_sql("begin; lock table chain.blocks in share mode").execute(&mut holding).await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &disturbed)?;
    wait_blocked(&mut watching).await?;
    stop(&mut indexer)?;
    sqlx::raw_sql("rollback").execute(&mut holding).await?;
    for table in ["chain.blocks", "chain.events", "chain.cursor", "weir.transfers"] {
        let count = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut watching).await?;
        ensure!(rows == 0, "{table} has {rows} rows of a transaction that was broken off");
    }

    Indexer::spawn(&devnet.url(), &weir, &disturbed)?.wait_height(head)?;
    Indexer::spawn(&devnet.url(), &weir, &undisturbed)?.wait_height(head)?;
    Rows::of(&undisturbed).await?.same_as(&Rows::of(&disturbed).await?)?;
    Ok(())
}

#[tokio::test]
async fn told_to_stop_while_the_node_is_silent_and_streams_are_open_it_ends_and_so_do_they()
-> Result<()> {
    let devnet = history().await?;
    let weir = devnet.weir();
    let port = devnet.url().rsplit(':').next().context("a port")?.parse()?;
    let proxy = Proxy::to(Target::Port(port))?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&proxy.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;

    let mut streams = Vec::new();
    for _ in 0..3 {
        let url = indexer.url("/v1/stream?after=0-0");
        let address = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(SECONDS))?;
        write!(stream, "GET /v1/stream?after=0-0 HTTP/1.1\r\nhost: {address}\r\n\r\n")?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        while !line.starts_with("event: ") {
            line.clear();
            ensure!(reader.read_line(&mut line)? > 0, "a stream ended before it began");
        }
        streams.push(reader);
    }
    proxy.silence();
    devnet.seal(3)?;
    stop(&mut indexer)?;
    for mut stream in streams {
        stream.read_to_end(&mut Vec::new()).context("a stream did not end")?;
    }
    Ok(())
}

/// Kinds by name, of the lines that `mark` begins.
fn kinds(text: &str, mark: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.strip_prefix(mark)?.split_once(' '))
        .map(|(name, kind)| (name.to_owned(), kind.to_owned()))
        .collect()
}

#[tokio::test]
async fn every_metric_that_is_listed_is_shown_and_none_else() -> Result<()> {
    let devnet = history().await?;
    let weir = devnet.weir();
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_ready()?;
    let metrics = || indexer.for_operators("/metrics");
    // The state is looked at every two seconds.
    wait_until("it is shown to be ready", Duration::from_secs(30), || {
        metrics().is_ok_and(|text| text.contains("\nweir_indexer_ready 1\n"))
    })?;
    let text = metrics()?;
    let shown = kinds(&text, "# TYPE ");
    let page = std::fs::read_to_string(repository().join("docs/operation.md"))?;
    let listed: BTreeMap<String, String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .filter_map(|(name, rest)| Some((name.to_owned(), rest.split_once(" |")?.0.to_owned())))
        .filter(|(name, _)| name.starts_with("weir_indexer_"))
        .collect();
    ensure!(listed.len() > 20, "the list was not found");
    let own: BTreeMap<_, _> = shown.iter().filter(|(name, _)| name.starts_with("weir_")).collect();
    ensure!(own == listed.iter().collect(), "shown: {own:#?}, listed: {listed:#?}");
    let of_process: BTreeSet<_> = shown.keys().filter(|name| !name.starts_with("weir_")).collect();
    for name in of_process {
        ensure!(page.contains(&format!("`{name}`")), "{name} is not named in operation.md");
    }
    // And they say what is so.
    let height = format!("\nweir_indexer_height {}\n", devnet.finalized()?);
    for line in [&height, "\nweir_indexer_writer 1\n", "\nweir_indexer_blocks_behind 0\n"] {
        ensure!(text.contains(line), "{line} is not in:\n{text}");
    }
    Ok(())
}
