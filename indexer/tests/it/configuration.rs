//! Settings: where they come from, which goes first, and what is refused.

use crate::process::Place;
use std::{fs, path::Path, process::Output};

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(text).unwrap()
}

/// The line of a setting in what `config` prints.
fn line<'a>(shown: &'a str, key: &str) -> &'a str {
    let found = shown.lines().find(|line| line.starts_with(&format!("{key} =")));
    found.unwrap_or_else(|| panic!("{key} is not in:\n{shown}"))
}

#[test]
fn the_command_line_goes_before_the_environment_that_before_the_file_and_that_before_defaults() {
    let place = Place::new();
    fs::write(place.path("weir.toml"), "listen = 'file:1'\nready-within = 7\n").unwrap();
    let with = |flags: &[&str], variable: Option<&str>| {
        let variables: Vec<_> = variable.map(|value| ("WEIR_LISTEN", value)).into_iter().collect();
        let output = place.run_with(&[&["config"], flags].concat(), &variables);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    let file = ["--config", "weir.toml"];
    let both = [file.as_slice(), &["--listen", "flag:1"]].concat();
    for (shown, expected) in [
        (with(&both, Some("variable:1")), r#"listen = "flag:1"  # --listen"#),
        (with(&file, Some("variable:1")), r#"listen = "variable:1"  # WEIR_LISTEN"#),
        (with(&file, None), r#"listen = "file:1"  # weir.toml:1"#),
        (with(&[], None), r#"listen = "127.0.0.1:8080"  # default"#),
    ] {
        assert_eq!(line(&shown, "listen"), expected);
    }
    assert_eq!(line(&with(&file, None), "ready-within"), "ready-within = 7  # weir.toml:2");
}

#[test]
fn the_file_can_be_named_by_a_variable_and_holds_for_every_command() {
    let place = Place::new();
    fs::write(place.path("weir.toml"), "database-url = 'mysql://from-the-file'").unwrap();
    for command in ["run", "migrate", "rebuild"] {
        let output = place.run_with(&[command], &[("WEIR_CONFIG", "weir.toml")]);
        assert!(said(&output).contains("--database-url is not the URL"), "{}", said(&output));
    }
}

#[test]
fn a_wrong_file_is_refused_with_its_line_and_what_is_allowed() {
    let place = Place::new();
    for (text, words) in [
        ("\nbacth = 3", "weir.toml:2: there is no setting \"bacth\"; there are: "),
        (
            "log-format = 'xml'",
            "weir.toml:1: log-format cannot be \"xml\": it is one of text, json",
        ),
        ("ready-within = 'soon'", "weir.toml:1: ready-within cannot be \"soon\""),
        ("listen = ", "weir.toml:1: this is not TOML"),
    ] {
        fs::write(place.path("weir.toml"), text).unwrap();
        // Also where another value goes first: it would be found at the worst moment.
        let output = place.run(&["run", "--config", "weir.toml", "--ready-within", "3"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).starts_with("weir-indexer: "), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    let output = place.run(&["run", "--config", "nowhere.toml"]);
    assert!(said(&output).contains("nowhere.toml cannot be read"), "{}", said(&output));
}

#[test]
fn a_wrong_value_is_refused_in_the_name_of_where_it_stands() {
    let place = Place::new();
    for (flags, name) in
        [(&["run"][..], "WEIR_READY_WITHIN"), (&["run", "--ready-within=x"], "--ready-within")]
    {
        let output = place.run_with(flags, &[("WEIR_READY_WITHIN", "soon")]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(&format!("for '{name}")), "{}", said(&output));
    }
}

#[test]
fn what_is_shown_can_be_kept_as_a_file_and_holds_no_secret() {
    let place = Place::new();
    let shown = place.run_with(
        &["config", "--url", "wss://node.example/secret", "--start-height", "5"],
        &[("DATABASE_URL", "postgres://weir:secret@db.example/weir?sslmode=require")],
    );
    let shown = said(&shown);
    assert!(!shown.contains("secret"), "{shown}");
    assert!(line(&shown, "database-url").contains("weir:***@db.example/weir?sslmode=require"));
    fs::write(place.path("weir.toml"), &shown).unwrap();
    let again = said(&place.run(&["config", "--config", "weir.toml"]));
    let values = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split("  #").next().unwrap().to_owned()).collect()
    };
    assert_eq!(values(&shown), values(&again));
}

#[test]
fn the_list_of_settings_is_the_programs() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
    let program = said(&Place::new().run(&["config", "--reference"]));
    let committed = fs::read_to_string(page).unwrap_or_default();
    assert!(
        committed == program,
        "docs/configuration.md is out of date: cargo run -p weir-indexer -- config --reference > \
         docs/configuration.md"
    );
}
