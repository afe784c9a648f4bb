//! The paths that are no datasets.

use super::parts::{self, Get, query};
use crate::infra::{
    api::{conviction, events, health, pools, status},
    storage::Kind,
};
use utoipa::{
    ToSchema,
    openapi::{ComponentsBuilder, PathsBuilder, Ref, RefOr, Schema, path::Parameter},
};

/// Adds them and the types that they answer with.
pub(super) fn add(
    components: ComponentsBuilder,
    paths: PathsBuilder,
) -> (ComponentsBuilder, PathsBuilder) {
    let mut types = Vec::new();
    with::<status::Status>(&mut types);
    with::<events::Page>(&mut types);
    with::<pools::Pools>(&mut types);
    with::<conviction::Curve>(&mut types);
    with::<health::Verdict>(&mut types);
    let components = components.schemas_from_iter(types);
    let json = |name: &str| ("application/json", schema(name));
    let plain = |id: &str, tag: &'static str, summary: &str, answer| Get {
        id: id.into(),
        tag,
        summary: summary.into(),
        description: None,
        parameters: Vec::new(),
        answer,
        tagged: false,
        problems: &[],
    };
    let status = plain(
        "getStatus",
        "state",
        "Where the indexer is and how the Commons stands.",
        json(&status::Status::name()),
    );
    let events = Get {
        parameters: about_acts(true),
        tagged: true,
        problems: &[400],
        ..plain("listEvents", "state", "What happened, newest first.", json("EventsPage"))
    };
    let pools = Get {
        parameters: vec![
            query("from", "The first time.", parts::time()),
            query("to", "The last time.", parts::time()),
            query("points", "About so many states.", parts::count(pools::MOST, pools::POINTS)),
        ],
        tagged: true,
        problems: &[400],
        ..plain(
            "getPools",
            "state",
            "The pools and the price over time, for a chart.",
            json("Pools"),
        )
    };
    let most = parts::count(conviction::MOST, conviction::POINTS);
    let conviction = Get {
        parameters: vec![
            parts::part("proposal", "Number of the proposal.", parts::value(Kind::Integer)),
            query("from", "The first time; that of the proposal unless given.", parts::time()),
            query(
                "to",
                "The last time; that of its end or of the last block unless given. What is later \
                 than the last block is told as it will be if nothing happens.",
                parts::time(),
            ),
            query("points", "So many moments, evenly spaced.", most),
        ],
        tagged: true,
        problems: &[400, 404],
        ..plain(
            "getConviction",
            "state",
            "How the support of a proposal has grown.",
            json("ConvictionCurve"),
        )
    };
    let export = |extension: &str, media| Get {
        parameters: vec![
            parts::part(
                "relation",
                "The table or view.",
                parts::string().pattern(Some("^[a-z0-9_]+$")),
            ),
            query("from_block", "Only rows of this block and later ones.", parts::height()),
            query("to_block", "Only rows of this block and earlier ones.", parts::height()),
        ],
        description: Some(
            "As of one moment, named by the headers weir-height and weir-hash; where to_block is \
             beyond it, weir-note says so. An export that cannot be begun is a problem; one that \
             breaks later is cut off, and never ends as a whole one does, so it takes HTTP/1.1. In \
             CSV a text that programs would take for a formula begins with an apostrophe. In \
             Parquet the numbers of a readable view (v_) are decimals of 38 digits, 18 of them \
             after the point; fewer where those before it need the room; strings where no such \
             decimal holds all of the column's."
                .into(),
        ),
        problems: &[400, 404, 505],
        ..plain(
            &format!("export{extension}"),
            "datasets",
            &format!("A whole table or view, as {extension}."),
            (media, RefOr::from(parts::string())),
        )
    };
    let csv = export("Csv", "text/csv; charset=utf-8; header=present");
    let parquet = export("Parquet", "application/vnd.apache.parquet");
    let stream = Get {
        parameters: about_acts(false),
        description: Some(
            "Server-sent events without an end. The first is `start`: `deployment` (with its `id`, as \
             in /v1/status) and the `height` of the last block. Then come `activity`, an act as in \
             /v1/events with its id, and `status`, as in /v1/status, after each commit. It goes on \
             after the id in the header Last-Event-ID or the parameter `after`. Where that is beyond \
             the last block, or the parameter `deployment` is another than this index has, comes \
             `reset`: `code` (`beyond-the-head` or `other-deployment`), `detail` in words, \
             `deployment` and `height`. What the caller holds is of something else then: read \
             everything again; what happens from here on follows."
                .into(),
        ),
        problems: &[400],
        ..plain(
            "streamEvents",
            "state",
            "What happens, as it happens.",
            ("text/event-stream", RefOr::from(parts::string())),
        )
    };
    let health = plain(
        "getHealth",
        "service",
        "200 while the process lives; restart it otherwise.",
        json("Verdict"),
    );
    let ready = plain(
        "getReady",
        "service",
        "200 while what is served is up to date, else 503 with the reasons.",
        json("Verdict"),
    );
    let paths = paths
        .path("/v1/status", status.path())
        .path("/v1/events", events.path())
        .path("/v1/pools", pools.path())
        .path("/v1/proposals/{proposal}/conviction", conviction.path())
        .path("/v1/export/{relation}.csv", csv.path())
        .path("/v1/export/{relation}.parquet", parquet.path())
        .path("/v1/stream", stream.path())
        .path("/health", health.verdict())
        .path("/ready", ready.verdict());
    (components, paths)
}

/// A type and those that it is made of.
fn with<T: ToSchema>(types: &mut Vec<(String, RefOr<Schema>)>) {
    types.push((T::name().into_owned(), T::schema()));
    T::schemas(types);
}

fn schema(name: &str) -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(name))
}

/// The parameters of `/v1/events`, and those of the stream.
fn about_acts(in_pages: bool) -> Vec<Parameter> {
    let id = || parts::string().pattern(Some("^[0-9]{1,18}-[0-9]{1,9}$"));
    let mut parameters = vec![
        parts::words("kind", "Only acts of these kinds.", events::KINDS.iter().copied()),
        query("account", "Only acts of this account, on either side.", parts::address()),
        query("from_block", "The first block.", parts::height()),
        query("to_block", "The last block.", parts::height()),
    ];
    if in_pages {
        let limit = parts::count(events::MOST, events::LIMIT);
        parameters.push(query("limit", "Acts in a page.", limit));
        parameters.push(query("cursor", "next_cursor of the page before.", id()));
    } else {
        parameters.push(query("after", "The id of the last event that the caller has.", id()));
        parameters.push(query(
            "deployment",
            "The id of the deployment that the caller has seen.",
            parts::string(),
        ));
    }
    parameters
}
