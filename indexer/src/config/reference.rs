//! The list of all settings, for `docs/configuration.md`.

use super::{key, show::by_heading};
use clap::{Arg, CommandFactory};
use std::fmt::Write;

const HEAD: &str = "\
# Settings of the indexer

<!-- Written by `weir-indexer config --reference`; a test holds it to the program. -->

A setting has one name in three places: `--listen` on the command line, `WEIR_LISTEN` in the
environment, `listen` in a file of settings. The command line goes before the environment, that
before the file, and the file before the default. The file is TOML, and named by `--config FILE` or
`WEIR_CONFIG`:

```toml
url = [\"wss://one.example\", \"wss://another.example\"]
deployment = \"/etc/weir/deployment.json\"
listen = \"0.0.0.0:8080\"
```

A key that is no setting, or a value that the setting cannot have, is refused with its line.
`weir-indexer config` prints the settings in force and where each of them comes from, without
passwords and keys; what it prints can be kept as a file. Times are written `500ms`, `30s`, `5m`;
paths are relative to the folder that the program is started in. A file or a variable may hold settings
of several commands: each takes its own.

To keep the database's password out of all of them, leave it out of `database-url` and put it into
`~/.pgpass`, or the file that `PGPASSFILE` names.
";

/// The list as Markdown.
pub(crate) fn reference() -> String {
    let mut command = crate::cli::Cli::command();
    command.build();
    let mut text = HEAD.to_owned();
    let mut told = Vec::new();
    for command in command.get_subcommands() {
        for (heading, settings) in by_heading(command) {
            let news: Vec<&Arg> =
                settings.into_iter().filter(|arg| !told.contains(arg.get_id())).collect();
            if news.is_empty() {
                continue;
            }
            told.extend(news.iter().map(|arg| arg.get_id().clone()));
            let _ = write!(
                text,
                "\n## {heading}\n\n| setting | variable | default | what it says |\n|---|---|---|---|\n"
            );
            for setting in news {
                text.push_str(&row(setting));
            }
        }
    }
    text
}

fn row(setting: &Arg) -> String {
    let variable = setting.get_env().unwrap_or_default().to_string_lossy();
    let defaults: Vec<_> =
        setting.get_default_values().iter().map(|v| format!("`{}`", v.to_string_lossy())).collect();
    let help = setting.get_long_help().or(setting.get_help());
    let mut help = help.map(ToString::to_string).unwrap_or_default().replace("\n\n", " ");
    let choices: Vec<_> =
        setting.get_possible_values().iter().map(|v| format!("`{}`", v.get_name())).collect();
    if !choices.is_empty() {
        let _ = write!(help, ": {}", choices.join(", "));
    }
    format!(
        "| `{}` | `{variable}` | {} | {} |\n",
        key(setting).unwrap_or_default(),
        defaults.join(", "),
        help.replace('\n', " ").replace('|', "\\|").trim()
    )
}
