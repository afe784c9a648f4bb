//! What the commands do: each puts the parts together and lets them work.

mod audit;
mod export;
mod migrate;
mod rebuild;
mod rewind;
mod run;
mod schema;

pub(crate) use audit::audit;
pub(crate) use export::export;
pub(crate) use migrate::migrate;
pub(crate) use rebuild::rebuild;
pub(crate) use rewind::rewind;
pub(crate) use run::run;
pub(crate) use schema::schema;

use crate::cli::Source;
use std::io;
use tokio::signal::unix::{SignalKind, signal};
use weir_indexer::{
    domain::Deployment,
    infra::subxt_node::{Endpoint, Endpoints, NodeUrlError, SubxtNode},
};

/// Returns at the first SIGINT or SIGTERM. From the call on, these no longer end the process.
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// The chain by the nodes that the settings name, and what to call these.
fn node(source: &Source, deployment: &Deployment) -> Result<(SubxtNode, String), NodeUrlError> {
    let nodes = source.url.iter().map(|url| Endpoint::at(url)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<&str> = nodes.iter().map(Endpoint::name).collect();
    let names = names.join(", ");
    let nodes = Endpoints::new(nodes, deployment.genesis_hash, source.timing());
    Ok((SubxtNode::new(nodes, &deployment.contracts.addresses()), names))
}
