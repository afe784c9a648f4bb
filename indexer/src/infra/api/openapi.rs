//! The OpenAPI document, made of the list of datasets, of what the database says of its tables, and
//! of the types that handlers answer with.
//!
//! The document that is served is the one that is committed, `indexer/openapi.json`: it says the same
//! whether there is a database or not, and can be read without running anything. A test makes it
//! anew and compares.

mod datasets;
mod fixed;
mod parts;

use super::{At, problem::Problem};
use crate::infra::storage::Catalogue;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sp_crypto_hashing::sha2_256;
use utoipa::{
    PartialSchema,
    openapi::{ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, PathsBuilder},
};

/// The document as it is committed.
const COMMITTED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json"));

const DESCRIPTION: &str = "\
What a Weir Commons has done and how it stands, read from finalized blocks.

Every answer about the database is of one moment: that of the last block written, which lists name \
in `at`. It carries an `ETag`; ask again with `If-None-Match` to be told that nothing has changed.

Amounts are strings of base units, exact; shares and readable amounts are strings of decimal digits. \
Addresses and hashes are `0x` and hexadecimal digits; to ask for an account, an SS58 address of any \
chain will do as well. Texts of strangers (titles, names, links) are shown with `\u{fffd}` in the place \
of characters that hide or reorder others; raw events have them as they were written. Times are as in \
RFC 3339, in UTC. Seconds, where the contracts count in them, are strings of digits.

Lists come in pages. `next_cursor` of a page is the `cursor` of the next one; rows that come \
meanwhile neither repeat nor hide any. Where what changes would move rows, as in lists by amount, the \
pages that follow the first are of the block that it was of. A parameter that is unknown, given twice or of no use is \
refused.

Errors are problem documents (RFC 9457). Their `type`, and its end alone as `code`, does not change:

";

/// The document of an API over this catalogue.
pub fn document(catalogue: &Catalogue) -> OpenApi {
    let mut components =
        ComponentsBuilder::new().schema("Problem", Problem::schema()).schema("At", At::schema());
    for (name, response) in parts::problems() {
        components = components.response(name, response);
    }
    for (name, header) in parts::headers() {
        components = components.header(name, header);
    }
    let (mut components, mut paths) = fixed::add(components, PathsBuilder::new());
    (components, paths) = datasets::add(catalogue, components, paths);
    let license = License::builder().name("Apache-2.0").identifier(Some("Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Weir indexer")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(format!("{DESCRIPTION}{}", parts::problem_table())))
        .license(Some(license));
    OpenApiBuilder::new()
        .info(info.build())
        .paths(paths.build())
        .components(Some(components.build()))
        .tags(Some(parts::tags()))
        .build()
}

/// `/v1/openapi.json`
pub(super) async fn openapi(headers: HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex::encode(&sha2_256(COMMITTED.as_bytes())[..16]));
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str());
    let about = [
        (header::ETAG, HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
    ];
    match known {
        true => (StatusCode::NOT_MODIFIED, about).into_response(),
        false => (about, COMMITTED).into_response(),
    }
}
