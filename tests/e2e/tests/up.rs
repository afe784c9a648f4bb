//! `scripts/up`: the main job as a stranger runs it, stopped, killed and started again.

use anyhow::{Context, Result, ensure};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::{
    net::TcpListener,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use weir_e2e::{free_port, repository, wait_until};

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
        command
            .args(["--yes", "--block-time", "500ms"])
            .args(["--node-port", &self.node.to_string()])
            .args(["--db-port", &self.database.to_string()])
            .args(["--http-port", &self.page.to_string()])
            .args(options)
            .env("WEIR_STATE", self.state.path())
            .env_remove("DATABASE_URL")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, options: &[&str]) -> Result<Output> {
        Ok(self.command(options).output()?)
    }

    fn spawn(&self) -> Result<Child> {
        Ok(self.command(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
    }

    fn get(&self, path: &str) -> Result<serde_json::Value> {
        let url = format!("http://127.0.0.1:{}{path}", self.page);
        Ok(ureq::get(url).call()?.body_mut().read_json()?)
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
        let mut options = self.command(&["--once", "--no-scenario"]);
        let _ = options.output();
        let state = self.state.path().canonicalize().unwrap_or_default();
        let script = format!(
            "STATE='{}'; . '{}/scripts/lib/services.sh'; case \"$(cluster_dir)\" in /var/tmp/weir-*) rm -rf \"$(dirname \"$(cluster_dir)\")\" ;; esac",
            state.display(),
            repository().display()
        );
        let _ = Command::new("bash").args(["-c", &script]).status();
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
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

    kill(Pid::from_raw(i32::try_from(second.id())?), Signal::SIGINT)?;
    let status = second.wait()?;
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
        killed.wait()?;
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
