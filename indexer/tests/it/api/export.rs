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
            trimmed(&format!(
                "{}{}.{:018}",
                if unscaled < 0 { "-" } else { "" },
                unscaled.unsigned_abs() / 10_u128.pow(18),
                unscaled.unsigned_abs() % 10_u128.pow(18)
            ))
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
