//! The scripted node as a server, for the program to connect to.

use super::script::Shared;
use serde_json::Value;
use subxt_rpcs::{Error as RpcError, client::mock_rpc_client::Json};
use tokio::sync::mpsc;
use weir_test_support::{Answer, RpcServer, Subscription};

const METHODS: [&str; 7] = [
    "chain_getBlockHash",
    "chain_getFinalizedHead",
    "chain_getHeader",
    "state_getMetadata",
    "state_getRuntimeVersion",
    "state_queryStorage",
    "state_queryStorageAt",
];

const HEADS: Subscription = Subscription {
    subscribe: "chain_subscribeFinalizedHeads",
    notification: "chain_finalizedHead",
    unsubscribe: "chain_unsubscribeFinalizedHeads",
};

/// Serves what the script says.
pub(super) async fn serve(script: &Shared) -> RpcServer {
    let (answering, listening) = (script.clone(), script.clone());
    let answer = move |method: &str, params: Value| {
        let answer = answering.lock().unwrap().answer(method, &params);
        match answer {
            Some(Ok(result)) => Answer::Result(result),
            Some(Err(RpcError::User(refusal))) => Answer::Refusal(refusal.code, refusal.message),
            Some(Err(error)) => panic!("a server cannot say {error}"),
            None => Answer::Silence,
        }
    };
    let listen = move |news: mpsc::UnboundedSender<Value>| {
        let (sender, mut headers) = mpsc::unbounded_channel::<Json<Value>>();
        listening.lock().unwrap().subscribe(sender);
        tokio::spawn(async move {
            while let Some(Json(header)) = headers.recv().await {
                if news.send(header).is_err() {
                    break;
                }
            }
        });
    };
    RpcServer::start(&METHODS, answer, HEADS, listen).await.unwrap()
}
