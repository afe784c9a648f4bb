//! Exports: every row as it is stored, of one moment; and what is broken does not look whole.

use super::Service;
use crate::{
    cluster::Database,
    history::{chain, failed_hatch},
    store::{fill, go_on},
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, Version, header},
};
use futures::StreamExt;
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use sqlx::AssertSqlSafe;
use tower::ServiceExt;

/// The relations of both schemas, and their columns.
async fn relations(database: &Database) -> Vec<(String, Vec<String>)> {
    let sql = "select table_name::text, array_agg(column_name::text order by ordinal_position)
                 from information_schema.columns
                where table_schema in ('chain', 'weir') and table_name not like '\\_%'
                group by table_name order by table_name";
    sqlx::query_as(sql).fetch_all(&mut database.connect().await).await.unwrap()
}

/// Its rows as text, sorted; null as nothing.
async fn stored(database: &Database, relation: &str, columns: &[String]) -> Vec<Vec<String>> {
    let columns: Vec<String> =
        columns.iter().map(|column| format!("coalesce(to_jsonb(t)->>'{column}', '')")).collect();
    let sql = format!("select array[{}] from {relation} t", columns.join(", "));
    let mut rows: Vec<Vec<String>> = sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_all(&mut database.connect().await)
        .await
        .unwrap();
    rows.sort();
    rows
}

/// A cell of a CSV file as PostgreSQL writes it in JSON.
fn plain(cell: &str) -> String {
    let format = &time::format_description::well_known::Rfc3339;
    match cell.strip_prefix("0x") {
        Some(digits) => format!("\\x{digits}"),
        None => match time::OffsetDateTime::parse(cell, format) {
            Ok(time) => time.format(format).unwrap(),
            Err(_) => cell.into(),
        },
    }
}

/// What PostgreSQL wrote, with times and readable bytes as [`plain`] has them.
fn normal(cell: &str) -> String {
    plain(&plain(cell).replacen("\\x", "0x", 1))
}

fn csv_rows(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(bytes);
    let names = reader.headers().unwrap().iter().map(String::from).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(normal).collect()).collect();
    (names, rows)
}

fn parquet_rows(bytes: Bytes) -> (Vec<String>, Vec<Vec<String>>) {
    let reader = SerializedFileReader::new(bytes).unwrap();
    let schema = reader.metadata().file_metadata().schema();
    let names = schema.get_fields().iter().map(|field| field.name().into()).collect();
    let rows = reader.get_row_iter(None).unwrap();
    (
        names,
        rows.map(|row| row.unwrap().get_column_iter().map(|(_, f)| cell(f)).collect()).collect(),
    )
}

fn cell(field: &Field) -> String {
    let time = |micros: i64| {
        let format = &time::format_description::well_known::Rfc3339;
        let time = time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000);
        time.unwrap().format(format).unwrap()
    };
    match field {
        Field::Null => String::new(),
        Field::Bool(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::Double(value) => value.to_string(),
        Field::Str(text) => normal(text),
        Field::Bytes(bytes) => format!("\\x{}", hex::encode(bytes.data())),
        Field::TimestampMicros(micros) => time(*micros),
        Field::Date(days) => {
            let day = time::macros::date!(1970 - 01 - 01) + time::Duration::days(i64::from(*days));
            day.to_string()
        }
        Field::Decimal(decimal) => {
            let unscaled = i128::from_be_bytes(decimal.data().try_into().unwrap());
            let scale = usize::try_from(decimal.scale()).unwrap();
            let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            trimmed(&format!("{}{whole}.{fraction}", if unscaled < 0 { "-" } else { "" }))
        }
        other => panic!("{other:?}"),
    }
}

/// A number without what means nothing.
fn trimmed(number: &str) -> String {
    match number.contains('.') && number.chars().all(|c| c.is_ascii_digit() || "-.".contains(c)) {
        true => number.trim_end_matches('0').trim_end_matches('.').into(),
        false => number.into(),
    }
}

fn sorted(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    rows.iter_mut().flatten().for_each(|cell| *cell = trimmed(&normal(cell)));
    rows.sort();
    rows
}

async fn whole(service: &Service, path: &str) -> (HeaderMap, Bytes) {
    let (status, headers, body) = service.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
    (headers, body)
}

#[tokio::test]
async fn every_table_and_view_is_exported_row_by_row_in_both_formats() {
    let (open, failed) = (Database::create().await, Database::create().await);
    fill(&open, &chain(200), 100).await;
    fill(&failed, &failed_hatch(), 100).await;
    // Anybody can ask for anything, and allow as much.
    let any = "update proposals set amount = 2::numeric ^ 128 - 1 where kind = 1;
               update approvals set amount = 2::numeric ^ 256 - 1";
    open.run(any).await;
    for database in [&open, &failed] {
        let service = Service::over(database);
        for (relation, columns) in relations(database).await {
            let expected = sorted(stored(database, &relation, &columns).await);
            let (headers, body) = whole(&service, &format!("/v1/export/{relation}.csv")).await;
            let height = database.value("select height from cursor").await;
            assert_eq!(headers["weir-height"], height.as_str());
            let (names, rows) = csv_rows(&body);
            assert_eq!(names, columns, "{relation}");
            assert_eq!(sorted(rows), expected, "{relation}");

            let path = format!("/v1/export/{relation}.parquet");
            let (names, rows) = parquet_rows(collect(&service, &path).await.expect(&relation));
            assert_eq!(names, columns, "{relation}");
            assert_eq!(sorted(rows), expected, "{relation}");
        }
    }
}

/// The largest numbers that contracts know in every column that holds one, and the least.
#[tokio::test]
async fn numbers_of_any_size_are_exported_whole_in_both_formats() {
    let database = Database::create().await;
    fill(&database, &chain(200), 100).await;
    let free = "do $$ declare it record; begin
        for it in select conrelid::regclass as relation, conname as name from pg_constraint
                   where contype = 'c'
                     and connamespace in ('weir'::regnamespace, 'chain'::regnamespace)
        loop execute format('alter table %s drop constraint %I', it.relation, it.name); end loop;
    end $$";
    database.run(free).await;
    // So many digits each column has room for; the seconds that sums are of are when they were.
    let numbers = "from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relkind = 'r' and a.attnum > 0 and a.atttypid = 'numeric'::regtype
          and c.relnamespace in ('weir'::regnamespace, 'chain'::regnamespace)
          and a.attname not in ('updated', 'second')";
    let count = database.value(&format!("select count(*) {numbers}")).await;
    assert!(count.parse::<u32>().unwrap() > 80, "{count}");
    for (wide, change, narrow) in [
        ("2::numeric ^ 256 - 1", "1 - 2::numeric ^ 255", "2::numeric ^ 64 - 1"),
        ("5e39", "-5e39", "1"),
        ("99999999999999999999999999999999999999", "-1", "1"),
        ("1", "-99999999999999999999999999999999999999", "1"),
        ("0", "0", "0"),
    ] {
        let set = format!(
            "set session_replication_role = replica;
             do $$ declare it record; begin
                for it in select c.oid::regclass as relation, a.attname as name,
                                 (a.atttypmod - 4) >> 16 as digits {numbers}
                loop execute format('update %s set %I = %s', it.relation, it.name,
                    case when it.name = 'change' then '{change}' when it.digits = 78 then '{wide}'
                         when it.digits = 39 then '2::numeric ^ 127' else '{narrow}' end);
                end loop;
            end $$"
        );
        database.run(&set).await;
        let service = Service::over(&database);
        for (relation, columns) in relations(&database).await {
            let expected = sorted(stored(&database, &relation, &columns).await);
            let (_, body) = whole(&service, &format!("/v1/export/{relation}.csv")).await;
            assert_eq!(sorted(csv_rows(&body).1), expected, "{relation} of {wide}");
            let path = format!("/v1/export/{relation}.parquet");
            let body = collect(&service, &path).await.expect(&relation);
            let (names, rows) = parquet_rows(body);
            assert_eq!(names, columns, "{relation}");
            assert_eq!(sorted(rows), expected, "{relation} of {wide}");
        }
    }
}

/// The type of a column of a Parquet file.
fn column_type(bytes: Bytes, name: &str) -> String {
    let reader = SerializedFileReader::new(bytes).unwrap();
    let fields = reader.metadata().file_metadata().schema().get_fields().to_vec();
    let field = fields.iter().find(|field| field.name() == name).unwrap();
    format!("{:?}", field.get_basic_info().logical_type_ref())
}

#[tokio::test]
async fn a_decimal_gives_the_digits_room_that_are_there_and_a_string_those_beyond() {
    let database = Database::create().await;
    fill(&database, &chain(60), 100).await;
    let service = Service::over(&database);
    // The currency has six decimals, and the token 18.
    for (amount, kind) in [
        ("1", "scale: 18"),
        ("99999999999999999999999999", "scale: 18"),
        ("100000000000000000000000000", "scale: 17"),
        ("99999999999999999999999999999999999999", "scale: 6"),
        ("100000000000000000000000000000000000001", "String"),
    ] {
        database.run(&format!("update donations set amount = {amount}")).await;
        let path = "/v1/export/v_donations.parquet";
        let body = collect(&service, path).await.unwrap();
        let shown = column_type(body, "amount");
        assert!(shown.contains(kind), "{amount}: {shown}");
    }
}

/// What anybody can call a proposal or a service, opened with a spreadsheet.
#[tokio::test]
async fn a_text_that_would_be_a_formula_is_none_in_csv_and_as_it_is_in_parquet() {
    let database = Database::create().await;
    fill(&database, &chain(200), 100).await;
    let formula = r#"=HYPERLINK("http://x","y")"#;
    let set = format!(
        "update proposals set title = '{formula}', link = '+1'; update services set name = '@x';
         insert into dead_letters values (200, 999, '-1')"
    );
    database.run(&set).await;
    let service = Service::over(&database);
    for (relation, column, text) in [
        ("proposals", "title", formula),
        ("v_proposals_now", "title", formula),
        ("v_stakes", "title", formula),
        ("proposals", "link", "+1"),
        ("v_services", "name", "@x"),
        ("v_service_burns", "name", "@x"),
        ("dead_letters", "reason", "-1"),
    ] {
        let (_, body) = whole(&service, &format!("/v1/export/{relation}.csv")).await;
        let (names, rows) = csv_rows(&body);
        let place = names.iter().position(|name| name == column).unwrap();
        let guarded = format!("'{text}");
        assert!(rows.iter().any(|row| row[place] == guarded), "{relation}.{column}");
        for cell in rows.iter().flatten().filter(|cell| cell.starts_with(['=', '+', '-', '@'])) {
            assert!(cell.parse::<f64>().is_ok(), "{relation}: {cell}");
        }
        let path = format!("/v1/export/{relation}.parquet");
        let (_, rows) = parquet_rows(collect(&service, &path).await.unwrap());
        assert!(rows.iter().any(|row| row[place] == text), "{relation}.{column}");
    }
    // A number stays one, though it begins with a minus.
    let (_, body) = whole(&service, "/v1/export/balance_history.csv").await;
    let (names, rows) = csv_rows(&body);
    let place = names.iter().position(|name| name == "change").unwrap();
    assert!(rows.iter().any(|row| row[place].starts_with('-')));
}

/// A file that cannot be made is not begun.
#[tokio::test]
async fn an_export_that_fails_before_its_first_piece_is_a_problem_and_no_file() {
    let database = Database::create().await;
    fill(&database, &chain(60), 100).await;
    database
        .run(
            "create or replace function weir.whole(amount numeric) returns numeric
                      language sql immutable strict parallel safe return 1 / (amount - amount)",
        )
        .await;
    let service = Service::over(&database);
    for format in ["csv", "parquet"] {
        let (status, headers, body) =
            service.get(&format!("/v1/export/v_transfers.{format}")).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{format}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(!headers.contains_key(header::CONTENT_DISPOSITION));
        assert!(!body.is_empty());
    }
}

#[tokio::test]
async fn an_export_says_where_the_last_block_asked_for_is_not_written_yet() {
    let database = Database::create().await;
    fill(&database, &chain(100), 100).await;
    let service = Service::over(&database);
    let (headers, _) = whole(&service, "/v1/export/transfers.csv?to_block=500").await;
    let note = headers["weir-note"].to_str().unwrap();
    assert!(note.contains("500") && note.contains("100"), "{note}");
    let (headers, _) = whole(&service, "/v1/export/transfers.csv?to_block=100").await;
    assert!(!headers.contains_key("weir-note"));
}

async fn collect(service: &Service, path: &str) -> Result<Bytes, axum::Error> {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let answer = service.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    axum::body::to_bytes(answer.into_body(), usize::MAX).await
}

/// As browsers ask for it.
#[tokio::test]
async fn an_export_that_is_compressed_is_whole() {
    let database = Database::create().await;
    fill(&database, &chain(100), 100).await;
    let service = Service::over(&database);
    for file in ["transfers.csv", "v_trades.parquet"] {
        let path = format!("/v1/export/{file}");
        let (_, plain) = whole(&service, &path).await;
        let request = Request::get(&path).header(header::ACCEPT_ENCODING, "gzip, deflate, br");
        let (status, headers, body) = service.request(request.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
        // Such a file ends with the length of what is in it.
        let (_, length) = body.split_last_chunk().unwrap();
        assert_eq!(u32::from_le_bytes(*length) as usize, plain.len(), "{file}");
    }
}

#[tokio::test]
async fn an_export_is_limited_by_blocks_and_refused_where_there_are_none() {
    let database = Database::create().await;
    fill(&database, &chain(200), 100).await;
    let service = Service::over(&database);
    let (_, body) = whole(&service, "/v1/export/transfers.csv?from_block=50&to_block=90").await;
    let expected = "select count(*) from transfers where height between 50 and 90";
    assert_eq!(csv_rows(&body).1.len().to_string(), database.value(expected).await);
    for (path, status) in [
        ("flows.csv?from_block=1", StatusCode::BAD_REQUEST),
        ("transfers.csv?height=1", StatusCode::BAD_REQUEST),
        ("transfers.csv?from_block=2&to_block=1", StatusCode::BAD_REQUEST),
        ("nothing.csv", StatusCode::NOT_FOUND),
        ("pg_class.csv", StatusCode::NOT_FOUND),
        ("_sqlx_migrations.csv", StatusCode::NOT_FOUND),
        ("transfers%22;drop.csv", StatusCode::NOT_FOUND),
        ("transfers.xlsx", StatusCode::NOT_FOUND),
        ("transfers", StatusCode::NOT_FOUND),
    ] {
        let (answer, headers, _) = service.get(&format!("/v1/export/{path}")).await;
        assert_eq!(answer, status, "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
    }
    let old = Request::get("/v1/export/transfers.csv").version(Version::HTTP_10);
    let (status, ..) = service.request(old.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::HTTP_VERSION_NOT_SUPPORTED);
}

#[tokio::test]
async fn an_export_is_of_the_moment_at_which_it_began() {
    let database = Database::create().await;
    let blocks = chain(300);
    fill(&database, &blocks[..=200], 100).await;
    let service = Service::over(&database);
    let (_, before) = whole(&service, "/v1/export/events.csv").await;
    let request = Request::get("/v1/export/events.csv").body(Body::empty()).unwrap();
    let answer = service.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.headers()["weir-height"], "200");
    go_on(&database, &blocks[201..], 50).await;
    weir_indexer::infra::storage::rebuild(&database.options(), |_| ()).await.unwrap();
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    assert!(body == before, "the export has changed under way");
}

#[tokio::test]
async fn an_export_that_breaks_does_not_look_complete() {
    let database = Database::create().await;
    fill(&database, &chain(400), 100).await;
    // So much that it cannot be on its way as a whole.
    database.run("update events set data = decode(repeat('ab', 65536), 'hex')").await;
    let service = Service::over(&database);
    for format in ["csv", "parquet"] {
        let request = Request::get(format!("/v1/export/events.{format}"));
        let request = request.body(Body::empty()).unwrap();
        let answer = service.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let mut body = answer.into_body().into_data_stream();
        assert!(body.next().await.unwrap().is_ok());
        database.break_connections().await;
        let mut last = None;
        while let Some(piece) = body.next().await {
            last = Some(piece.is_ok());
        }
        assert_eq!(last, Some(false), "{format} ends as if it were whole");
    }
}
