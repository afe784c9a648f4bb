//! A Commons of four holders, and what the tests do in it.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sqlx::AssertSqlSafe;
use weir_client::{Chain, Commons, Conviction, Deployment};
use weir_e2e::{Database, Devnet, Indexer, Weir, indexer_tool};

/// Base units of a token, and of a DOT in contracts.
pub(crate) const WHOLE: u128 = 1_000_000_000_000_000_000;

/// A chain with a Commons of 100,000 tokens and 1,000 DOT to grant, followed by an indexer. Support
/// halves the distance to its stake in an hour; a request is announced two hours before it can be
/// executed, a change of rules two days. Of one window, a day, less than a fifth can be granted.
pub(crate) struct Town {
    pub(crate) devnet: Devnet,
    pub(crate) weir: Weir,
    pub(crate) indexer: Indexer,
    database: Database,
}

impl Town {
    /// Bob and Charlie hold 30 % of the tokens each, Dave and Alice 20 %.
    pub(crate) async fn new() -> Result<Self> {
        let devnet = Devnet::start()?;
        let weir = devnet.weir();
        let out = weir.deployment().to_string_lossy().into_owned();
        let deploy = format!(
            "deploy --key //Alice --name Town --symbol TOWN --reserve-ratio 20% --entry-tribute 5% \
             --exit-tribute 2% --initial-supply 100000 --reserve 2000 --half-life 1h --notice 2h \
             --long-notice 2d --window 1d --max-lifetime 60d --guardian //Charlie \
             --guardian-until 1y --out {out}"
        );
        let database = Database::create().await?;
        weir.json(&deploy.split_whitespace().collect::<Vec<_>>())?;
        let indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
        let town = Self { devnet, weir, indexer, database };
        for (who, tokens) in [("//Bob", 30_000), ("//Charlie", 30_000), ("//Dave", 20_000)] {
            town.run(&format!("transfer {tokens} --to {who} --key //Alice"))?;
        }
        town.run("donate 1000 --key //Dave")?;
        Ok(town)
    }

    /// Runs a command of words.
    pub(crate) fn run(&self, words: &str) -> Result<Value> {
        self.weir.json(&words.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command of words that is refused for a reason of this name.
    pub(crate) fn refused(&self, words: &str, reason: &str) -> Result<()> {
        let said = self.weir.refusal(&words.split_whitespace().collect::<Vec<_>>())?;
        ensure!(said.contains(reason), "weir {words} was to be refused for {reason}, but: {said}");
        Ok(())
    }

    /// Lets this much time pass.
    pub(crate) fn wait(&self, time: &str) -> Result<()> {
        self.run(&format!("dev advance-time {time}")).map(drop)
    }

    /// Makes a proposal; its number.
    pub(crate) fn propose(&self, words: &str) -> Result<u64> {
        let made = self.run(&format!("proposal create {words}"))?;
        made["proposal"].as_u64().with_context(|| format!("no number: {made}"))
    }

    /// Announces a proposal, waits until it can be executed and has it executed.
    pub(crate) fn carry_out(&self, proposal: u64, notice: &str) -> Result<()> {
        self.run(&format!("proposal announce {proposal} --key //Dave"))?;
        self.wait(notice)?;
        self.run(&format!("proposal execute {proposal} --key //Dave")).map(drop)
    }

    /// A grant to Eve that was voted with all of Bob's tokens; the number of its proposal.
    pub(crate) fn grant(&self, words: &str) -> Result<u64> {
        let proposal = self.propose(&format!("--title Granted {words} --key //Eve"))?;
        self.run(&format!("proposal stake {proposal}=30000 --key //Bob"))?;
        self.wait("10h")?;
        self.carry_out(proposal, "2h")?;
        Ok(proposal)
    }

    /// The client of the contracts.
    pub(crate) async fn contracts(&self) -> Result<(Commons, Conviction)> {
        let chain = Chain::connect(&self.devnet.url()).await?;
        let deployment = Deployment::load(self.weir.deployment())?;
        let commons = Commons::open(&chain, &deployment).await?;
        Ok((commons, Conviction::open(&chain, &deployment).await?))
    }

    /// Waits for the indexer, and has everything in the database proved against the contracts.
    pub(crate) async fn agrees(&mut self) -> Result<()> {
        self.indexer.wait_height(self.devnet.finalized()?)?;
        let url = self.devnet.url();
        let audited = indexer_tool(&self.weir, &self.database, &["audit", "--url", &url])?;
        let said = String::from_utf8_lossy(&audited.stdout);
        let failed = String::from_utf8_lossy(&audited.stderr);
        ensure!(said.contains("all equal"), "{said}{failed}");
        let dead = self.text("select count(*)::text from dead_letters").await?;
        ensure!(dead == "0", "{dead} events were not understood");
        Ok(())
    }

    /// The one value that a query finds, as text; `null` where there is none.
    pub(crate) async fn text(&mut self, query: &str) -> Result<String> {
        self.indexer.wait_height(self.devnet.finalized()?)?;
        let mut connection = self.database.connect().await?;
        let found: Option<String> = sqlx::query_scalar(AssertSqlSafe(query.to_owned()))
            .fetch_one(&mut connection)
            .await
            .with_context(|| query.to_owned())?;
        Ok(found.unwrap_or_else(|| "null".to_owned()))
    }

    /// Holds that each query finds this text.
    pub(crate) async fn finds(&mut self, expected: &[(&str, &str)]) -> Result<()> {
        for (query, expected) in expected {
            let found = self.text(query).await?;
            ensure!(found == *expected, "{query}: {found}, not {expected}");
        }
        Ok(())
    }

    /// What the command line says of a proposal.
    pub(crate) fn proposal(&self, id: u64) -> Result<Value> {
        self.run(&format!("proposal show {id}"))
    }

    /// A figure of `weir status`, in base units.
    pub(crate) fn state(&self, figure: &str) -> Result<u128> {
        let status = self.run("status")?;
        let text =
            status["state"][figure].as_str().with_context(|| format!("{figure}: {status}"))?;
        Ok(text.parse()?)
    }

    /// The phase that the API says, and `weir status`.
    pub(crate) fn phase(&mut self) -> Result<String> {
        self.indexer.wait_height(self.devnet.finalized()?)?;
        let (told, asked) = (self.indexer.get("/v1/status")?, self.run("status")?);
        ensure!(told["phase"] == asked["phase"], "{told}\n{asked}");
        Ok(told["phase"].as_str().context("no phase")?.to_owned())
    }

    /// Sends the Commons money as wallets and treasuries do, by no message of the contract.
    pub(crate) fn pay(&self, dot: u128) -> Result<()> {
        let status = self.run("status")?;
        let commons = status["contract"]["address"].as_str().context("no address")?;
        self.run(&format!("dev fund {commons} {dot}")).map(drop)
    }
}
