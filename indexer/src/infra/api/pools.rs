//! `/v1/pools`: supply, reserve, funding pool and spot price over time.

use super::{
    Api, Problem, answer,
    params::{Between, Params},
};
use crate::infra::storage::{History, Moment};
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use time::macros::datetime;
use utoipa::ToSchema;

const PARAMETERS: &str = "from, to, points";
pub(super) const POINTS: u16 = 500;
pub(super) const MOST: u16 = 5000;

/// The pools over time, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Pools {
    /// The states.
    points: Vec<History>,
}

/// `/v1/pools`
pub(super) async fn pools(
    State(api): State<Api>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut params = Params::of(&uri)?;
    let between = params.times()?;
    let points = params.count("points", MOST)?.unwrap_or(POINTS);
    params.end(PARAMETERS)?;
    answer::answer(&api, &uri, &headers, Chart { between, points: points.into() }).await
}

struct Chart {
    between: Between,
    points: i32,
}

impl answer::Request for Chart {
    type Answer = Pools;

    async fn answer(&self, moment: &mut Moment) -> Result<Pools, Problem> {
        let (from, to) = self.between;
        let from = from.unwrap_or(datetime!(0001-01-01 00:00 UTC));
        let to = to.unwrap_or(datetime!(9999-12-31 00:00 UTC));
        Ok(Pools { points: moment.pools(from, to, self.points).await? })
    }
}
