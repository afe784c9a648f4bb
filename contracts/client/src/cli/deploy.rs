//! `weir deploy`

use super::{
    context::{Context, Signing},
    output::{self, PLACES, Page, transaction},
};
use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use weir_client::{
    Amount, Chain, Code, Commons, Deployment, Error, Parameters, Ppm, State, amount::DECIMALS,
    deployment::DeploymentError,
};

/// Make a Commons: upload the contract and open its curve
///
/// The reserve is paid by your account, which receives the initial supply. Nothing of this can be
/// changed later. The opening price is reserve / (supply x reserve ratio).
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  weir deploy --name \"Weir Commons\" --symbol WEIR --reserve-ratio \
                  20% --entry-tribute 5% \\\n    --exit-tribute 2% --initial-supply 1000000 \
                  --reserve 10000 --key //Alice"
)]
pub(crate) struct Deploy {
    /// Name of the token, at most 32 bytes
    #[arg(long)]
    name: String,
    /// Symbol of the token, at most 12 bytes
    #[arg(long)]
    symbol: String,
    /// Share of the token's market value that the reserve holds, above 0% up to 100%
    #[arg(long, value_name = "PERCENT")]
    reserve_ratio: Ppm,
    /// Share of each deposit that goes to the funding pool, below 100%
    #[arg(long, value_name = "PERCENT")]
    entry_tribute: Ppm,
    /// Share of each redemption that goes to the funding pool, below 100%
    #[arg(long, value_name = "PERCENT")]
    exit_tribute: Ppm,
    /// Tokens that you receive
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    initial_supply: Amount,
    /// Money that you put into the reserve
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    reserve: Amount,
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
    #[command(flatten)]
    signing: Signing,
}

impl Deploy {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let parameters = Parameters {
            name: self.name.clone(),
            symbol: self.symbol.clone(),
            decimals: DECIMALS,
            reserve_ratio_ppm: self.reserve_ratio,
            entry_tribute_ppm: self.entry_tribute,
            exit_tribute_ppm: self.exit_tribute,
            initial_supply: self.initial_supply,
            initial_reserve: self.reserve,
        };
        parameters.validate().map_err(Error::Parameters)?;
        let code = self.code()?;
        let out = self.out.clone().unwrap_or_else(|| context.deployment_path());
        let chain = context.chain().await?;
        let key = self.signing.key_for(&chain)?;
        if !self.force {
            may_write(&out, &chain).await?;
        }

        let money = chain.properties().token_symbol.clone();
        let opening = State {
            supply: parameters.initial_supply,
            reserve: parameters.initial_reserve,
            funding_pool: Amount::ZERO,
        };
        let price = opening.spot_price(parameters.reserve_ratio_ppm).context(
            "initial supply, reserve and reserve ratio give no price that the curve can compute",
        )?;
        let per = format!("{} {money} per {}", output::price(price), parameters.symbol);
        context.say(
            &Page::new(format!("Deploying {} ({}) on {}", self.name, self.symbol, chain.name()))
                .row("opening price", &per)
                .row(
                    "initial supply",
                    format!("{} to {key}", parameters.initial_supply.rounded(PLACES)),
                )
                .row(
                    "reserve",
                    format!("{} {money} from {key}", parameters.initial_reserve.rounded(PLACES)),
                )
                .row("reserve ratio", parameters.reserve_ratio_ppm.to_string())
                .row("entry tribute", parameters.entry_tribute_ppm.to_string())
                .row("exit tribute", parameters.exit_tribute_ppm.to_string())
                .row(
                    "code",
                    format!("{} bytes, library {}", code.contract.len(), code.library.len()),
                )
                .finish(),
        );

        let made = Commons::deploy(&chain, &key, code, &parameters).await?;
        let contract = &made.deployment.contracts.commons;
        made.deployment.save(&out).with_context(|| {
            format!(
                "the Commons exists at {}, but its deployment file could not be written; its \
                 content is:\n{}",
                contract.address,
                serde_json::to_string_pretty(&made.deployment).unwrap_or_default()
            )
        })?;
        context.answer(
            || {
                json!({
                    "deployment": made.deployment, "file": out, "spot_price": price,
                    "transaction": transaction(&made.receipt),
                    "upload": made.upload.as_ref().map(transaction),
                })
            },
            || {
                Page::new(format!("{} is open at {}", parameters.name, contract.address))
                    .row("opening price", per.clone())
                    .row("written to", out.display().to_string())
                    .receipt(&made.receipt, &money)
            },
        );
        Ok(())
    }

    fn code(&self) -> anyhow::Result<Code> {
        let read = |name| {
            let path = self.artifacts.join("commons").join(name);
            std::fs::read(&path).with_context(|| {
                format!(
                    "the built contract cannot be read at {}: build it with `cargo run -p \
                     weir-build`, or name its folder with --artifacts",
                    path.display()
                )
            })
        };
        Ok(Code { contract: read("commons.polkavm")?, library: read("library.polkavm")? })
    }
}

/// An error if writing the file would lose the address of a Commons that may be alive.
async fn may_write(path: &std::path::Path, chain: &Chain) -> anyhow::Result<()> {
    let old = match Deployment::load(path) {
        Err(DeploymentError::Missing(_)) => return Ok(()),
        Ok(old) => old,
        Err(_) => bail!(
            "{} exists and is not a deployment file: give another with --out, or --force",
            path.display()
        ),
    };
    match Commons::open(chain, &old).await {
        // A development chain that was started anew: there is nothing to lose.
        Err(Error::NoContract(_) | Error::OtherHistory { .. }) if chain.is_development() => Ok(()),
        _ => bail!(
            "{} holds the deployment of {} at {}: give another file with --out, or --force to \
             write over it",
            path.display(),
            old.parameters.name,
            old.contracts.commons.address
        ),
    }
}
