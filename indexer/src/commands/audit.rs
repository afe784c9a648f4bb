//! `weir-indexer audit`

use crate::cli::Audit;
use std::io::Write;
use weir_indexer::{
    application,
    infra::{
        deployment,
        storage::{self, LedgerSnapshot},
        subxt_node::{Connection, SubxtNode},
        witness::Contracts,
    },
};

/// Compares the database with the chain, prints what was found, and says whether all is equal.
pub(crate) async fn audit(audit: &Audit) -> anyhow::Result<bool> {
    let source = &audit.source;
    let deployment = deployment::load(&source.deployment)?;
    let database = storage::options(&audit.database.url)?;
    let mut ledger = LedgerSnapshot::take(&database, &deployment).await?;
    let contracts = Contracts::connect(&source.url, &deployment).await?;
    let connection = audit.events.then(|| Connection::to(&source.url)).transpose()?;
    let node =
        connection.map(|connection| SubxtNode::new(connection, &deployment.contracts.addresses()));
    let report = application::audit(&mut ledger, &contracts, node.as_ref()).await?;
    let mut out = std::io::stdout().lock();
    if audit.json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        for difference in &report.differences {
            writeln!(out, "{difference}")?;
        }
        writeln!(out, "{report}")?;
    }
    Ok(report.is_clean())
}
