//! `/v1/{dataset}`: rows of any table or view of the list of datasets, in pages, and one by one.

mod ask;
mod cursor;

use super::{
    Api, Problem, answer, outlook,
    params::{self, Params},
};
use crate::{
    domain::Deployment,
    infra::{
        datasets::{DATASETS, Dataset},
        storage::{Moment, Record, Rows},
    },
};
use ask::Ask;
pub(super) use ask::whole;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};
use serde::Serialize;
use std::sync::Arc;

/// Rows in a page unless asked otherwise, and at most.
pub(super) const LIMIT: u16 = 50;
pub(super) const MOST: u16 = 500;

/// A page of rows.
#[derive(Debug, Serialize)]
struct Page {
    at: Option<super::At>,
    rows: Vec<Record>,
    next_cursor: Option<String>,
}

/// A route for each dataset, and one for its items.
pub(super) fn router() -> Router<Api> {
    DATASETS.iter().fold(Router::new(), |router, dataset| {
        let page = async move |State(api): State<Api>, uri: Uri, headers: HeaderMap| {
            page(&api, dataset, &uri, &headers).await
        };
        let router = router.route(&format!("/v1/{}", dataset.name), get(page));
        let Some(column) = dataset.item else { return router };
        let item = async move |State(api): State<Api>, uri: Uri, headers: HeaderMap| {
            let value = params::last_part(&uri);
            let request = Item {
                dataset,
                column,
                value,
                deployment: api.deployment.clone(),
                params: Params::of(&uri)?,
            };
            answer::answer(&api, &uri, &headers, request).await
        };
        router.route(&format!("/v1/{}/{{{column}}}", dataset.name), get(item))
    })
}

async fn page(
    api: &Api,
    dataset: &'static Dataset,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let request = Listing { dataset, deployment: api.deployment.clone(), params: Params::of(uri)? };
    answer::answer(api, uri, headers, request).await
}

struct Listing {
    dataset: &'static Dataset,
    deployment: Arc<Deployment>,
    params: Params,
}

impl answer::Request for Listing {
    type Answer = Page;

    async fn answer(&self, moment: &mut Moment) -> Result<Page, Problem> {
        let at = moment.at().map(super::At::of);
        let catalogue = moment.catalogue();
        let written = at.as_ref().map(|at| at.height);
        let ask = Ask::of(self.dataset, &catalogue, self.params.clone(), written)?;
        let height = ask.height().or(written);
        let Rows { rows, more } = ask.rows(moment).await?;
        let last = rows.last().filter(|_| more);
        let next_cursor = last.map(|row| cursor::after(self.dataset, row, height));
        let rows = complete(self.dataset, rows, &self.deployment, moment).await?;
        Ok(Page { at, rows, next_cursor })
    }
}

struct Item {
    dataset: &'static Dataset,
    column: &'static str,
    value: String,
    deployment: Arc<Deployment>,
    params: Params,
}

/// The rows with what the database does not compute.
async fn complete(
    dataset: &Dataset,
    rows: Vec<Record>,
    deployment: &Deployment,
    moment: &mut Moment,
) -> Result<Vec<Record>, sqlx::Error> {
    if !dataset.outlook || rows.is_empty() {
        return Ok(rows);
    }
    let prospects = outlook::Prospects::of(&rows, deployment, moment).await?;
    Ok(rows.into_iter().map(|row| prospects.add(row)).collect())
}

impl answer::Request for Item {
    type Answer = Record;

    async fn answer(&self, moment: &mut Moment) -> Result<Record, Problem> {
        self.params.clone().end("none")?;
        let catalogue = moment.catalogue();
        let select = ask::one(self.dataset, &catalogue, self.column, &self.value)?;
        let found = moment.rows(&select).await?.rows;
        let found = complete(self.dataset, found, &self.deployment, moment).await?;
        found.into_iter().next().ok_or_else(|| {
            Problem::not_found().detail(self.dataset.absent.replace("{}", &self.value))
        })
    }
}
