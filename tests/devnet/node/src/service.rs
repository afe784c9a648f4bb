//! Puts the node together: client, pool, network, RPC and the engine that makes blocks.

use crate::{
    clock::{timestamp_of, Clock},
    rpc,
};
use futures::{channel::mpsc, stream, Stream, StreamExt};
use sc_consensus_manual_seal::{run_manual_seal, EngineCommand, ManualSealParams};
use sc_executor::WasmExecutor;
use sc_network::NetworkBackend;
use sc_service::{error::Error, Configuration, TaskManager};
use sc_transaction_pool_api::TransactionPool;
use sp_runtime::traits::Block as BlockT;
use std::{sync::Arc, time::Duration};
use substrate_frame_rpc_system::{System, SystemApiServer};
use weir_devnet_runtime::{Hash, OpaqueBlock as Block, RuntimeApi};

type Client =
    sc_service::TFullClient<Block, RuntimeApi, WasmExecutor<sp_io::SubstrateHostFunctions>>;
type Network = sc_network::NetworkWorker<Block, <Block as BlockT>::Hash>;

/// Starts the node. A block is made every `block_time`, or, without one, whenever a transaction
/// arrives; every block is final at once.
pub fn start(config: Configuration, block_time: Option<Duration>) -> Result<TaskManager, Error> {
    let executor = sc_service::new_wasm_executor(&config.executor);
    let (client, backend, keystore, mut task_manager) =
        sc_service::new_full_parts::<Block, RuntimeApi, _>(&config, None, executor, Vec::new())?;
    let client: Arc<Client> = Arc::new(client);

    let pool = Arc::new(
        sc_transaction_pool::Builder::new(
            task_manager.spawn_essential_handle(),
            client.clone(),
            true.into(),
        )
        .with_options(config.transaction_pool.clone())
        .build(),
    );
    let import_queue = sc_consensus_manual_seal::import_queue(
        Box::new(client.clone()),
        &task_manager.spawn_essential_handle(),
        None,
    );
    let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
        sc_service::build_network(sc_service::BuildNetworkParams {
            config: &config,
            net_config: sc_network::config::FullNetworkConfiguration::<Block, Hash, Network>::new(
                &config.network,
                None,
            ),
            client: client.clone(),
            transaction_pool: pool.clone(),
            spawn_handle: task_manager.spawn_handle(),
            spawn_essential_handle: task_manager.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config: None,
            block_relay: None,
            metrics: Network::register_notification_metrics(None),
            gap_sync_body_policy: None,
        })?;

    let clock = Clock::default();
    let (seal, commands) = mpsc::channel(1024);
    let rpc_builder = {
        let (client, pool, clock) = (client.clone(), pool.clone(), clock.clone());
        Box::new(move |_| {
            let mut module = jsonrpsee::RpcModule::new(());
            let dev = rpc::Dev { clock: clock.clone(), seal: seal.clone() };
            let failed = |e: jsonrpsee::core::RegisterMethodError| Error::Other(e.to_string());
            module.merge(System::new(client.clone(), pool.clone()).into_rpc()).map_err(failed)?;
            module.merge(rpc::methods(dev)).map_err(failed)?;
            Ok(module)
        })
    };
    sc_service::spawn_tasks(sc_service::SpawnTasksParams {
        config,
        client: client.clone(),
        backend: backend.clone(),
        task_manager: &mut task_manager,
        keystore: keystore.keystore(),
        transaction_pool: pool.clone(),
        rpc_builder,
        network,
        system_rpc_tx,
        tx_handler_controller,
        sync_service,
        telemetry: None,
        tracing_execute_block: None,
    })?;

    let engine = run_manual_seal(ManualSealParams {
        block_import: client.clone(),
        env: sc_basic_authorship::ProposerFactory::new(
            task_manager.spawn_handle(),
            client.clone(),
            pool.clone(),
            None,
            None,
        ),
        client: client.clone(),
        commands_stream: Box::pin(stream::select(commands, triggers(&*pool, block_time))),
        pool,
        select_chain: sc_consensus::LongestChain::new(backend),
        consensus_data_provider: None,
        create_inherent_data_providers: move |parent, ()| {
            let next = clock.next(timestamp_of(&*client, parent));
            async move { Ok(sp_timestamp::InherentDataProvider::new(next.into())) }
        },
    });
    task_manager.spawn_essential_handle().spawn_blocking("seal", None, engine);
    Ok(task_manager)
}

/// When to make a block without being told to.
fn triggers<P>(pool: &P, block_time: Option<Duration>) -> impl Stream<Item = EngineCommand<Hash>>
where
    P: TransactionPool<Block = Block>,
{
    let command = |create_empty| EngineCommand::SealNewBlock {
        create_empty,
        finalize: true,
        parent_hash: None,
        sender: None,
    };
    match block_time {
        Some(period) => stream::unfold((), move |()| async move {
            futures_timer::Delay::new(period).await;
            Some((command(true), ()))
        })
        .boxed(),
        None => pool.import_notification_stream().map(move |_| command(false)).boxed(),
    }
}
