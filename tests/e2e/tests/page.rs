//! The page in a real browser, used by people with a wallet, against the real chain, contracts,
//! database and indexer.

use anyhow::{Result, bail};
use nix::sys::signal::Signal;
use weir_e2e::{Database, Devnet, Indexer, Weir, run_in_browser, season, whole_life};

/// All that the page takes.
struct Stage {
    devnet: Devnet,
    weir: Weir,
    database: Database,
    indexer: Indexer,
}

impl Stage {
    /// With a Commons that this makes.
    async fn of(commons: impl FnOnce(&Weir) -> Result<()>) -> Result<Self> {
        let devnet = Devnet::start_with(&["--block-time=500ms"])?;
        let weir = devnet.weir();
        commons(&weir)?;
        let database = Database::create().await?;
        let node = devnet.url();
        // A few blocks at a time, so that people can see how it catches up.
        let options = ["--page-node", &node, "--ready-node-silence", "3s", "--batch", "2"];
        let mut indexer = Indexer::spawn_with(&node, &weir, &database.url, &options)?;
        indexer.wait_ready()?;
        Ok(Self { devnet, weir, database, indexer })
    }

    fn run(&mut self, script: &str) -> Result<()> {
        let Self { devnet, weir, database, indexer } = self;
        let stage = (devnet.port(), &*weir, &*database, indexer.url("/"));
        run_in_browser(script, stage, |wish| match wish {
            "stop the node" => devnet.kill(),
            "start the node" => devnet.revive(),
            "hold the indexer" => indexer.signal(Signal::SIGSTOP),
            "let the indexer go on" => indexer.signal(Signal::SIGCONT),
            "stop the indexer" => indexer.kill(),
            _ => bail!("nobody knows how"),
        })
    }
}

/// A Commons whose hatch has just begun.
fn hatch(weir: &Weir) -> Result<()> {
    let out = weir.deployment().to_string_lossy();
    let words = format!(
        "deploy --key //Alice --name Hatching --symbol HATCH --reserve-ratio 20% --entry-tribute 5% --exit-tribute 2% \
         --hatch-min 1000 --hatch-max 2500 --hatch-price 0.05 --hatch-deadline 7d --hatch-tribute 60% \
         --vesting-cliff 30m --vesting-half-life 2h --half-life 1h --window 1d --max-lifetime 7d \
         --out {out}"
    );
    weir.json(&words.split_whitespace().collect::<Vec<_>>()).map(drop)
}

#[tokio::test]
async fn whoever_uses_an_open_commons_sees_what_became_of_it_and_the_database_agrees() -> Result<()>
{
    Stage::of(whole_life).await?.run("flows.mjs")
}

#[tokio::test]
async fn grants_are_held_up_taken_back_and_paid_in_tokens_as_the_page_says() -> Result<()> {
    Stage::of(whole_life).await?.run("votes.mjs")
}

#[tokio::test]
async fn a_hatch_is_joined_opened_and_vests_through_the_page() -> Result<()> {
    Stage::of(hatch).await?.run("hatch.mjs")
}

#[tokio::test]
async fn a_hatch_that_failed_pays_back_through_the_page() -> Result<()> {
    Stage::of(hatch).await?.run("hatch.mjs fails")
}

/// A Commons in the chain's dollar, an ERC-20 token of 6 decimals, whose hatch has just begun.
fn dollars(weir: &Weir) -> Result<()> {
    let out = weir.deployment().to_string_lossy();
    let words = format!(
        "deploy --key //Alice --name Dollars --symbol DOLL --currency {DOLLAR} --reserve-ratio 20% \
         --entry-tribute 5% --exit-tribute 2% --hatch-min 1000 --hatch-max 2500 --hatch-price 0.05 \
         --hatch-deadline 7d --hatch-tribute 60% --vesting-cliff 0 --vesting-half-life 0 \
         --half-life 1h --window 1d --max-lifetime 7d --out {out}"
    );
    weir.json(&words.split_whitespace().collect::<Vec<_>>()).map(drop)
}

/// The development chain's asset 1984 as contracts see it.
const DOLLAR: &str = "0x000007c000000000000000000000000001200000";

#[tokio::test]
async fn a_commons_in_an_erc20_currency_lives_through_the_page() -> Result<()> {
    Stage::of(dollars).await?.run("dollars.mjs")
}

#[tokio::test]
async fn eight_tabs_hear_one_stream_and_begin_again_with_the_chain() -> Result<()> {
    Stage::of(whole_life).await?.run("tabs.mjs")
}

#[tokio::test]
async fn the_page_says_what_is_wrong_and_goes_on_when_it_is_over() -> Result<()> {
    Stage::of(whole_life).await?.run("failures.mjs")
}

#[tokio::test]
async fn people_with_any_wallet_a_keyboard_a_finger_or_a_query_get_what_they_came_for() -> Result<()>
{
    Stage::of(whole_life).await?.run("people.mjs")
}

/// `scripts/screenshots` has it take pictures.
#[tokio::test]
async fn every_page_is_accessible_fits_its_window_and_is_small() -> Result<()> {
    Stage::of(|weir| whole_life(weir).and_then(|()| season(weir))).await?.run("looks.mjs")
}

#[tokio::test]
#[ignore = "prints how soon the page is usable on a slow phone; compare on a machine at rest"]
async fn how_soon_the_page_is_usable() -> Result<()> {
    Stage::of(whole_life).await?.run("speed.mjs")
}

#[tokio::test]
async fn holders_object_change_rules_leave_and_wind_down_through_the_page() -> Result<()> {
    Stage::of(whole_life).await?.run("changes.mjs")
}
