//! The HTTP API and the page: what is in the database, and how the indexer is.
//!
//! | path | answers |
//! |---|---|
//! | `/` | the page |
//! | `/config.json` | where the page finds API and node |
//! | `/health` | whether the process lives: 200 or 503 |
//! | `/ready` | whether what it serves is up to date: 200 or 503 with the reasons |
//! | `/v1/status` | heights, delay, deployment, phase, pools, spot price |
//! | `/v1/events` | what happened, newest first, in pages |
//! | `/v1/pools` | the pools over time |
//! | `/v1/proposals/{proposal}/conviction` | how the support of a proposal has grown |
//! | `/v1/{dataset}` | rows of a table or view, in pages; see [`super::datasets`] |
//! | `/v1/openapi.json` | the description of all that |
//! | `/v1/export/{relation}.csv`, `.parquet` | a whole table or view |
//! | `/v1/stream` | what happens, as server-sent events |
//!
//! Another address, for operators alone, has `/metrics` for Prometheus, and `/health` and `/ready` with
//! what node and database say when they fail. Nothing of that is on the public one.
//!
//! Amounts are strings of base units. Errors are `application/problem+json` (RFC 9457) with a
//! stable `type`. Answers about the database have a tag, see [`answer`].

mod answer;
mod conviction;
mod events;
mod export;
mod health;
mod load;
mod measure;
mod openapi;
mod outlook;
mod page;
mod params;
mod pools;
mod position;
mod problem;
mod rows;
mod status;
mod stream;

pub use health::Limits;
use health::Told;
pub use load::Load;
pub use measure::watch;
pub use openapi::document;
pub use page::{PageNode, PageNodeError};
pub use problem::{KINDS, Kind, Problem};
pub use stream::Commits;

use super::{
    metrics::measure_process,
    storage::{self, Reader},
};
use crate::{application::ProgressReader, domain::Deployment};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use std::{any::Any, sync::Arc};
use time::OffsetDateTime;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    cors::{Any as Everybody, CorsLayer},
    set_header::SetResponseHeaderLayer,
    trace::TraceLayer,
};
use utoipa::ToSchema;

/// What the handlers share.
#[derive(Clone)]
pub struct Api {
    /// The database.
    pub reader: Reader,
    /// The loop.
    pub progress: ProgressReader,
    /// What is followed.
    pub deployment: Arc<Deployment>,
    /// The node that the page may use; without one it only shows.
    pub page_node: Option<PageNode>,
    /// When to call the service unhealthy or not ready.
    pub limits: Limits,
    /// What is served at the same time, and how long it may take.
    pub load: Load,
    /// Tells of commits.
    pub commits: Commits,
    /// The metrics.
    pub metrics: PrometheusHandle,
}

/// The last block written: what an answer is as of.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct At {
    /// Height of the block.
    height: i64,
    /// Hash of the block.
    hash: String,
    /// Time of the block.
    #[serde(with = "time::serde::rfc3339")]
    timestamp: OffsetDateTime,
}

impl At {
    fn of(at: &storage::At) -> Self {
        let hash = format!("0x{}", hex::encode(&at.hash));
        Self { height: at.height, hash, timestamp: at.timestamp }
    }
}

/// All routes.
pub fn router(api: Api) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let places = load::Places::new(api.load.requests);
    let about_the_database = Router::new()
        .route("/v1/events", get(events::events))
        .route("/v1/pools", get(pools::pools))
        .route("/v1/proposals/{proposal}/conviction", get(conviction::conviction))
        .merge(rows::router())
        .layer(from_fn(move |request: Request, next: Next| places.clone().limit(request, next)));
    let about_the_process = Router::new()
        .route("/v1/status", get(status::status))
        .route("/v1/openapi.json", get(openapi::openapi))
        .merge(health::router(Told::Everybody));
    about_the_process
        .merge(about_the_database)
        .layer(from_fn_with_state(api.clone(), load::limit_time))
        .route("/v1/stream", get(stream::stream))
        .route(
            "/v1/export/{file}",
            get(export::export).layer(axum::Extension(export::Places::new(api.load.exports))),
        )
        .layer(header(header::CACHE_CONTROL, "no-store"))
        .merge(page::router())
        .route_layer(from_fn(measure::request))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::new(Kind::MethodNotAllowed))
        .layer(from_fn(load::limit_size))
        // It is all public, and nothing can be changed.
        .layer(cors())
        .layer(CompressionLayer::new())
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "no-referrer"))
        .layer(CatchPanicLayer::custom(panicked))
        // What fails tells why itself; an answer of 503 is no error of this program.
        .layer(TraceLayer::new_for_http().on_failure(()))
        .with_state(api)
}

/// The routes for operators: metrics, and health with all that is known.
pub fn operators_router(api: Api) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .merge(health::router(Told::TheOperator))
        .layer(from_fn_with_state(api.clone(), load::limit_time))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::new(Kind::MethodNotAllowed))
        .layer(from_fn(load::limit_size))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(api)
}

/// Pages of any site may read here.
fn cors() -> CorsLayer {
    const EXPOSED: [HeaderName; 6] = [
        header::ETAG,
        header::RETRY_AFTER,
        header::CONTENT_DISPOSITION,
        export::HEIGHT,
        export::HASH,
        export::NOTE,
    ];
    const DAY: std::time::Duration = std::time::Duration::from_secs(86_400);
    CorsLayer::new()
        .allow_origin(Everybody)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers(Everybody)
        .expose_headers(EXPOSED)
        .max_age(DAY)
}

async fn metrics(State(api): State<Api>) -> impl IntoResponse {
    api.metrics.run_upkeep();
    measure_process();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], api.metrics.render())
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request made its handler panic; this is a bug");
    Problem::new(Kind::Internal).into_response()
}
