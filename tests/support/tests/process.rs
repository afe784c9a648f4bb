//! A child is started in a known state, and no wait for one is without an end.

// Test code may give up where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use nix::sys::signal::{SigHandler, Signal, signal};
use std::{
    process::Command,
    time::{Duration, Instant},
};
use weir_test_support::{Process, output, output_for, wait_until, within};

fn shell(script: &str) -> Command {
    let mut command = Command::new("bash");
    command.args(["-c", script]);
    command
}

/// As a job in the background of a script, under `nohup`.
fn ignore_what_ends_programs() {
    for ending in [Signal::SIGINT, Signal::SIGHUP, Signal::SIGQUIT] {
        // SAFETY: to ignore a signal runs no code.
        unsafe { signal(ending, SigHandler::SigIgn) }.unwrap();
    }
}

#[test]
fn a_child_hears_the_signals_that_this_process_ignores() {
    ignore_what_ends_programs();
    let folder = tempfile::tempdir().unwrap();
    for ending in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT] {
        let name = &ending.as_str()[3..];
        // A shell cannot trap what was ignored when it started.
        let script =
            format!("trap 'exit 42' {name}; echo {name} ready; while :; do sleep 0.05; done");
        let mut process = Process::spawn("shell", shell(&script), folder.path()).unwrap();
        let ready = format!("{name} ready");
        wait_until("the shell is ready", Duration::from_secs(20), || {
            process.log().contains(&ready)
        })
        .unwrap();
        process.signal(ending).unwrap();
        let status = process.wait_end(Duration::from_secs(20)).unwrap();
        assert_eq!(status.code(), Some(42), "{ending}");
    }
}

#[test]
fn a_command_that_does_not_end_is_ended_and_what_it_was_is_said() {
    let begun = Instant::now();
    let endless = shell("echo begun; echo trouble >&2; sleep 600");
    let error = output(endless, Duration::from_millis(300)).unwrap_err().to_string();
    assert!(begun.elapsed() < Duration::from_secs(60));
    for words in ["sleep 600", "300ms", "begun", "trouble"] {
        assert!(error.contains(words), "{words:?} is not in: {error}");
    }
}

#[test]
fn a_child_that_is_left_behind_holds_nobody_up() {
    let begun = Instant::now();
    let ended = output(shell("sleep 30 & echo done"), Duration::from_secs(20)).unwrap();
    assert_eq!(ended.stdout, b"done\n");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_command_gets_its_input_and_its_output_is_kept_apart() {
    let script = "cat; echo complaint >&2; exit 3";
    let ended = output_for(b"question", shell(script), Duration::from_secs(20)).unwrap();
    assert_eq!((ended.status.code(), &*ended.stdout), (Some(3), &b"question"[..]));
    assert_eq!(ended.stderr, b"complaint\n");
}

#[tokio::test]
async fn what_never_comes_is_given_up_by_name() {
    let never = std::future::pending::<Result<(), std::io::Error>>();
    let error = within("the tide", Duration::from_millis(50), never).await.unwrap_err();
    assert!(error.to_string().contains("the tide"), "{error}");
}
