//! What every command shares: the node, the deployment, the key, the form of the answer.

use super::{
    failure::Failure,
    output::{self, Page},
    words::Words,
};
use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::Value;
use std::{path::PathBuf, process::ExitCode};
use weir_client::{
    Address, Chain, Commons, Conviction, Deployment, Error, Key, Receipt, Recipient,
    recipient::Unfit,
};

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Global {
    /// Answer in JSON on standard output, errors too; amounts are strings of base units
    #[arg(long, global = true, display_order = 100)]
    json: bool,
    /// The node's WebSocket address
    // A provider's address may hold an access token: the environment's is not shown.
    #[arg(
        long,
        global = true,
        display_order = 101,
        env = "WEIR_URL",
        hide_env_values = true,
        default_value = "ws://127.0.0.1:9944"
    )]
    url: String,
    /// The deployment file [default: ./.weir/deployment.json if it exists, else ./deployment.json]
    #[arg(
        long,
        global = true,
        display_order = 102,
        value_name = "FILE",
        env = "WEIR_DEPLOYMENT",
        hide_env_values = true
    )]
    deployment: Option<PathBuf>,
}

/// Which key signs.
#[derive(Debug, Args)]
#[command(next_help_heading = "Key (or the variable WEIR_KEY with a secret URI or mnemonic)")]
pub(crate) struct Signing {
    /// A development key by name, such as //Alice
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    key: Option<String>,
    /// A file with a secret URI or mnemonic, readable by its owner only
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

/// The options, resolved.
pub(crate) struct Context {
    /// Whether to answer in JSON.
    pub(crate) json: bool,
    url: String,
    deployment: Option<PathBuf>,
}

/// A deployment that was opened: its contracts, and how its amounts are said.
pub(crate) struct Session {
    pub(crate) commons: Commons,
    pub(crate) conviction: Conviction,
    pub(crate) deployment: Deployment,
    pub(crate) words: Words,
}

impl Session {
    /// The chain that it is on.
    pub(crate) fn chain(&self) -> &Chain {
        self.commons.chain()
    }

    /// Checks an address that is to receive something, or a role; `what` it is to be.
    ///
    /// # Errors
    /// When it could never be used there.
    pub(crate) fn fit(&self, who: &Recipient, what: &str) -> anyhow::Result<Address> {
        let unfit = Unfit {
            commons: self.commons.address(),
            conviction: self.conviction.address(),
            currency: self.commons.currency(),
        };
        let address = who.address;
        match unfit.check(address) {
            Ok(()) => Ok(address),
            Err(fault) => bail!("{address} cannot be {what}: {fault}"),
        }
    }

    /// The same, with both contracts as they are at one block.
    pub(crate) async fn pinned(self) -> Result<Self, Error> {
        let commons = self.commons.pinned().await?;
        Ok(Self { conviction: self.conviction.beside(&commons), commons, ..self })
    }
}

impl Context {
    pub(crate) fn new(global: Global) -> Self {
        Self { json: global.json, url: global.url, deployment: global.deployment }
    }

    /// Connects to the node.
    pub(crate) async fn chain(&self) -> anyhow::Result<Chain> {
        Ok(Chain::connect(&self.url).await?)
    }

    /// Where the deployment file is, or would be.
    pub(crate) fn deployment_path(&self) -> PathBuf {
        let given = self.deployment.clone().filter(|path| !path.as_os_str().is_empty());
        given.unwrap_or_else(|| {
            let hidden = PathBuf::from(".weir/deployment.json");
            if hidden.exists() { hidden } else { "deployment.json".into() }
        })
    }

    /// Reads the deployment file and opens its contracts.
    pub(crate) async fn session(&self) -> anyhow::Result<Session> {
        let deployment = Deployment::load(self.deployment_path())?;
        let chain = self.chain().await?;
        let commons = Commons::open(&chain, &deployment).await?;
        let conviction = Conviction::open(&chain, &deployment).await?;
        let words = Words::new(&deployment);
        Ok(Session { commons, conviction, deployment, words })
    }

    /// Answers: in JSON or as text.
    pub(crate) fn answer(&self, json: impl FnOnce() -> Value, text: impl FnOnce() -> String) {
        if self.json {
            output::print(&format!("{:#}\n", json()));
        } else {
            output::print(&text());
        }
    }

    /// Answers for an action: its figures or its page, and the transaction below.
    pub(crate) fn act(&self, mut json: Value, page: Page, receipt: &Receipt, native: &str) {
        json["transaction"] = output::transaction(receipt);
        self.answer(|| json, || page.receipt(receipt, native));
    }

    /// Says on standard error what goes on, unless a program reads the answer.
    pub(crate) fn say(&self, text: &str) {
        if !self.json {
            eprintln!("{text}");
        }
    }

    /// Says an error, in JSON on standard output or as text on standard error, and returns the exit
    /// code that goes with it.
    pub(crate) fn fail(&self, error: &anyhow::Error) -> ExitCode {
        let failure = Failure::of(error);
        if self.json {
            failure.print_json();
        } else {
            eprintln!("error: {}", failure.text);
        }
        failure.exit_code()
    }
}

impl Signing {
    /// The key, from wherever it was given.
    pub(crate) fn key(&self) -> anyhow::Result<Key> {
        if let Some(name) = &self.key {
            return Ok(Key::development(name)?);
        }
        if let Some(path) = &self.key_file {
            return Ok(Key::file(path)?);
        }
        match std::env::var("WEIR_KEY") {
            Ok(secret) if !secret.trim().is_empty() => {
                Key::secret(&secret).context("the variable WEIR_KEY holds no key")
            }
            _ => bail!(
                "a key is needed to sign: --key-file FILE, the variable WEIR_KEY, or --key \
                 //Alice on a development chain"
            ),
        }
    }

    /// The key for a chain, with a warning where its secret is public and the chain is not a
    /// development chain.
    pub(crate) fn key_for(&self, chain: &Chain) -> anyhow::Result<Key> {
        let key = self.key()?;
        if key.is_development() && !chain.is_development() {
            eprintln!(
                "warning: the secret of {key} is public, and {} is not a development chain: \
                 anyone can take what this account holds",
                chain.name()
            );
        }
        Ok(key)
    }

    /// The account that was named, or else the key's; `example` is what to write instead of neither.
    pub(crate) fn account(
        &self,
        named: Option<&Recipient>,
        example: &str,
    ) -> anyhow::Result<Recipient> {
        match named {
            Some(who) => Ok(who.clone()),
            None if self.given() => {
                let key = self.key()?;
                Ok(Recipient { address: key.address(), account: Some(key.account()) })
            }
            None => bail!("whose? Name an account, such as `{example}`"),
        }
    }

    /// Whether a key was given at all.
    pub(crate) fn given(&self) -> bool {
        self.key.is_some() || self.key_file.is_some() || std::env::var_os("WEIR_KEY").is_some()
    }
}
