//! `/v1/export/{relation}.csv` and `.parquet`: a whole table or view, as a stream.
//!
//! An export that breaks must not look complete. The last piece of the body says that it is the
//! last; where that does not come, the connection is cut. So there must be a way to tell a cut
//! connection from an end, which HTTP/1.0 does not have.

use super::{
    Api, Kind, Problem,
    params::{Params, last_part, sentence},
};
use crate::infra::export::{Export, ExportError, Format, Order};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderName, HeaderValue, Uri, Version, header},
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
use std::{io, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::timeout,
};
use tracing::{info, warn};

/// How long a caller may leave a piece where it is. An export holds rows that could be tidied up.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long its beginning may take: as a rule proxies wait no longer for an answer. To know how wide
/// the columns of Parquet must be, all rows are read once.
const BEGIN: Duration = Duration::from_secs(55);
/// How long one may take at most.
const TIME: Duration = Duration::from_secs(3600);
/// Pieces on their way to a caller: so much is held in memory for each, a group of rows apart.
const PIECES: usize = 2;

pub(super) const HEIGHT: HeaderName = HeaderName::from_static("weir-height");
pub(super) const HASH: HeaderName = HeaderName::from_static("weir-hash");
/// Says that the last block asked for is not written yet.
pub(super) const NOTE: HeaderName = HeaderName::from_static("weir-note");

/// The places for exports.
#[derive(Debug, Clone)]
pub(super) struct Places(Arc<Semaphore>);

impl Places {
    /// So many of them.
    pub(super) fn new(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places)))
    }
}

/// What goes to the body.
enum Piece {
    Part(Bytes),
    End,
}

/// `/v1/export/{file}`
pub(super) async fn export(
    State(api): State<Api>,
    axum::Extension(places): axum::Extension<Places>,
    version: Version,
    uri: Uri,
) -> Result<Response, Problem> {
    let order = order(&uri)?;
    if version < Version::HTTP_11 {
        return Err(Problem::new(Kind::HttpVersion)
            .detail("Its predecessor cannot tell a broken export from a whole one."));
    }
    let place = places.0.try_acquire_owned().map_err(|_| {
        Problem::new(Kind::Busy).detail("Too many exports are under way. Try again later.")
    })?;
    let export = timeout(BEGIN, Export::begin(&api.reader, &order));
    let export = export.await.map_err(|_| {
        let detail = "Ask for fewer blocks, or for CSV, or let weir-indexer export write the file.";
        Problem::new(Kind::Timeout).detail(detail)
    })?;
    let export = export.map_err(refused)?;
    let at = export.at().cloned();
    let note = export.shortened(&order);
    let name = format!(
        "{}-{}.{}",
        order.relation,
        at.as_ref().map_or(0, |at| at.height),
        order.format.extension()
    );
    let (sender, receiver) = mpsc::channel(PIECES);
    tokio::spawn(send(export, sender, place, name.clone()));
    let mut response = body(receiver).into_response();
    let headers = response.headers_mut();
    let value = |text: String| HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""));
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(match order.format {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Parquet => "application/vnd.apache.parquet",
        }),
    );
    headers.insert(header::CONTENT_DISPOSITION, value(format!("attachment; filename=\"{name}\"")));
    if let Some(at) = at {
        headers.insert(HEIGHT, value(at.height.to_string()));
        headers.insert(HASH, value(format!("0x{}", hex::encode(at.hash))));
    }
    if let Some(note) = note {
        headers.insert(NOTE, value(note));
    }
    Ok(response)
}

/// What is asked for.
fn order(uri: &Uri) -> Result<Order, Problem> {
    let file = last_part(uri);
    let (relation, format) = match file.rsplit_once('.') {
        Some((relation, "csv")) => (relation, Format::Csv),
        Some((relation, "parquet")) => (relation, Format::Parquet),
        _ => return Err(Problem::not_found().detail("Its name must end in .csv or .parquet.")),
    };
    let mut params = Params::of(uri)?;
    let blocks = params.blocks()?;
    params.end("from_block, to_block")?;
    Ok(Order { relation: relation.into(), format, blocks })
}

fn refused(error: ExportError) -> Problem {
    match error {
        ExportError::Unknown(..) => Problem::not_found().detail(error.to_string()),
        ExportError::NoHeight(_) => Problem::parameter("from_block", sentence(&error)),
        ExportError::Blocks(_) => Problem::parameter("to_block", sentence(&error)),
        ExportError::Database(error) => error.into(),
        ExportError::DoesNotFit { .. } | ExportError::Write(_) => {
            tracing::error!(%error, "an export cannot be begun; this is a bug");
            Problem::new(Kind::Internal).detail(sentence(&error))
        }
    }
}

/// Sends the pieces as fast as the caller takes them.
async fn send(
    mut export: Export,
    caller: mpsc::Sender<Piece>,
    _place: OwnedSemaphorePermit,
    name: String,
) {
    let all = async {
        loop {
            let piece = match export.next().await {
                Ok(Some(piece)) => Piece::Part(piece.into()),
                Ok(None) => Piece::End,
                Err(error) => return Err(error.to_string()),
            };
            let last = matches!(piece, Piece::End);
            match timeout(PATIENCE, caller.send(piece)).await {
                Err(_) => return Err("the caller does not take it".into()),
                Ok(Err(_)) => return Err("the caller is gone".into()),
                Ok(Ok(())) if last => return Ok(()),
                Ok(Ok(())) => {}
            }
        }
    };
    match timeout(TIME, all).await {
        Ok(Ok(())) => info!(export = name, "exported"),
        Ok(Err(reason)) => warn!(export = name, reason, "an export broke off"),
        Err(_) => warn!(export = name, "an export took too long"),
    }
}

/// The body: whole if the end comes, cut if it does not.
fn body(pieces: mpsc::Receiver<Piece>) -> Body {
    let parts = stream::unfold(Some(pieces), async |pieces| {
        let mut pieces = pieces?;
        match pieces.recv().await {
            Some(Piece::Part(part)) => Some((Ok(part), Some(pieces))),
            Some(Piece::End) => None,
            None => Some((Err(io::Error::other("the export broke off")), None)),
        }
    });
    // Compression asks once more after the end.
    Body::from_stream(parts.fuse())
}
