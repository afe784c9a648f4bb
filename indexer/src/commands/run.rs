//! `weir-indexer run`

use crate::{cli::Run, service};
use anyhow::Context;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{sync::Arc, time::Duration};
use tokio::{net::TcpListener, time::timeout};
use tokio_util::sync::CancellationToken;
use tracing::info;
use weir_indexer::{
    application::{Indexer, progress},
    infra::{
        api::{self, Api, Commits},
        deployment,
        storage::{self, Reader, Writer},
    },
};

/// How long requests under way may take to end after the order to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Follows the chain, writes to the database, serves API and page, until told to stop.
pub(crate) async fn run(run: Run) -> anyhow::Result<()> {
    let deployment = deployment::load(&run.chain.source.deployment)?;
    let start = run.chain.start_height.unwrap_or(deployment.block.height);
    anyhow::ensure!(
        start <= deployment.block.height,
        "--start-height {start} is after the deployment at block {}: balances would be wrong; \
         leave it out to start at the deployment",
        deployment.block.height
    );
    let database = storage::options(&run.database.url)?;
    // The node connects at once: what it counts then would be lost without a recorder.
    let metrics = install_metrics()?;
    let (node, nodes) = super::node(&run.chain.source, &deployment)?;
    let listener = listen(&run.http.listen, "--listen").await?;
    let operators = match &run.http.metrics_listen {
        Some(address) => Some(listen(address, "--metrics-listen").await?),
        None => None,
    };

    let shutdown = CancellationToken::new();
    let (writer_of_progress, progress) = progress();
    let reader = Reader::new(match &run.reading.url {
        Some(url) => storage::options(url).context("--reader-database-url")?,
        None => database.clone(),
    });
    let load = run.http.load();
    let api = Api {
        commits: Commits::follow(reader.clone(), load.streams, shutdown.clone()),
        reader,
        progress,
        deployment: Arc::new(deployment.clone()),
        page_node: run.http.page_node.clone(),
        limits: run.judgement.limits(),
        load,
        metrics,
    };
    info!(
        version = env!("CARGO_PKG_VERSION"),
        listen = %listener.local_addr()?,
        metrics = operators.as_ref().map(TcpListener::local_addr).transpose()?.map(tracing::field::display),
        nodes,
        commons = %deployment.contracts.commons,
        conviction = %deployment.contracts.conviction,
        start_height = start,
        "starting"
    );
    tokio::spawn(stop_at_signal(shutdown.clone())?);
    tokio::spawn(shutdown.clone().run_until_cancelled_owned(api::watch(api.clone())));
    let tells = service::tell(api.progress.clone(), api.limits);
    tokio::spawn(shutdown.clone().run_until_cancelled_owned(tells));
    if let Some(operators) = operators {
        let server = axum::serve(operators, api::operators_router(api.clone()))
            .with_graceful_shutdown(shutdown.clone().cancelled_owned());
        tokio::spawn(server.into_future());
    }
    let mut server = tokio::spawn(
        axum::serve(listener, api::router(api))
            .with_graceful_shutdown(shutdown.clone().cancelled_owned())
            .into_future(),
    );
    let indexer = Indexer::new(
        Arc::new(node),
        Writer::new(database),
        deployment,
        run.pace.settings(start),
        writer_of_progress,
    );

    let outcome = tokio::select! {
        outcome = indexer.run(shutdown.clone()) => outcome.map_err(anyhow::Error::from),
        ended = &mut server => match ended {
            // Both end when told to; the server may be the first.
            Ok(Ok(())) if shutdown.is_cancelled() => Ok(()),
            Ok(Err(error)) => Err(anyhow::Error::from(error).context("the HTTP server stopped")),
            Ok(Ok(())) | Err(_) => Err(anyhow::anyhow!("the HTTP server stopped")),
        },
    };
    shutdown.cancel();
    if !server.is_finished() {
        let _ = timeout(GRACE, server).await;
    }
    if outcome.is_ok() {
        info!("stopped");
    }
    outcome
}

async fn listen(address: &str, option: &str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| {
        format!("cannot listen on {address}; choose another address with {option}")
    })
}

/// Stops the process in an orderly way when it is told to.
fn stop_at_signal(shutdown: CancellationToken) -> anyhow::Result<impl Future<Output = ()>> {
    let told = super::told_to_stop()?;
    Ok(async move {
        told.await;
        info!("stopping");
        service::stopping();
        shutdown.cancel();
    })
}

fn install_metrics() -> anyhow::Result<PrometheusHandle> {
    const SECONDS: &[f64] =
        &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), SECONDS)?
        .install_recorder()?;
    weir_indexer::infra::describe_metrics();
    Ok(handle)
}
