//! `weir-indexer export`

use crate::cli::Export as Asked;
use anyhow::Context;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};
use tracing::{info, warn};
use weir_indexer::infra::{
    export::{Export, Order},
    heights::Heights,
    storage::{self, Reader},
};

/// Writes a table or view to a file, or to standard output. Told to stop, it leaves no file: half an
/// export is none.
pub(crate) async fn export(asked: Asked) -> anyhow::Result<()> {
    let part = asked.output.as_deref().map(part_of);
    let stopped = super::told_to_stop()?;
    tokio::select! {
        done = write_out(asked) => done,
        () = stopped => {
            if let Some(part) = part {
                let _ = fs::remove_file(part);
            }
            anyhow::bail!("told to stop before the export was whole")
        }
    }
}

async fn write_out(asked: Asked) -> anyhow::Result<()> {
    // Before anything is asked of the database.
    let blocks = Heights::between(asked.from_block, asked.to_block)?;
    let reader = Reader::new(storage::options(&asked.database.url)?);
    let order = Order { relation: asked.relation, format: asked.format.into(), blocks };
    let export = Export::begin(&reader, &order).await?;
    let height = export.at().map(|at| at.height);
    if let Some(note) = export.shortened(&order) {
        warn!("{note}");
    }
    match asked.output {
        None => copy(export, &mut io::stdout().lock()).await?,
        Some(file) => {
            // Under its name only once it is whole.
            let part = part_of(&file);
            let written = write(export, &part).await.and_then(|()| Ok(fs::rename(&part, &file)?));
            if written.is_err() {
                let _ = fs::remove_file(&part);
            }
            written.with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    info!(relation = order.relation, height, "exported");
    Ok(())
}

async fn write(export: Export, file: &Path) -> anyhow::Result<()> {
    let mut to = BufWriter::new(File::create(file)?);
    copy(export, &mut to).await?;
    to.into_inner()?.sync_all()?;
    Ok(())
}

async fn copy(mut export: Export, to: &mut impl Write) -> anyhow::Result<()> {
    while let Some(piece) = export.next().await? {
        to.write_all(&piece)?;
    }
    Ok(to.flush()?)
}

fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
