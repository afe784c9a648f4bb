//! Counts what the nodes are asked and how much they answer.

use futures::StreamExt;
use metrics::counter;
use serde_json::value::RawValue;
use subxt::rpcs::{
    RpcClient,
    client::{RawRpcFuture, RawRpcSubscription, RpcClientT},
};

/// A client whose requests and answers are counted.
pub(super) struct Metered(pub(super) RpcClient);

impl RpcClientT for Metered {
    fn request_raw<'a>(
        &'a self,
        method: &'a str,
        params: Option<Box<RawValue>>,
    ) -> RawRpcFuture<'a, Box<RawValue>> {
        counter!("weir_indexer_requests_total", "method" => method.to_owned()).increment(1);
        let answer = self.0.request_raw(method, params);
        Box::pin(async move {
            let answer = answer.await?;
            received(&answer);
            Ok(answer)
        })
    }

    fn subscribe_raw<'a>(
        &'a self,
        subscribe: &'a str,
        params: Option<Box<RawValue>>,
        unsubscribe: &'a str,
    ) -> RawRpcFuture<'a, RawRpcSubscription> {
        counter!("weir_indexer_requests_total", "method" => subscribe.to_owned()).increment(1);
        let subscription = self.0.subscribe_raw(subscribe, params, unsubscribe);
        Box::pin(async move {
            let RawRpcSubscription { stream, id } = subscription.await?;
            let stream = stream.inspect(|item| {
                if let Ok(item) = item {
                    received(item);
                }
            });
            Ok(RawRpcSubscription { stream: stream.boxed(), id })
        })
    }
}

fn received(answer: &RawValue) {
    counter!("weir_indexer_received_bytes_total").increment(answer.get().len() as u64);
}
