//! The HTTP API and the page: what is in the database, and how the indexer is.
//!
//! | path | answers |
//! |---|---|
//! | `/` | the page |
//! | `/health` | whether the process lives: 200 or 503 |
//! | `/ready` | whether what it serves is up to date: 200 or 503 with the reasons |
//! | `/v1/status` | heights, delay, deployment, phase, pools, spot price |
//! | `/v1/events` | what happened, newest first, in pages |
//! | `/v1/pools` | the pools over time |
//! | `/v1/stream` | what happens, as server-sent events |
//! | `/metrics` | for Prometheus |
//!
//! Amounts are strings of base units. Errors are `application/problem+json` (RFC 9457) with a
//! stable `type`.

mod events;
mod health;
mod page;
mod params;
mod pools;
mod problem;
mod status;
mod stream;

pub use health::Limits;
pub use problem::Problem;
pub use stream::Commits;

use super::storage::Reader;
use crate::{application::ProgressReader, domain::Deployment};
use axum::{
    Router,
    extract::State,
    http::{HeaderName, HeaderValue, Request, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use std::{any::Any, sync::Arc, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer,
    set_header::SetResponseHeaderLayer, trace::TraceLayer,
};

/// How long a request may take, streams apart.
const TIMEOUT: Duration = Duration::from_secs(15);

/// What the handlers share.
#[derive(Clone)]
pub struct Api {
    /// The database.
    pub reader: Reader,
    /// The loop.
    pub progress: ProgressReader,
    /// What is followed.
    pub deployment: Arc<Deployment>,
    /// When to call the service unhealthy or not ready.
    pub limits: Limits,
    /// Tells of commits.
    pub commits: Commits,
    /// The metrics.
    pub metrics: PrometheusHandle,
}

/// All routes.
pub fn router(api: Api) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let quick = Router::new()
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route("/v1/status", get(status::status))
        .route("/v1/events", get(events::events))
        .route("/v1/pools", get(pools::pools))
        .route("/metrics", get(metrics))
        .layer(axum::middleware::from_fn(limit_time));
    let v1 = quick
        .route("/v1/stream", get(stream::stream))
        // What is served changes with every block, and it is public.
        .layer(header(header::CACHE_CONTROL, "no-store"))
        .layer(header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    v1.merge(page::router())
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(CompressionLayer::new())
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "no-referrer"))
        .layer(CatchPanicLayer::custom(panicked))
        // What fails tells why itself; an answer of 503 is no error of this program.
        .layer(TraceLayer::new_for_http().on_failure(()))
        .with_state(api)
}

async fn metrics(State(api): State<Api>) -> impl IntoResponse {
    api.metrics.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], api.metrics.render())
}

async fn limit_time(
    request: Request<axum::body::Body>,
    next: axum::middleware::Next,
) -> Result<Response, Problem> {
    tokio::time::timeout(TIMEOUT, next.run(request)).await.map_err(|_| {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timeout", "The answer takes too long")
            .detail("Try again, or ask for less.")
    })
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request made its handler panic; this is a bug");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong")
        .into_response()
}
