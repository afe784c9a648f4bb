//! What README and the other documents have people type works: every command of theirs is run, or the
//! list of rules says which test runs it, or why none can.

mod extract;
mod place;
mod rules;

use anyhow::{Context, Result, ensure};
use extract::{Typed, commands, documents};
use place::Place;
use rules::{RULES, Way, way};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use weir_e2e::repository;

/// The programs whose commands the documents name in their text.
const PROGRAMS: [&str; 7] = [
    "weir",
    "weir-indexer",
    "weir-devnet",
    "scripts/up",
    "scripts/test",
    "scripts/bench",
    "scripts/screenshots",
];

/// Document by document the commands in blocks, and all that are named in text.
fn all() -> Result<(Vec<Typed>, Vec<Typed>)> {
    let root = repository();
    let (mut blocks, mut named) = (Vec::new(), Vec::new());
    for document in documents(&root)? {
        let text = fs::read_to_string(root.join(&document))?;
        let found = commands(&document.display().to_string(), &text);
        blocks.extend(found.0);
        // What was true once is in the list of changes.
        if !document.ends_with("CHANGELOG.md") {
            named.extend(found.1);
        }
    }
    Ok((blocks, named))
}

#[test]
fn every_command_of_the_documents_is_known_and_no_rule_is_for_nothing() -> Result<()> {
    let (blocks, named) = all()?;
    ensure!(blocks.len() > 40, "only {} commands were found", blocks.len());
    let mut used = BTreeSet::new();
    for Typed { document, command } in &blocks {
        let (begins, way) = way(command).with_context(|| {
            format!("{document} names `{command}`, which no test knows: add it to rules.rs")
        })?;
        used.insert(begins);
        if let Way::Elsewhere(file, text) = way {
            let there = fs::read_to_string(repository().join(file)).context(file)?;
            ensure!(
                there.contains(text),
                "{file} has no {text:?} any more, which runs `{command}`"
            );
        }
    }
    // The benchmarks and the pictures are named in text alone.
    used.extend(named.iter().filter_map(|typed| Some(way(&typed.command)?.0)));
    for (begins, _) in RULES {
        ensure!(used.contains(begins), "no document names {begins:?}: remove the rule");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it builds and measures, which takes long: by name, with --ignored"]
async fn every_command_of_the_documents_does_what_it_is_there_for() -> Result<()> {
    let (blocks, named) = all()?;
    let mut place = Place::new().await?;
    let operation = fs::read_to_string(repository().join("docs/operation.md"))?;
    let settings = operation.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    place.write("indexer.toml", settings.context("operation.md has no settings")?)?;

    let mut instead = BTreeMap::new();
    for Typed { document, command } in &blocks {
        match way(command).map(|(_, way)| way) {
            Some(Way::AsItStands) => place.run(document, command)?,
            Some(Way::Form) => form(&place, document, command)?,
            Some(Way::Instead(smaller)) => drop(instead.insert(smaller, document)),
            Some(Way::Never(reason)) => println!("{document}: not `{command}`: {reason}"),
            Some(Way::Elsewhere(..)) | None => {}
        }
    }
    for Typed { document, command } in &named {
        let command = command.trim_start_matches("./");
        let program = command.split_whitespace().next().unwrap_or_default();
        if !PROGRAMS.contains(&program) {
            continue;
        }
        if command.contains(' ') {
            form(&place, document, command)?;
        }
        let whole = [command, &format!("./{command}")].map(way);
        for way in whole.into_iter().flatten() {
            if let Way::Instead(smaller) = way.1 {
                instead.insert(smaller, document);
            }
        }
    }
    for (smaller, document) in instead {
        place.run(document, smaller)?;
    }
    ensure!(place.devnet().finalized()? > 0);
    Ok(())
}

/// Holds that the program has all that a command names: its words and its options.
fn form(place: &Place, document: &str, command: &str) -> Result<()> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let plain = |word: &&&str| {
        word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '/')
            && !word.starts_with('-')
            && !word.starts_with('/')
    };
    let path: Vec<&str> = words.iter().take_while(plain).copied().collect();
    let script = path.first().is_some_and(|program| program.starts_with("scripts/"));
    let asked = if script { &path[..1] } else { &path[..] };
    let help = place.help(asked).with_context(|| format!("{document} names `{command}`"))?;
    let mut names: Vec<&str> =
        words.iter().filter(|word| word.starts_with("--")).copied().collect();
    if script {
        names.extend(&path[1..]);
    }
    for name in names {
        let name = name.split('=').next().unwrap_or(name);
        ensure!(
            help.contains(name),
            "{document} names `{command}`, but there is no {name}:\n{help}"
        );
    }
    Ok(())
}

#[test]
fn every_option_of_the_scripts_is_used_by_a_test() -> Result<()> {
    let root = repository();
    let mut tests = String::new();
    for file in ["up.rs", "documents/rules.rs", "documents/main.rs"] {
        tests += &fs::read_to_string(root.join("tests/e2e/tests").join(file))?;
    }
    tests += &fs::read_to_string(root.join(".ci/run"))?;
    for script in ["up", "test", "bench", "screenshots"] {
        let text = fs::read_to_string(root.join("scripts").join(script))?;
        let usage = text.split("<<'USAGE'\n").nth(1).and_then(|rest| rest.split("\nUSAGE").next());
        let usage = usage.with_context(|| format!("scripts/{script} has no help"))?;
        let is_option = |word: &&str| word.starts_with("--") && word.len() > 2;
        let options = usage.split(|c: char| !c.is_ascii_lowercase() && c != '-').filter(is_option);
        for option in options {
            ensure!(
                option == "--help"
                    || tests.contains(&format!("{option} "))
                    || tests.contains(&format!("{option}\"")),
                "no test uses {option} of scripts/{script}"
            );
        }
    }
    Ok(())
}
