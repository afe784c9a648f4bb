//! `weir deploy`

mod change;
mod options;
mod preview;

use super::{
    context::{Context, Signing},
    failure::after,
    output::{Page, transaction},
    warnings::Choice,
    words::{Words, printable},
};
use anyhow::{Context as _, bail};
use change::Change;
use clap::Args;
use options::{AtOnce, Curve, Hatch, Options, Rules};
use serde_json::json;
use std::path::PathBuf;
use weir_client::{
    Amount, Chain, Code, Commons, Currency, Deployment, Erc20, Error, Recipient, commons::Step,
    deployment::DeploymentError, file::Reserved, text::clean,
};

/// Make a Commons: upload the contracts, and open its curve or its hatch
///
/// With a hatch anyone contributes at one price until the curve opens; without one you put money
/// into the reserve and receive the initial supply. You become the owner, who keeps the hatch's list
/// of accounts and names the guardian, no more. Votes may change some rules later, within bounds and by
/// steps that are fixed now, and may wind the Commons down; all else stays as it is deployed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir deploy --name \"Weir Commons\" --symbol WEIR --reserve-ratio 20% \
                  --entry-tribute 5% \\\n    --exit-tribute 2% --hatch-min 1000 --hatch-max 5000 \
                  --hatch-price 0.01 --hatch-deadline 14d \\\n    --hatch-tribute 60% --key //Alice\n  \
                  weir deploy --name \"Weir Commons\" --symbol WEIR --reserve-ratio 20% \
                  --entry-tribute 5% \\\n    --exit-tribute 2% --initial-supply 1000000 --reserve \
                  10000 --key //Alice\n  weir deploy ... --rules fixed --exit fixed --dry-run\n  weir deploy ... \
                  --bounds spending-limit=1%..30%/2% --bounds weight=fixed\n\nThe price when a hatch succeeds is the hatch's price x (1 - \
                  hatch tribute) / reserve ratio;\nwithout a hatch it is reserve / (supply x \
                  reserve ratio)."
)]
pub(crate) struct Deploy {
    #[command(flatten)]
    curve: Curve,
    /// Take an ERC-20 token instead of the chain's own money; amounts are then in its decimals
    #[arg(long, value_name = "ADDRESS")]
    currency: Option<Recipient>,
    /// Show what would be deployed, and send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    at_once: AtOnce,
    #[command(flatten)]
    hatch: Hatch,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    change: Change,
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    signing: Signing,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
struct Files {
    /// Folder of the built contracts
    #[arg(
        long,
        value_name = "FOLDER",
        env = "WEIR_ARTIFACTS",
        hide_env_values = true,
        default_value = "target/contracts"
    )]
    artifacts: PathBuf,
    /// Where to write the deployment file [default: the file that --deployment means]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the deployment file even over that of another Commons
    #[arg(long)]
    force: bool,
}

impl Deploy {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let options = Options {
            curve: &self.curve,
            at_once: &self.at_once,
            hatch: &self.hatch,
            rules: &self.rules,
            change: &self.change,
        };
        // What can be checked without a chain is checked without one; decimals and times come later.
        if self.currency.is_none() {
            let parameters = options.parameters(&Currency::native("DOT"), 1, 0)?;
            parameters.validate().map_err(Error::Parameters)?;
            parameters.validate_texts([]).map_err(Error::Parameters)?;
        }
        let code = if self.dry_run { None } else { Some(self.files.code()?) };
        let out = self.files.out.clone().unwrap_or_else(|| context.deployment_path());
        let chain = context.chain().await?;
        let key = self.signing.key_for(&chain)?;
        if !self.files.force && !self.dry_run {
            may_write(&out, &chain).await?;
        }
        let native = clean(&chain.properties().token_symbol);
        let currency = match &self.currency {
            Some(token) => Erc20::currency(&chain, token.address).await?,
            None => Currency::native(&native),
        };
        let now = chain.deadline_in(std::time::Duration::ZERO).await?;
        let parameters = options.parameters(&currency, chain.ratio(), now)?;
        parameters.validate_at(now).map_err(Error::Parameters)?;
        let money = [currency.symbol.as_str(), native.as_str()];
        parameters.validate_texts(money).map_err(Error::Parameters)?;
        if let Some(guardian) = parameters.settings.guardian
            && guardian == currency.address
        {
            bail!("{guardian} cannot be the guardian: it is the contract of the currency");
        }
        let words = Words {
            token: clean(&parameters.symbol),
            currency: printable(&currency),
            native: native.clone(),
            reserve_ratio: parameters.reserve_ratio_ppm,
        };
        let page = preview::page(&parameters, &words, &key, chain.name(), now)?;
        let warnings = Choice::planned(&parameters).warnings();
        let Some(code) = code else {
            context.answer(
                || preview::json(&parameters, &warnings),
                || {
                    let warned = warnings.iter().map(|warning| format!("warning: {warning}\n"));
                    let warned: String = warned.collect();
                    if warned.is_empty() { page } else { format!("{page}\n{warned}") }
                },
            );
            return Ok(());
        };
        context.say(&page);
        for warning in &warnings {
            context.say(&format!("warning: {warning}"));
        }
        let place = Reserved::at(&out)
            .with_context(|| format!("cannot write the deployment file {}", out.display()))?;
        let made = Commons::deploy(&chain, &key, code, &currency, &parameters, |step| {
            context.say(&format!(
                "  block {}  {}, fee {}",
                step.receipt.block.number,
                step.what,
                words.native(step.receipt.fee)
            ));
        })
        .await?;
        let contracts = &made.deployment.contracts;
        if let Some(last) = made.steps.last() {
            let text = made.deployment.text()?;
            let write = async {
                place.write(&text).with_context(|| {
                    format!(
                        "the Commons exists at {}, but its deployment file {} could not be \
                         written; its content is:\n{text}",
                        contracts.commons.address,
                        out.display(),
                    )
                })
            };
            after(&last.receipt, write).await?;
        }
        let opening = preview::opening_price(&parameters);
        let fees = made.steps.iter().fold(Amount::ZERO, |sum, step| {
            sum.checked_add(step.receipt.fee).unwrap_or(Amount::MAX)
        });
        context.answer(
            || {
                json!({
                    "deployment": made.deployment, "file": out, "opening_price": opening,
                    "warnings": warnings,
                    "fees": fees, "steps": made.steps.iter().map(step_json).collect::<Vec<_>>(),
                })
            },
            || {
                let is = if parameters.hatch.is_some() { "takes contributions" } else { "is open" };
                let page = Page::new(format!("{} {is}", clean(&parameters.name)))
                    .row("Commons", contracts.commons.address.to_string())
                    .row("conviction", contracts.conviction.address.to_string())
                    .row("fees in all", words.native(fees))
                    .row("written to", out.display().to_string());
                match &parameters.hatch {
                    Some(_) => page.row("next", "weir hatch status, weir hatch contribute"),
                    None => page.row("next", "weir status, weir mint"),
                }
                .finish()
            },
        );
        Ok(())
    }
}

impl Files {
    fn code(&self) -> anyhow::Result<Code> {
        let read = |folder: &str, name: &str| {
            let path = self.artifacts.join(folder).join(name);
            std::fs::read(&path).with_context(|| {
                format!(
                    "the built contract cannot be read at {}: build it with `cargo run -p \
                     weir-build`, or name its folder with --artifacts",
                    path.display()
                )
            })
        };
        Ok(Code {
            commons: read("commons", "commons.polkavm")?,
            market: read("commons", "market.polkavm")?,
            treasury: read("commons", "treasury.polkavm")?,
            conviction: read("conviction", "conviction.polkavm")?,
        })
    }
}

fn step_json(step: &Step) -> serde_json::Value {
    json!({ "what": step.what, "transaction": transaction(&step.receipt) })
}

/// An error if writing the file would lose the address of a Commons that may be alive.
async fn may_write(path: &std::path::Path, chain: &Chain) -> anyhow::Result<()> {
    let old = match Deployment::load(path) {
        Err(DeploymentError::Missing(_)) => return Ok(()),
        Ok(old) => old,
        Err(DeploymentError::Version { found, .. }) => bail!(
            "{} holds a deployment of format version {found}: give another file with --out, or \
             --force to write over it",
            path.display()
        ),
        Err(_) => bail!(
            "{} exists and is not a deployment file: give another with --out, or --force",
            path.display()
        ),
    };
    match Commons::open(chain, &old).await {
        // A development chain that was started over: there is nothing to lose.
        Err(Error::NoContract(_) | Error::OtherHistory { .. }) if chain.is_development() => Ok(()),
        _ => bail!(
            "{} holds the deployment of {} at {}: give another file with --out, or --force to \
             write over it",
            path.display(),
            clean(&old.parameters.name),
            old.contracts.commons.address
        ),
    }
}
