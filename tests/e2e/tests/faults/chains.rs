//! The node follows another chain.

use crate::story::{is_told_by, short, undisturbed};
use anyhow::{Result, ensure};
use weir_e2e::{Database, Devnet, Indexer, Proxy, Rows, Target};

/// A chain with another first block.
fn foreign() -> Result<Devnet> {
    let foreign = Devnet::start_with(&["--chain=foreign"])?;
    foreign.seal(300)?;
    Ok(foreign)
}

#[tokio::test]
async fn a_node_of_another_chain_is_refused_in_words_before_anything_is_written() -> Result<()> {
    let (devnet, foreign) = (Devnet::go_on_from(short()?)?, foreign()?);
    ensure!(devnet.block_hash(0)? != foreign.block_hash(0)?, "it is the same chain");
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&foreign.url(), &devnet.weir(), &database)?;
    ensure!(!indexer.wait_end()?, "it says that all was well:\n{}", indexer.log());
    let genesis = foreign.block_hash(0)?;
    let log = indexer.log();
    ensure!(log.contains(&genesis) && log.contains("--url"), "it does not say why:\n{log}");
    ensure!(Rows::of(&database).await?.count("chain.blocks") == 0);

    // With the right one it begins as if nothing had been.
    Indexer::spawn(&devnet.url(), &devnet.weir(), &database)?.wait_height(devnet.finalized()?)?;
    is_told_by(&devnet, &database).await
}

#[tokio::test]
async fn a_chain_exchanged_behind_the_url_is_noticed_and_nothing_of_it_is_written() -> Result<()> {
    let (devnet, foreign) = (Devnet::go_on_from(short()?)?, foreign()?);
    // The same first block, and others after it: a development chain that was started over.
    let wiped = Devnet::start()?;
    wiped.seal(u32::try_from(devnet.finalized()?)? + 100)?;
    let (rows, _) = undisturbed(&devnet).await?;
    for (other, words) in [(&foreign, "begins with"), (&wiped, "another chain")] {
        let proxy = Proxy::to(Target::Port(devnet.port()))?;
        let database = Database::create().await?;
        let mut indexer = Indexer::spawn(&proxy.url(), &devnet.weir(), &database)?;
        indexer.wait_height(devnet.finalized()?)?;
        proxy.redirect(Target::Port(other.port()));
        ensure!(!indexer.wait_end()?, "it says that all was well:\n{}", indexer.log());
        ensure!(indexer.log().contains(words), "it does not say why:\n{}", indexer.log());
        rows.same_as(&Rows::of(&database).await?)?;

        // The right one again: it goes on.
        proxy.redirect(Target::Port(devnet.port()));
        Indexer::spawn(&proxy.url(), &devnet.weir(), &database)?.wait_ready()?;
        rows.same_as(&Rows::of(&database).await?)?;
    }
    Ok(())
}
