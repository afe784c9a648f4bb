//! `/v1/proposals/{proposal}/conviction`: how the support of a proposal has grown.

use super::{
    Api, At, Problem, answer,
    params::{Between, Params, part},
    rows::whole,
};
use crate::infra::storage::{Kind, Moment, Point, Value};
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

const PARAMETERS: &str = "from, to, points";
pub(super) const POINTS: u16 = 100;
pub(super) const MOST: u16 = 500;

/// Conviction and threshold of a proposal over time, oldest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConvictionCurve)]
pub(super) struct Curve {
    /// The last block written; null before the first.
    #[schema(required)]
    at: Option<At>,
    /// The moments.
    points: Vec<Point>,
}

/// `/v1/proposals/{proposal}/conviction`
pub(super) async fn conviction(
    State(api): State<Api>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut params = Params::of(&uri)?;
    let between = params.times()?;
    let points = params.count("points", MOST)?.unwrap_or(POINTS).into();
    params.end(PARAMETERS)?;
    let Value::Integer(proposal) = whole("proposal", Kind::Integer, &part(&uri, 1))? else {
        return Err(Problem::not_found());
    };
    answer::answer(&api, &uri, &headers, Asked { proposal, between, points }).await
}

struct Asked {
    proposal: i64,
    between: Between,
    points: i32,
}

impl answer::Request for Asked {
    type Answer = Curve;

    async fn answer(&self, moment: &mut Moment) -> Result<Curve, Problem> {
        let (from, to) = self.between;
        let points = moment.conviction(self.proposal, self.points, from, to).await?;
        let points = points.ok_or_else(|| {
            let detail = format!("There is no proposal {}.", self.proposal);
            Problem::not_found().detail(detail)
        })?;
        Ok(Curve { at: moment.at().map(At::of), points })
    }
}
