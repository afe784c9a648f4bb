//! The table of faults for operators names tests that there are, and all that were made for it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Names of the tests in these files.
fn tests_in(files: impl IntoIterator<Item = PathBuf>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for test in text.split("#[tokio::test").skip(1) {
            let name = test.split_once("async fn ").and_then(|(_, rest)| rest.split_once('('));
            names.insert(name.unwrap().0.to_owned());
        }
    }
    names
}

#[test]
fn every_fault_names_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/operation.md")).unwrap();
    let (_, table) = page.split_once("| fault | what happens | test |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let column = |line: &str| line.trim_matches('|').rsplit('|').next().unwrap().to_owned();
    let column: String = table.lines().skip(2).map(column).collect();
    let named: BTreeSet<String> =
        column.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect();
    let folder = fs::read_dir(root.join("tests/e2e/tests/faults")).unwrap();
    let made = tests_in(folder.map(|entry| entry.unwrap().path()));
    let others = [
        "indexer/tests/it/api/stream.rs",
        "indexer/tests/it/database.rs",
        "indexer/tests/it/database/pooler.rs",
        "indexer/tests/it/database/seat.rs",
        "indexer/tests/it/node/forks.rs",
        "indexer/tests/it/node/program.rs",
        "indexer/tests/it/node/refusals.rs",
        "indexer/tests/it/rebuild/kept.rs",
        "tests/e2e/tests/operation.rs",
    ];
    let others = tests_in(others.map(|file| root.join(file)));
    let missing: Vec<_> = made.difference(&named).collect();
    assert!(missing.is_empty(), "the table does not say {missing:?}");
    let invented: Vec<_> =
        named.iter().filter(|n| !made.contains(*n) && !others.contains(*n)).collect();
    assert!(invented.is_empty(), "there are no tests {invented:?}");
}
