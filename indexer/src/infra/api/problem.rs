//! Errors as RFC 9457 problem documents.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

/// What can go wrong. The name of each is the end of the document's `type` and does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A parameter is unknown, given twice, or of a value that cannot be used.
    InvalidParameter,
    /// There is nothing at this path, or no such thing.
    NotFound,
    /// The path is right, the method is not.
    MethodNotAllowed,
    /// The request has a body, or a large one.
    BodyTooLarge,
    /// Path and query are too long.
    UriTooLong,
    /// This needs HTTP/1.1 or later.
    HttpVersion,
    /// Too many requests, streams or exports at the same time.
    Busy,
    /// The answer took too long.
    Timeout,
    /// The database does not answer, or is not set up yet.
    Database,
    /// A fault of this program.
    Internal,
}

/// All of them, for the documentation.
pub const KINDS: &[Kind] = &[
    Kind::InvalidParameter,
    Kind::NotFound,
    Kind::MethodNotAllowed,
    Kind::BodyTooLarge,
    Kind::UriTooLong,
    Kind::HttpVersion,
    Kind::Busy,
    Kind::Timeout,
    Kind::Database,
    Kind::Internal,
];

/// Seconds after which to try again what may pass by then.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

impl Kind {
    /// The end of the document's `type`.
    pub fn name(self) -> &'static str {
        self.about().0
    }

    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        self.about().1
    }

    /// What is the matter, in a few words.
    pub fn title(self) -> &'static str {
        self.about().2
    }

    fn about(self) -> (&'static str, StatusCode, &'static str) {
        use StatusCode as Code;
        match self {
            Self::InvalidParameter => {
                ("invalid-parameter", Code::BAD_REQUEST, "A parameter cannot be used")
            }
            Self::NotFound => ("not-found", Code::NOT_FOUND, "There is nothing at this path"),
            Self::MethodNotAllowed => {
                ("method-not-allowed", Code::METHOD_NOT_ALLOWED, "Only GET is possible here")
            }
            Self::BodyTooLarge => {
                ("body-too-large", Code::PAYLOAD_TOO_LARGE, "A request has no body here")
            }
            Self::UriTooLong => ("uri-too-long", Code::URI_TOO_LONG, "Path and query are too long"),
            Self::HttpVersion => {
                ("http-version", Code::HTTP_VERSION_NOT_SUPPORTED, "This needs HTTP/1.1")
            }
            Self::Busy => ("busy", Code::SERVICE_UNAVAILABLE, "There is too much to do"),
            Self::Timeout => ("timeout", Code::SERVICE_UNAVAILABLE, "The answer takes too long"),
            Self::Database => (
                "database",
                Code::SERVICE_UNAVAILABLE,
                "The database does not answer at the moment",
            ),
            Self::Internal => ("internal", Code::INTERNAL_SERVER_ERROR, "Something went wrong"),
        }
    }
}

/// An error as the API answers it: a problem document of RFC 9457.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Which problem it is: `urn:weir:problem:` and a name that does not change.
    #[serde(rename = "type")]
    kind: String,
    /// That name alone, for programs.
    code: &'static str,
    /// What is the matter, in a few words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What is the matter this time, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    detail: Option<String>,
    /// The parameter that is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parameter: Option<String>,
}

impl Problem {
    /// A problem of this kind.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind: format!("urn:weir:problem:{}", kind.name()),
            code: kind.name(),
            title: kind.title(),
            status: kind.status().as_u16(),
            detail: None,
            parameter: None,
        }
    }

    /// With words about this occurrence.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// A parameter cannot be used.
    pub fn parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut problem = Self::new(Kind::InvalidParameter).detail(detail);
        problem.parameter = Some(name.into());
        problem
    }

    /// There is nothing at this path.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }
}

/// What the caller can do about the database's trouble: try again, or ask for less. A statement that
/// the database does not understand is this program's fault.
impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        let code =
            error.as_database_error().and_then(|e| e.code()).unwrap_or_default().into_owned();
        match code.as_str() {
            // query_canceled, by the time limit of a statement
            "57014" => {
                tracing::debug!(%error, "a query took too long");
                Self::new(Kind::Timeout).detail("Ask for less: fewer blocks, or one account.")
            }
            // Tables, functions or schemas are missing: it is not set up yet.
            "42P01" | "42883" | "3F000" => Self::of_database(error),
            code if code.starts_with("22") || code.starts_with("42") => {
                tracing::error!(%error, "a query is wrong; this is a bug");
                Self::new(Kind::Internal)
            }
            _ if matches!(error, sqlx::Error::PoolTimedOut) => {
                Self::new(Kind::Busy).detail("Try again in a few seconds.")
            }
            _ if matches!(error, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)) => {
                tracing::error!(%error, "an answer cannot be read; this is a bug");
                Self::new(Kind::Internal)
            }
            _ => Self::of_database(error),
        }
    }
}

impl Problem {
    fn of_database(error: sqlx::Error) -> Self {
        tracing::warn!(%error, "the API cannot read the database");
        Self::new(Kind::Database).detail("Try again in a few seconds.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        let mut response = (status, headers, body).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        response
    }
}
