//! `/v1/pools`: supply, reserve, funding pool and spot price over time.

use super::{Api, Problem, params::Params};
use crate::infra::storage::History;
use axum::{Json, extract::State, http::Uri};
use serde::Serialize;
use time::macros::datetime;

const PARAMETERS: &str = "from, to, points";
const POINTS: u16 = 500;
const MOST: u16 = 5000;

/// The pools over time, oldest first.
#[derive(Debug, Serialize)]
pub(super) struct Pools {
    points: Vec<History>,
}

pub(super) async fn pools(State(api): State<Api>, uri: Uri) -> Result<Json<Pools>, Problem> {
    let mut params = Params::of(&uri)?;
    let from = params.time("from")?.unwrap_or(datetime!(0001-01-01 00:00 UTC));
    let to = params.time("to")?.unwrap_or(datetime!(9999-12-31 00:00 UTC));
    let points = params.count("points", MOST)?.unwrap_or(POINTS);
    params.end(PARAMETERS)?;
    if from > to {
        return Err(Problem::parameter("to", "It must not be before from."));
    }
    Ok(Json(Pools { points: api.reader.pools(from, to, points.into()).await? }))
}
