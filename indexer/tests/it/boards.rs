//! The boards and alerts of `scripts/monitoring`: what they ask for is there.

use crate::{cluster::Database, history::chain, patience::PATIENCE, store::fill};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Column, ConnectOptions, Row, postgres::PgRow};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};
use weir_indexer::infra::metrics::{Kind, METRICS};
use weir_test_support::output;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/monitoring")
}

fn boards() -> Vec<(String, Value)> {
    let files = fs::read_dir(folder().join("grafana/dashboards")).unwrap();
    let boards: Vec<_> = files
        .map(|file| {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    assert_eq!(boards.len(), 2);
    boards
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Every query of every panel: its board and panel, and the query's own object.
fn queries(boards: &[(String, Value)]) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (name, board) in boards {
        for panel in list(&board["panels"]) {
            let place = format!("{name}: {}", text(&panel["title"]));
            found.extend(list(&panel["targets"]).iter().map(|query| (place.clone(), query)));
        }
    }
    found
}

/// What of a query Grafana fills in, filled in. The history of the tests is of 2023.
fn filled_in(query: &str) -> String {
    let mut sql = query.replace("$__interval", "60s").replace("${step}", "300");
    sql = sql.replace("$__timeFrom()", "'2023-01-01Z'").replace("$__timeTo()", "'2023-12-31Z'");
    sql = sql.replace("${proposal}", "(select max(proposal) from proposals)");
    while let Some((before, rest)) = sql.split_once("$__timeFilter(") {
        let (column, after) = until_closed(rest);
        sql = format!("{before}({column} between '2023-01-01Z' and '2023-12-31Z'){after}");
    }
    while let Some((before, rest)) = sql.split_once("$__timeGroupAlias(") {
        let (arguments, after) = until_closed(rest);
        let (column, step) = arguments.rsplit_once(',').unwrap();
        let step: u32 = step.trim().trim_end_matches('s').parse().unwrap();
        sql = format!(
            "{before}floor(extract(epoch from {column}) / {step}) * {step} as \"time\"{after}"
        );
    }
    assert!(!sql.contains('$'), "{sql}: a macro that this test does not know");
    sql
}

/// What stands before the parenthesis that closes an open one, and what after it.
fn until_closed(text: &str) -> (&str, &str) {
    let mut open = 1;
    let end = text.find(|c| {
        open += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        open == 0
    });
    let end = end.unwrap();
    (&text[..end], &text[end + 1..])
}

#[test]
fn boards_read_the_sources_that_are_set_up_and_their_panels_lie_side_by_side() {
    let sources = fs::read_to_string(folder().join("grafana/provisioning/datasources/weir.yml"));
    let sources = sources.unwrap();
    for (name, board) in boards() {
        let panels = list(&board["panels"]);
        let ids: BTreeSet<_> = panels.iter().map(|panel| panel["id"].as_u64()).collect();
        assert_eq!(ids.len(), panels.len(), "{name}: two panels with one id");
        let mut taken = BTreeSet::new();
        for panel in panels {
            let title = text(&panel["title"]);
            let [x, y, w, h] = ["x", "y", "w", "h"].map(|k| panel["gridPos"][k].as_u64().unwrap());
            assert!(x + w <= 24, "{name}: {title} is too wide");
            for cell in (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y))) {
                assert!(taken.insert(cell), "{name}: {title} lies over another panel");
            }
            for query in list(&panel["targets"]) {
                let uid = text(&query["datasource"]["uid"]);
                assert!(sources.contains(&format!("uid: {uid}\n")), "{name}: {title}: {uid:?}");
            }
            let is_row = panel["type"] == "row";
            assert!(is_row || !text(&panel["description"]).is_empty(), "{name}: {title}");
        }
    }
}

#[tokio::test]
async fn every_panel_about_the_database_has_something_to_show_to_who_may_only_read() {
    let database = Database::create().await;
    let socket = database.options().get_socket().unwrap().display().to_string();
    let mut reader = Command::new("sh");
    reader
        .arg(folder().join("postgres/reader.sh"))
        .env("PGHOST", socket)
        .env("POSTGRES_USER", "postgres")
        .env("POSTGRES_DB", database.options().get_database().unwrap())
        .env("WEIR_READER_PASSWORD", "it's a 'secret'");
    let output = output(reader, PATIENCE).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fill(&database, &chain(4_000), 500).await;
    database.run("insert into weir.dead_letters values (7, 0, 'for the test')").await;
    let mut reader = database.options().username("grafana").connect().await.unwrap();

    let boards = boards();
    let queries: Vec<_> = queries(&boards)
        .into_iter()
        .filter(|(_, query)| query["datasource"]["uid"] == "weir-postgres")
        .collect();
    assert!(queries.len() > 15);
    let choices = boards.iter().flat_map(|(name, board)| {
        let of_database = |choice: &&Value| choice["datasource"]["uid"] == "weir-postgres";
        let choices = list(&board["templating"]["list"]).iter().filter(of_database);
        choices.map(move |choice| (format!("{name}: {}", text(&choice["name"])), choice))
    });
    for (place, query) in queries.iter().cloned().chain(choices) {
        let sql = filled_in(text(query.get("rawSql").unwrap_or(&query["query"])));
        let rows: Vec<PgRow> = sqlx::query(AssertSqlSafe(sql.clone()))
            .fetch_all(&mut reader)
            .await
            .unwrap_or_else(|error| panic!("{place}: {error}\n{sql}"));
        let row = rows.first().unwrap_or_else(|| panic!("{place}: nothing to show\n{sql}"));
        if query["format"] == "time_series" {
            assert_eq!(row.columns()[0].name(), "time", "{place}");
            assert!(row.columns().len() > 1, "{place}");
        }
    }
    for change in ["delete from weir.mints", "create table weir.mine ()"] {
        assert!(sqlx::query(change).execute(&mut reader).await.is_err(), "{change}");
    }
}

/// Has promtool look at something in the folder of Prometheus' files.
fn promtool(arguments: &[&str]) {
    let program = env::var("WEIR_PROMTOOL").unwrap_or_else(|_| "promtool".into());
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(folder().join("prometheus"));
    let output = output(command, PATIENCE)
        .unwrap_or_else(|error| panic!("{program}: {error}; run scripts/test, which gets it"));
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said));
}

#[test]
fn every_alert_fires_where_it_should_and_nowhere_else() {
    promtool(&["check", "config", "prometheus.yml"]);
    promtool(&["test", "rules", "alerts_test.yml"]);
}

/// Every expression of boards and alerts.
fn expressions() -> Vec<(String, String)> {
    let boards = boards();
    let of_boards = queries(&boards).into_iter().filter_map(|(place, query)| {
        let expression = query["expr"].as_str()?;
        let expression = expression.replace("$__rate_interval", "1m").replace("$instance", ".*");
        assert!(!expression.contains('$'), "{place}: {expression}");
        Some((place, expression))
    });
    let alerts = fs::read_to_string(folder().join("prometheus/alerts.yml")).unwrap();
    let of_alerts = alerts.lines().filter_map(|line| line.trim().strip_prefix("expr: "));
    let all: Vec<_> = of_boards
        .chain(of_alerts.map(|expression| ("alerts.yml".to_owned(), expression.to_owned())))
        .collect();
    assert!(all.len() > 30);
    all
}

#[test]
fn boards_and_alerts_ask_for_metrics_that_there_are() {
    // Of the operating system's process, and of Prometheus itself.
    let foreign = [
        "process_resident_memory_bytes",
        "process_cpu_seconds_total",
        "process_start_time_seconds",
        "up",
        "ALERTS",
    ];
    let mut asked = BTreeSet::new();
    for (place, expression) in expressions() {
        let names: Vec<&str> = expression
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|word| {
                word.starts_with("weir_") || word.starts_with("process_") || foreign.contains(word)
            })
            .collect();
        assert!(!names.is_empty(), "{place}: {expression}");
        for name in names {
            let of_histogram = ["_bucket", "_count", "_sum"]
                .iter()
                .find_map(|part| name.strip_suffix(part))
                .and_then(|name| METRICS.iter().find(|m| m.name == name))
                .filter(|metric| metric.kind == Kind::Histogram);
            let known = METRICS.iter().find(|m| m.name == name).or(of_histogram);
            assert!(known.is_some() || foreign.contains(&name), "{place}: there is no {name}");
            asked.extend(known.map(|metric| metric.name));
        }
    }
    // What is measured is looked at: the time of the last block is for whoever wants another alert.
    let unseen: Vec<_> = METRICS.iter().map(|m| m.name).filter(|n| !asked.contains(n)).collect();
    assert_eq!(unseen, ["weir_indexer_block_timestamp_seconds", "weir_indexer_streams"]);
}

#[test]
fn operation_md_says_of_every_alert_what_to_do() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operation.md");
    let page = fs::read_to_string(page).unwrap();
    let alerts = fs::read_to_string(folder().join("prometheus/alerts.yml")).unwrap();
    let names: Vec<_> =
        alerts.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")).collect();
    assert!(names.len() >= 10);
    for name in names {
        assert!(page.contains(&format!("\n### {name}\n")), "{name}");
        let anchor = format!("runbook: docs/operation.md#{}\n", name.to_lowercase());
        assert!(alerts.contains(&anchor), "{name}");
    }
}

#[test]
fn every_expression_of_the_boards_is_one() {
    let rules: Vec<_> = expressions()
        .into_iter()
        .enumerate()
        .map(|(n, (_, expr))| serde_json::json!({ "record": format!("expression_{n}"), "expr": expr }))
        .collect();
    // YAML takes JSON as it is.
    let file = serde_json::json!({ "groups": [{ "name": "boards", "rules": rules }] }).to_string();
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("rules.yml");
    fs::write(&path, file).unwrap();
    promtool(&["check", "rules", path.to_str().unwrap()]);
}
