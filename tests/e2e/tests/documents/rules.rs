//! How each command of the documents is run.

/// A way to run a command.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    /// As it stands.
    AsItStands,
    /// This instead, the smallest size of the same.
    Instead(&'static str),
    /// Its form alone: every word and option is in the help of the program. It does not end, or is
    /// run with the same options by the tests that are about it.
    Form,
    /// Elsewhere: this text is in this file.
    Elsewhere(&'static str, &'static str),
    /// Not at all, for this reason.
    Never(&'static str),
}

use Way::{AsItStands, Elsewhere, Form, Instead, Never};

/// The way for each command, by how it begins; the longest beginning counts.
pub(crate) const RULES: &[(&str, Way)] = &[
    ("export ", AsItStands),
    ("weir ", AsItStands),
    ("echo ", AsItStands),
    ("psql ", AsItStands),
    ("pg_dump ", AsItStands),
    ("createdb ", AsItStands),
    ("target/debug/weir-indexer audit", AsItStands),
    ("weir-indexer ", AsItStands),
    ("weir-indexer run", Form),
    ("weir-indexer rewind", Form),
    ("weir-devnet ", Form),
    ("./scripts/up", Elsewhere("tests/e2e/tests/up.rs", "one_command_plays_the_whole_story")),
    ("./scripts/test", Elsewhere(".ci/run", "./scripts/test --yes")),
    ("scripts/test", Elsewhere(".ci/run", "./scripts/test --yes")),
    ("./scripts/bench contracts", Instead("./scripts/bench --yes --smoke contracts --profile")),
    (
        "./scripts/bench indexer",
        Instead(
            "./scripts/bench --yes --smoke --json indexer --blocks 30 --events 100 --rounds 1 \
             --latency 1 --tip 1",
        ),
    ),
    ("scripts/screenshots", Instead("scripts/screenshots --yes --only hatch pictures")),
    ("indexer/prepare.sh", Elsewhere("scripts/test", "indexer/prepare.sh --check")),
    ("cargo test -p weir-indexer", Elsewhere("scripts/test", "suite unit")),
    (
        "WEIR_WRITE_OPENAPI=1 cargo test",
        Elsewhere("indexer/tests/it/api/openapi.rs", "WEIR_WRITE_OPENAPI"),
    ),
    (
        "(cd indexer/web && npm ci && npm run build)",
        Elsewhere("scripts/lib/artifacts.sh", "npm run build"),
    ),
    ("npm ci", Elsewhere("scripts/lib/artifacts.sh", "npm ci")),
    ("npm run build", Elsewhere("scripts/lib/artifacts.sh", "npm run build")),
    ("npm test", Elsewhere("scripts/test", "npm test")),
    ("npm run check", Elsewhere("scripts/test", "npm run check")),
    ("npm run dev", Never("a server for whoever edits the page; it does not end")),
    ("node scripts/host.mjs", AsItStands),
    (
        "cargo build --release",
        Never("an optimised build takes a quarter of an hour; scripts/bench indexer makes it"),
    ),
    ("install ", Never("it writes to the system")),
    ("systemctl ", Never("it takes systemd")),
    ("cp .env.example", Never("it belongs to docker compose")),
    ("docker ", Never("it takes docker")),
];

/// The way for a command, and the beginning that decided.
pub(crate) fn way(command: &str) -> Option<(&'static str, Way)> {
    let fitting = RULES.iter().filter(|(begins, _)| command.starts_with(begins));
    fitting.max_by_key(|(begins, _)| begins.len()).copied()
}
