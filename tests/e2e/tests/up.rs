//! `scripts/up`: the main job as a stranger runs it, stopped, killed and started again.

use anyhow::{Context, Result, ensure};
use nix::sys::signal::Signal;
use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    process::{Command, Output},
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use weir_client::Key;
use weir_e2e::{Cluster, Devnet, Process, free_port, output, repository, wait_until};
use weir_test_support::{Answer, RpcServer, Subscription};

/// How long a start and a stop may take, where everything is built.
const PATIENCE: Duration = Duration::from_secs(600);

/// A state folder and ports of its own.
struct Up {
    state: TempDir,
    node: u16,
    database: u16,
    page: u16,
}

impl Up {
    fn new() -> Result<Self> {
        Ok(Self {
            state: tempfile::tempdir()?,
            node: free_port()?,
            database: free_port()?,
            page: free_port()?,
        })
    }

    fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(repository().join("scripts/up"));
        command.arg("--yes");
        if !options.contains(&"--node") {
            command.args(["--block-time", "500ms", "--node-port", &self.node.to_string()]);
        }
        command
            .args(["--db-port", &self.database.to_string()])
            .args(["--http-port", &self.page.to_string()])
            .args(options)
            .env("WEIR_STATE", self.state.path())
            .env_remove("DATABASE_URL")
            .env_remove("WEIR_KEY");
        command
    }

    fn run(&self, options: &[&str]) -> Result<Output> {
        output(self.command(options), PATIENCE)
    }

    fn spawn(&self) -> Result<Process> {
        Process::spawn("up", self.command(&[]), self.state.path())
    }

    fn get(&self, path: &str) -> Result<serde_json::Value> {
        let url = format!("http://127.0.0.1:{}{path}", self.page);
        let limit = Some(Duration::from_secs(10));
        let request = ureq::get(url).config().timeout_global(limit).build();
        Ok(request.call()?.body_mut().read_json()?)
    }

    fn address(&self) -> Result<String> {
        let file = std::fs::read_to_string(self.state.path().join("deployment.json"))?;
        let deployment: serde_json::Value = serde_json::from_str(&file)?;
        Ok(deployment["contracts"]["commons"]["address"].as_str().context("no address")?.into())
    }

    fn nothing_listens(&self) -> bool {
        [self.node, self.database, self.page]
            .iter()
            .all(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
    }
}

impl Drop for Up {
    fn drop(&mut self) {
        // Ends what a killed start left behind, and removes a cluster that root keeps elsewhere.
        let script = ". scripts/lib/common.sh; . scripts/lib/services.sh; stop_services
            case $(cluster_dir) in /var/tmp/weir-*) rm -rf \"$(dirname \"$(cluster_dir)\")\" ;; esac";
        let mut bash = Command::new("bash");
        bash.args(["-c", script]).current_dir(repository()).env("WEIR_STATE", self.state.path());
        let _ = output(bash, PATIENCE);
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The commands that the summary offers.
fn tries(summary: &str) -> String {
    let lines = summary.lines().skip_while(|line| !line.starts_with("  Try "));
    let lines = lines.map(|line| line.trim_start_matches("  Try ").trim());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_command_plays_the_whole_story_and_the_next_start_keeps_it() -> Result<()> {
    let up = Up::new()?;
    let first = up.run(&["--once"])?;
    ensure!(first.status.success(), "the first start failed:\n{}", text(&first));
    let summary = text(&first);
    for expected in ["Weir is up", "Page", "psql", "weir mint"] {
        ensure!(summary.contains(expected), "the summary does not say {expected:?}:\n{summary}");
    }
    ensure!(up.nothing_listens(), "something still listens after --once");
    let address = up.address()?;

    let begun = Instant::now();
    let mut second = up.spawn()?;
    wait_until("the second start", Duration::from_secs(30), || {
        up.get("/v1/events?limit=200")
            .is_ok_and(|events| events["events"].as_array().is_some_and(|events| events.len() > 10))
    })?;
    ensure!(begun.elapsed() < Duration::from_secs(30));
    ensure!(up.address()? == address, "the second start deployed again");

    let tries = tries(&summary);
    ensure!(tries.lines().count() >= 7, "the summary has little to try:\n{summary}");
    let mut bash = Command::new("bash");
    bash.args(["-c", &format!("set -euo pipefail\n{tries}")]).current_dir(repository());
    bash.env("PATH", Cluster::search_path()?);
    let tried = output(bash, PATIENCE)?;
    ensure!(tried.status.success(), "of\n{tries}\none fails:\n{}", text(&tried));

    let status = second.stop(Signal::SIGINT)?;
    ensure!(status.code() == Some(130), "Ctrl-C ended with {status}");
    ensure!(up.nothing_listens(), "something still listens after Ctrl-C");

    let fresh = up.run(&["--fresh", "--once", "--no-scenario"])?;
    ensure!(fresh.status.success(), "starting over failed:\n{}", text(&fresh));
    Ok(())
}

#[test]
fn a_start_that_was_killed_is_no_obstacle_to_the_next() -> Result<()> {
    let up = Up::new()?;
    // At the database, at the chain, at the deployment, in the scenario.
    for moment in [1_500, 3_500, 6_000, 9_000] {
        let mut killed = up.spawn()?;
        std::thread::sleep(Duration::from_millis(moment));
        killed.kill()?;
    }
    let next = up.run(&["--once"])?;
    ensure!(next.status.success(), "the start after four killed ones failed:\n{}", text(&next));
    ensure!(up.nothing_listens());
    Ok(())
}

#[test]
fn a_taken_port_is_said_in_one_line_with_what_to_do() -> Result<()> {
    let up = Up::new()?;
    let _taken = TcpListener::bind(("127.0.0.1", up.node))?;
    let refused = up.run(&["--once"])?;
    ensure!(!refused.status.success());
    let said = text(&refused);
    let error = said.lines().find(|line| line.contains("Error:")).context("no error line")?;
    ensure!(error.contains(&up.node.to_string()) && error.contains("--node-port"), "{error}");
    Ok(())
}

/// Who deployed the Commons of this state.
fn deployer(up: &Up) -> Result<String> {
    let file = std::fs::read_to_string(up.state.path().join("deployment.json"))?;
    let deployment: serde_json::Value = serde_json::from_str(&file)?;
    let deployer = &deployment["contracts"]["commons"]["deployer"];
    Ok(deployer.as_str().context("no deployer")?.to_lowercase())
}

#[test]
fn a_node_that_runs_already_is_used_and_none_is_started() -> Result<()> {
    let devnet = Devnet::start_with(&["--block-time=500ms"])?;
    let address = |name: &str| -> Result<String> {
        let key = Key::development(name)?;
        Ok(format!("{:?}", key.address()).to_lowercase())
    };
    let up = Up::new()?;
    let node = devnet.url();
    let first = up.run(&["--node", &node, "--key", "//Bob", "--once"])?;
    ensure!(first.status.success(), "{}", text(&first));
    ensure!(text(&first).contains(&node), "{}", text(&first));
    ensure!(!up.state.path().join("chain").exists(), "a chain was started");
    ensure!(deployer(&up)? == address("//Bob")?, "deployed by {}", deployer(&up)?);
    let deployed = up.address()?;

    let again = up.run(&["--node", &node, "--once"])?;
    ensure!(again.status.success() && up.address()? == deployed, "{}", text(&again));
    ensure!(devnet.finalized()? > 0, "the node is gone");

    let other = Devnet::start_with(&["--block-time=500ms", "--chain=Other"])?;
    let other_url = other.url();
    for (options, words) in [
        (&["--node", &other_url, "--once"][..], "is on another chain than"),
        (&["--once"], "is on the chain of another node"),
    ] {
        let refused = up.run(options)?;
        ensure!(!refused.status.success() && text(&refused).contains(words), "{}", text(&refused));
    }
    ensure!(up.address()? == deployed, "a refusal deployed another one");

    let file = up.state.path().join("key");
    std::fs::write(&file, "//Eve")?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600))?;
    let file = file.display().to_string();
    let fresh = ["--fresh", "--node", &other_url, "--key-file", &file, "--no-scenario", "--once"];
    let fresh = up.run(&fresh)?;
    ensure!(fresh.status.success(), "{}", text(&fresh));
    ensure!(deployer(&up)? == address("//Eve")?, "deployed by {}", deployer(&up)?);
    ensure!(up.nothing_listens());
    Ok(())
}

/// The one line that says why it did not start.
fn error(output: &Output) -> Result<String> {
    ensure!(!output.status.success(), "it was not refused:\n{}", text(output));
    let said = text(output);
    let error = said.lines().find(|line| line.contains("Error:"));
    Ok(error.with_context(|| format!("no error line in:\n{said}"))?.to_owned())
}

#[test]
fn what_is_wrong_with_an_option_is_said_before_anything_is_built_or_changed() -> Result<()> {
    let up = Up::new()?;
    let nowhere = format!("ws://127.0.0.1:{}", free_port()?);
    for (options, words) in [
        (&["--node-port", "0"][..], "a port from 1 to 65535"),
        (&["--db-port", "65536"], "a port from 1 to 65535"),
        (&["--http-port", "http"], "a port from 1 to 65535"),
        (&["--block-time", "2"], "500ms or 2s"),
        (&["--block-time"], "wants a value"),
        (&["--nod"], "unknown option --nod"),
        (&["--node", "http://127.0.0.1:9"], "ws:// or wss://"),
        (&["--node", &nowhere], "nothing answers at"),
        (&["--node", "ws://host.invalid:9944"], "not known"),
        (&["--key", "Alice"], "such as //Alice"),
        (&["--key-file", "/nowhere/key"], "cannot be read"),
    ] {
        let begun = Instant::now();
        let said = error(&up.run(options)?)?;
        ensure!(said.contains(words), "{options:?}: {said}");
        ensure!(begun.elapsed() < Duration::from_secs(30), "{options:?}: only after a build");
    }
    let mut both = up.command(&["--node", &nowhere]);
    both.args(["--block-time", "2s"]);
    ensure!(error(&output(both, PATIENCE)?)?.contains("that runs already"));

    // A file where the folder should be.
    std::fs::write(up.state.path().join("file"), "")?;
    let mut misplaced = up.command(&["--once"]);
    misplaced.env("WEIR_STATE", up.state.path().join("file/state"));
    let said = error(&output(misplaced, PATIENCE)?)?;
    ensure!(said.contains("Not a directory") && said.contains("WEIR_STATE"), "{said}");
    ensure!(!up.state.path().join("chain").exists() && up.nothing_listens());
    Ok(())
}

/// A node of a chain that is like the development chain, but says that it is none, and has no
/// pallet-revive: that name is another in its metadata.
async fn foreign_node() -> Result<RpcServer> {
    const METHODS: [&str; 10] = [
        "system_chainType",
        "system_chain",
        "system_properties",
        "rpc_methods",
        "chain_getBlockHash",
        "chain_getFinalizedHead",
        "chain_getHeader",
        "state_call",
        "state_getMetadata",
        "state_getRuntimeVersion",
    ];
    let devnet = Arc::new(Devnet::start()?);
    let (name, other) = (hex::encode("Revive"), hex::encode("Relive"));
    let answer = move |method: &str, params| match (method, devnet.rpc(method, params)) {
        ("system_chainType", _) => Answer::Result("Live".into()),
        (_, Ok(serde_json::Value::String(text))) => {
            Answer::Result(text.replace(&name, &other).into())
        }
        (_, Ok(value)) => Answer::Result(value),
        (_, Err(error)) => Answer::Refusal(-32601, error.to_string()),
    };
    let none = Subscription { subscribe: "s", notification: "n", unsubscribe: "u" };
    RpcServer::start(&METHODS, answer, none, drop).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_of_others_wants_a_key_and_one_without_pallet_revive_is_refused() -> Result<()> {
    let foreign = foreign_node().await?;
    let up = Up::new()?;
    let said = error(&up.run(&["--node", &foreign.url(), "--once"])?)?;
    ensure!(said.contains("--key-file") && said.contains("WEIR_KEY"), "{said}");

    let mut keyed = up.command(&["--node", &foreign.url(), "--once"]);
    keyed.env("WEIR_KEY", "//Eve");
    let said = error(&output(keyed, PATIENCE)?)?;
    ensure!(said.contains(&foreign.url()) && said.contains("pallet-revive"), "{said}");
    ensure!(!up.state.path().join("deployment.json").exists() && up.nothing_listens());
    Ok(())
}
