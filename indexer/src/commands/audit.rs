//! `weir-indexer audit`

use crate::cli::Audit;
use std::io::Write;
use weir_indexer::{
    application,
    domain::Deployment,
    infra::{
        deployment,
        storage::{self, LedgerSnapshot},
        witness::Contracts,
    },
};

/// Compares the database with the chain, prints what was found, and says whether all is equal.
pub(crate) async fn audit(audit: &Audit) -> anyhow::Result<bool> {
    let source = &audit.source;
    let deployment = deployment::load(&source.deployment)?;
    let database = storage::options(&audit.database.url)?;
    let mut ledger = LedgerSnapshot::take(&database, &deployment).await?;
    let contracts = connect(&source.url, &deployment).await?;
    let node = audit.events.then(|| super::node(source, &deployment)).transpose()?;
    let node = node.map(|(node, _)| node);
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

/// The contracts, by the first node that answers and knows them.
async fn connect(urls: &[String], deployment: &Deployment) -> anyhow::Result<Contracts> {
    let mut failure = anyhow::anyhow!("--url names no node");
    for url in urls {
        match Contracts::connect(url, deployment).await {
            Ok(contracts) => return Ok(contracts),
            Err(error) => failure = error.into(),
        }
    }
    Err(failure)
}
