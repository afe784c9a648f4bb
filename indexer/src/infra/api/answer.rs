//! Answers about the database: of one moment, with a tag that tells whether anything has changed.
//!
//! What is in the database follows from the last block written. So the tag of an answer is made of
//! that block and of the request; whoever has the answer already is told so without a query.

use super::{Api, Problem};
use crate::infra::storage::{Moment, Question};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sp_crypto_hashing::sha2_256;

/// What to do with an answer: keep it, and ask each time whether it still holds.
const KEEP_AND_ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// A request whose answer depends on the database and nothing else.
pub(super) trait Request: Send + Sync {
    /// What is answered.
    type Answer: Serialize + Send;

    /// Reads the answer.
    fn answer(
        &self,
        moment: &mut Moment,
    ) -> impl Future<Output = Result<Self::Answer, Problem>> + Send;
}

/// Answers a request, or says that the caller has the answer already.
pub(super) async fn answer(
    api: &Api,
    uri: &Uri,
    headers: &HeaderMap,
    request: impl Request,
) -> Result<Response, Problem> {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let (tag, body) = api.reader.ask(&Tagged { uri, known, request }).await?;
    let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, KEEP_AND_ASK)];
    Ok(match body {
        None => (StatusCode::NOT_MODIFIED, headers).into_response(),
        Some(body) => {
            let json = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
            (headers, json, Body::from(body)).into_response()
        }
    })
}

struct Tagged<'a, R> {
    uri: &'a Uri,
    known: Option<&'a str>,
    request: R,
}

impl<R: Request> Question for Tagged<'_, R> {
    type Answer = (HeaderValue, Option<Vec<u8>>);
    type Error = Problem;

    async fn answer(&self, moment: &mut Moment) -> Result<Self::Answer, Problem> {
        let tag = tag(moment, self.uri);
        // Such a tag is of an answer to this very request: there is nothing to check any more.
        if self.known.is_some_and(|known| knows(known, &tag)) {
            return Ok((tag, None));
        }
        let answer = self.request.answer(moment).await?;
        if self.known.is_some_and(|known| known.trim() == "*") {
            return Ok((tag, None));
        }
        let body = serde_json::to_vec(&answer).map_err(|error| {
            tracing::error!(%error, "an answer cannot be written; this is a bug");
            Problem::new(super::problem::Kind::Internal)
        })?;
        Ok((tag, Some(body)))
    }
}

/// The tag of what is answered at a moment. Weak: it stays the same when the answer is compressed.
fn tag(moment: &Moment, uri: &Uri) -> HeaderValue {
    let (height, hash) = moment.at().map_or((0, &[][..]), |at| (at.height, at.hash.as_slice()));
    let mut all = hash.to_vec();
    all.extend_from_slice(&moment.schema().to_be_bytes());
    all.extend_from_slice(env!("CARGO_PKG_VERSION").as_bytes());
    all.extend_from_slice(uri.path_and_query().map_or("", |all| all.as_str()).as_bytes());
    let digest = hex::encode(&sha2_256(&all)[..12]);
    HeaderValue::try_from(format!("W/\"{height}-{digest}\""))
        .unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Whether a list of tags, as a caller sends it, has this one.
fn knows(known: &str, tag: &HeaderValue) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tag = tag.to_str().map(plain).unwrap_or_default();
    known.split(',').any(|one| plain(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, knows};

    #[test]
    fn a_tag_is_found_in_any_list_that_has_it() {
        let tag = HeaderValue::from_static("W/\"7-abc\"");
        for known in ["W/\"7-abc\"", "\"7-abc\"", "\"x\", W/\"7-abc\""] {
            assert!(knows(known, &tag), "{known}");
        }
        for known in ["", "*", "W/\"7-abd\"", "7-abc", "\"7-abc"] {
            assert!(!knows(known, &tag), "{known}");
        }
    }
}
