//! The scripts keep their variables apart: a name in capitals is global and set by one file, every
//! other name belongs to its function. And what they share does what it says.

// Test code may give up where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use weir_test_support::output;

/// Set by several on purpose: the answer to every question, by each script's `--yes`.
const SHARED: [&str; 1] = ["ASSUME_YES"];

/// The programs, and the parts that these source.
fn scripts() -> BTreeMap<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts");
    let entries = [folder.clone(), folder.join("lib")]
        .into_iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let texts = entries.filter(|path| path.is_file()).map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    });
    texts
        .filter(|(_, text)| text.starts_with("#!/usr/bin/env bash") || text.contains("shell=bash"))
        .collect()
}

/// What a script assigns: names with whether a function does it, and the names that functions declare
/// to be their own.
#[derive(Default)]
struct Assignments {
    global: BTreeSet<String>,
    /// Function and name.
    leaked: BTreeSet<(String, String)>,
}

fn assignments(text: &str) -> Assignments {
    let mut found = Assignments::default();
    let (mut function, mut local) = (None::<String>, BTreeSet::new());
    let mut text_until: Option<String> = None;
    for line in text.lines() {
        if let Some(end) = &text_until {
            if line.trim() == end {
                text_until = None;
            }
            continue;
        }
        if let Some((_, end)) = line.split_once("<<'") {
            text_until = end.split('\'').next().map(str::to_owned);
        }
        if let Some(name) = line.strip_suffix("() {") {
            (function, local) = (Some(name.to_owned()), BTreeSet::new());
            continue;
        }
        if line == "}" {
            function = None;
        }
        for statement in statements(line) {
            let words: Vec<&str> = statement.split_whitespace().collect();
            let (declares, words) = match words.split_first() {
                Some((&("local" | "declare"), rest)) if function.is_some() => (true, rest),
                Some((&("export" | "declare" | "for"), rest)) => (false, rest),
                _ => (false, &words[..]),
            };
            let looped = statement.starts_with("for ");
            let read = statement.split_whitespace().any(|word| word == "read");
            for (at, word) in words.iter().enumerate() {
                let assigned = word.split_once('=').map(|(name, _)| name.trim_end_matches('+'));
                let name = match assigned {
                    Some(name) => name.split('[').next().unwrap(),
                    None if declares || (looped && at == 0) || (read && is_name(word)) => word,
                    None if read && word.starts_with('-') => continue,
                    None => break,
                };
                if !is_name(name) || (read && name == "read") || name == "IFS" {
                    continue;
                }
                if declares {
                    local.insert(name.to_owned());
                } else if name.chars().any(char::is_uppercase) {
                    found.global.insert(name.to_owned());
                } else if let Some(function) = &function
                    && !local.contains(name)
                {
                    found.leaked.insert((function.clone(), name.to_owned()));
                }
            }
        }
    }
    found
}

fn is_name(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The statements of a line, as far as assignments are concerned.
fn statements(line: &str) -> Vec<String> {
    let line = line.trim();
    if line.starts_with('#') {
        return Vec::new();
    }
    // The pattern of a case.
    let line = match line.split_once(") ") {
        Some((pattern, rest)) if !pattern.contains('(') => rest,
        _ => line,
    };
    let line = line.replace("||", ";").replace("&&", ";");
    let parts = line.split(';').map(|part| {
        let part = part.trim().trim_start_matches(['{', '(', '!']).trim_start();
        let keywords = ["then ", "else ", "do ", "if ", "while ", "until ", "elif "];
        let stripped = keywords.iter().find_map(|keyword| part.strip_prefix(keyword));
        stripped.unwrap_or(part).trim_start().to_owned()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

#[test]
fn a_global_of_the_scripts_is_set_by_one_file_alone() {
    let mut setters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let scripts = scripts();
    assert!(scripts.len() > 8, "the scripts are not where they were");
    for (path, text) in &scripts {
        // Scripts do not source each other: what one program sets is no other's.
        let program = path.extension().is_none();
        for name in assignments(text).global {
            let file = path.file_name().unwrap().to_string_lossy();
            let file = if program { format!("program {file}") } else { file.into_owned() };
            setters.entry(name).or_default().push(file);
        }
    }
    assert!(setters.contains_key("INDEXER") && setters.contains_key("WEIR"), "{setters:?}");
    let several: Vec<_> = setters
        .iter()
        .filter(|(name, files)| {
            let parts = files.iter().filter(|file| !file.starts_with("program ")).count();
            !SHARED.contains(&name.as_str()) && (parts > 1 || (parts == 1 && files.len() > 1))
        })
        .collect();
    assert!(several.is_empty(), "set by more than one: {several:?}");
}

#[test]
fn what_a_function_of_the_scripts_sets_beside_globals_is_its_own() {
    for (path, text) in scripts() {
        let leaked = assignments(&text).leaked;
        assert!(leaked.is_empty(), "{}: not local: {leaked:?}", path.display());
    }
}

#[test]
fn the_rule_finds_what_it_is_for() {
    let text = "one() {\n  local a=1 b\n  a=2 c=3\n  INDEXER=x\n  for d in 1; do :; done\n  read -r b e\n}\n";
    let found = assignments(text);
    assert!(found.global.contains("INDEXER"));
    let leaked: Vec<_> = found.leaked.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(leaked, ["c", "d", "e"]);
}

/// Runs a piece of a script with the parts that all scripts have.
fn run(script: &str) -> (bool, String) {
    let cache = tempfile::tempdir().unwrap();
    let mut bash = Command::new("bash");
    let parts = "set -euo pipefail; . scripts/lib/common.sh; . scripts/lib/build.sh; . scripts/lib/suites.sh";
    bash.args(["-c", &format!("{parts}\n{script}")])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .env("WEIR_CACHE", cache.path());
    let ran = output(bash, Duration::from_secs(120)).unwrap();
    (ran.status.success(), String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap())
}

#[test]
fn a_suite_that_falls_silent_is_ended_and_its_test_is_named() {
    let (success, said) = run("SILENCE=0
         suite stuck /tmp bash -c 'echo \"test a ... ok <0.1s>\"; printf \"test b ... \"; sleep 600'
         verdict");
    assert!(
        !success && said.contains("Not finished: b") && said.contains("failed: stuck"),
        "{said}"
    );
}

#[test]
fn the_tests_and_steps_that_took_longest_are_listed_and_added_up() {
    let (success, said) =
        run("suite one /tmp bash -c 'for n in {1..12}; do echo \"test t$n ... ok <$n.5s>\"; done
         echo \"test result: ok. 12 passed; 0 failed; 0 ignored\"'
         verdict");
    assert!(success && said.contains("12 passed, 0 failed"), "{said}");
    let tests = said.split("The slowest tests").nth(1).unwrap();
    let shown: Vec<_> = tests.lines().filter_map(|line| line.split(" s  ").nth(1)).collect();
    assert_eq!(shown, ["t12", "t11", "t10", "t9", "t8", "t7", "t6", "t5", "t4", "t3"]);
    assert!(said.contains("suite one"), "{said}");
}

#[test]
fn a_build_beside_another_that_fails_ends_both_in_words() {
    let (success, said) = run("trap end_builds EXIT
         begin_build long 9 /tmp sleep 100
         begin_build short 1 /tmp bash -c 'echo No space left on device; exit 1'
         await_build long");
    assert!(!success && said.contains("building short failed: the disk is full"), "{said}");
}
