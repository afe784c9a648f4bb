//! The HTTP API: what it answers, and that no request can make it fail.

mod acts;
mod export;
mod limits;
mod moment;
mod openapi;
mod requests;
mod rows;
mod status;
mod stream;
mod tags;
mod votes;

use crate::{cluster::Database, history::deployment};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use futures::StreamExt;
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::ServiceExt;
use weir_indexer::{
    application::{ProgressReader, ProgressWriter, progress},
    infra::{
        api::{Api, Commits, Limits, Load, operators_router, router},
        storage::Reader,
    },
};

/// The API over a database and a loop, until the guard is dropped.
pub(crate) fn about(
    reader: Reader,
    progress: ProgressReader,
    limits: Limits,
) -> (Router, DropGuard) {
    about_with(reader, progress, limits, |reader, shutdown| {
        Commits::follow(reader, Load::default().streams, shutdown)
    })
}

fn about_with(
    reader: Reader,
    progress: ProgressReader,
    limits: Limits,
    commits: impl FnOnce(Reader, CancellationToken) -> Commits,
) -> (Router, DropGuard) {
    let (api, shutdown) = api_with(reader, progress, limits, commits);
    (router(api), shutdown)
}

/// What is for operators alone.
pub(crate) fn operators(
    reader: Reader,
    progress: ProgressReader,
    limits: Limits,
) -> (Router, DropGuard) {
    let (api, shutdown) =
        api_with(reader, progress, limits, |reader, shutdown| Commits::follow(reader, 1, shutdown));
    (operators_router(api), shutdown)
}

fn api_with(
    reader: Reader,
    progress: ProgressReader,
    limits: Limits,
    commits: impl FnOnce(Reader, CancellationToken) -> Commits,
) -> (Api, DropGuard) {
    let shutdown = CancellationToken::new();
    let api = Api {
        commits: commits(reader.clone(), shutdown.clone()),
        reader,
        progress,
        deployment: Arc::new(deployment()),
        page_node: "ws://127.0.0.1:9944/rpc".parse().ok(),
        limits,
        load: Load::default(),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
    };
    (api, shutdown.drop_guard())
}

pub(crate) struct Service {
    router: Router,
    progress: ProgressWriter,
    _shutdown: DropGuard,
}

impl Service {
    fn over(database: &Database) -> Self {
        Self::with(Reader::new(database.options()), Limits::default())
    }

    pub(crate) fn with(reader: Reader, limits: Limits) -> Self {
        let (writer, progress) = progress();
        let (router, shutdown) = about(reader, progress, limits);
        Self { router, progress: writer, _shutdown: shutdown }
    }

    /// With places for so many streams, whose clients may wait so long.
    fn with_streams(database: &Database, most: usize, patience: Duration) -> Self {
        let (writer, progress) = progress();
        let reader = Reader::new(database.options());
        let commits =
            |reader, shutdown| Commits::follow(reader, most, shutdown).with_patience(patience);
        let (router, shutdown) = about_with(reader, progress, Limits::default(), commits);
        Self { router, progress: writer, _shutdown: shutdown }
    }

    pub(crate) async fn request(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        (head.status, head.headers, axum::body::to_bytes(body, usize::MAX).await.unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        self.request(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn json(&self, path: &str) -> Value {
        let (status, _, body) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    /// Reads a stream until `enough` of what came, in text.
    async fn listen(&self, request: Request<Body>, enough: impl Fn(&str) -> bool) -> String {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        let mut body = answer.into_body().into_data_stream();
        let mut text = String::new();
        while !enough(&text) {
            let piece = timeout(Duration::from_secs(20), body.next()).await;
            let piece = piece.unwrap_or_else(|_| panic!("too little came: {text}"));
            text.push_str(std::str::from_utf8(&piece.unwrap().unwrap()).unwrap());
        }
        text
    }
}

fn ids(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("id: ")).collect()
}

fn list<'a>(page: &'a Value, field: &str) -> Vec<&'a str> {
    page["events"].as_array().unwrap().iter().map(|e| e[field].as_str().unwrap()).collect()
}
