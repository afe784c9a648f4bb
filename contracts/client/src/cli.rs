//! The command line: what it understands, and how it answers.

mod allowance;
mod balance;
mod burn;
mod calc;
mod chain;
mod context;
mod credit;
mod deploy;
mod dev;
mod donate;
mod failure;
mod grant;
mod guardian;
mod hatch;
mod mint;
mod output;
mod owner;
mod params;
mod proposal;
mod quote;
mod redeem;
mod risk;
mod rules;
mod scenario;
mod service;
mod status;
mod table;
mod transfer;
mod tx;
mod typed;
mod unlock;
mod warnings;
mod when;
mod words;

use clap::{Parser, Subcommand, error::ErrorKind};
use context::{Context, Global};
use failure::{Failure, NOT_UNDERSTOOD, SENT};
use std::process::ExitCode;

/// A Commons on Polkadot: its tokens, its money, and what it is spent on.
#[derive(Debug, Parser)]
#[command(
    name = "weir",
    version,
    max_term_width = 100,
    after_help = "Amounts are written as people do: 1.5 means one and a half tokens, or one and a \
                  half DOT where money\nis meant. With --json they are strings of base units.\n\nExamples:\n  \
                  weir status\n  weir quote mint 10\n  weir mint 10 --key //Alice\n  weir redeem 5 \
                  --slippage 0.5% --key-file ~/.weir/key\n  weir proposal list\n  weir proposal \
                  stake 2=100 3=50 --key //Alice\n  weir balance //Alice --json"
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// The commands; each explains itself where it is defined.
#[derive(Debug, Subcommand)]
enum Command {
    Deploy(Box<deploy::Deploy>),
    Status(status::Status),
    Params(params::Params),
    Hatch(hatch::Hatch),
    Quote(quote::Quote),
    Mint(mint::Mint),
    Redeem(redeem::Redeem),
    Burn(burn::Burn),
    Donate(donate::Donate),
    Credit(credit::Credit),
    Transfer(transfer::Transfer),
    Allowance(allowance::Allowance),
    Balance(balance::Balance),
    Unlock(unlock::Unlock),
    #[command(visible_alias = "proposals")]
    Proposal(proposal::Proposal),
    #[command(visible_alias = "grants")]
    Grant(grant::Grant),
    #[command(visible_alias = "services")]
    Service(service::Service),
    Owner(owner::Owner),
    Guardian(guardian::Guardian),
    Chain(chain::Chain),
    Tx(tx::Tx),
    Calc(calc::Calc),
    #[command(visible_alias = "demo")]
    Scenario(scenario::Scenario),
    Dev(dev::Dev),
}

/// Reads the arguments, does what they say, and answers with an exit code: 0 done, 1 not done,
/// 2 not understood, 3 sent, and done or perhaps done though something failed.
pub(crate) fn run() -> ExitCode {
    let Cli { global, command } = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misunderstood(&error),
    };
    let context = Context::new(global);
    let result = match command {
        // No chain, so no runtime either: it must keep up with millions of lines.
        Command::Calc(calc) => calc.run(&context).map(|()| ExitCode::SUCCESS),
        command => on_chain(&context, command),
    };
    match result {
        Ok(_) if output::is_lost() => SENT.into(),
        Ok(code) => code,
        Err(error) => context.fail(&error),
    }
}

/// Answers for arguments that are none: as clap does, or in JSON where that was asked for. Help and
/// version stay text.
fn misunderstood(error: &clap::Error) -> ExitCode {
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let mut options = std::env::args_os().skip(1).take_while(|argument| argument != "--");
    if is_help || !options.any(|argument| argument == "--json") {
        // Only a reader that is gone keeps it from being written.
        let _ = error.print();
        return if is_help { ExitCode::SUCCESS } else { NOT_UNDERSTOOD.into() };
    }
    let failure = Failure::not_understood(reason(error));
    failure.print_json();
    failure.exit_code()
}

/// What clap says of an error, without the usage and the hint at the help below it.
fn reason(error: &clap::Error) -> String {
    use ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand as Nothing, MissingSubcommand};
    if matches!(error.kind(), Nothing | MissingSubcommand) {
        return "a command or an argument is missing: add --help to see what is possible"
            .to_owned();
    }
    let text = error.to_string();
    let lines = text.lines().map(str::trim);
    let said = lines.take_while(|line| {
        !line.starts_with("Usage:") && !line.starts_with("For more information")
    });
    let said: Vec<&str> = said.filter(|line| !line.is_empty()).collect();
    said.join(" ").trim_start_matches("error: ").to_owned()
}

fn on_chain(context: &Context, command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let done = match command {
            Command::Tx(command) => return command.run(context).await,
            Command::Deploy(command) => command.run(context).await,
            Command::Mint(command) => command.run(context).await,
            Command::Redeem(command) => command.run(context).await,
            Command::Burn(command) => command.run(context).await,
            Command::Donate(command) => command.run(context).await,
            Command::Credit(command) => command.run(context).await,
            Command::Unlock(command) => command.run(context).await,
            Command::Transfer(command) => command.run(context).await,
            Command::Balance(command) => command.run(context).await,
            Command::Quote(command) => command.run(context).await,
            Command::Status(command) => command.run(context).await,
            Command::Params(command) => command.run(context).await,
            Command::Hatch(command) => command.run(context).await,
            Command::Allowance(command) => command.run(context).await,
            Command::Proposal(command) => command.run(context).await,
            Command::Grant(command) => command.run(context).await,
            Command::Service(command) => command.run(context).await,
            Command::Owner(command) => command.run(context).await,
            Command::Guardian(command) => command.run(context).await,
            Command::Scenario(command) => command.run(context).await,
            Command::Dev(command) => command.run(context).await,
            Command::Chain(command) => command.run(context).await,
            Command::Calc(command) => command.run(context),
        };
        done.map(|()| ExitCode::SUCCESS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_never_shows_the_key_in_the_environment() {
        for command in Cli::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(!help.contains("[env: WEIR_KEY"), "{help}");
        }
    }
}
