//! The page, embedded in the binary, and what it is told: where the node is that wallets use.

mod node;

pub use node::{PageNode, PageNodeError};

use super::{Api, Problem};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use rust_embed::{EmbeddedFile, RustEmbed};
use serde_json::json;

/// Asked for each time, sent only when it changed: a new version shows at once.
const ASK: &str = "no-cache";
/// Files with a hash of their content in their name never change.
const FOREVER: &str = "public, max-age=31536000, immutable";

// See build.rs.
#[derive(RustEmbed)]
#[folder = "$WEIR_PAGE"]
struct Files;

pub(super) fn router() -> Router<Api> {
    Router::new()
        .route("/", get(async |State(api), headers: HeaderMap| serve(&api, "index.html", &headers)))
        .route("/icon.svg", get(async |State(api), h: HeaderMap| serve(&api, "icon.svg", &h)))
        .route("/assets/{*path}", get(asset))
        .route("/config.json", get(config))
        .route("/api", get(async || Redirect::temporary("./#/data")))
}

async fn asset(
    State(api): State<Api>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> impl IntoResponse {
    serve(&api, &format!("assets/{path}"), &headers)
}

/// Where the page finds the API, which is here, and a node.
async fn config(State(api): State<Api>) -> impl IntoResponse {
    let told = json!({ "api": "", "node": api.page_node });
    ([(header::CACHE_CONTROL, ASK)], Json(told))
}

/// Everything comes from here: nothing may be loaded from, sent to or shown in anybody else's page.
/// The node alone is asked too.
fn policy(node: Option<&PageNode>) -> String {
    let node = node.map(|node| format!(" {}", node.origin())).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'{node}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

fn serve(api: &Api, path: &str, headers: &HeaderMap) -> Response {
    let Some(EmbeddedFile { data, metadata }) = Files::get(path) else {
        return Problem::not_found().into_response();
    };
    let tag = format!("\"{}\"", hex::encode(&metadata.sha256_hash()[..16]));
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str());
    let caching = if path.starts_with("assets/") { FOREVER } else { ASK };
    let about = [
        (header::CONTENT_TYPE, metadata.mimetype().to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy(api.page_node.as_ref())),
        (header::CACHE_CONTROL, caching.to_owned()),
        (header::ETAG, tag),
    ];
    match known {
        true => (StatusCode::NOT_MODIFIED, about).into_response(),
        false => (about, data).into_response(),
    }
}
