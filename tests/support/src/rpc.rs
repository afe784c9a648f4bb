//! A JSON-RPC server over WebSocket that says what a test tells it to say.

use anyhow::Result;
use jsonrpsee::{
    RpcModule, SubscriptionMessage,
    server::{Server, ServerConfig, ServerHandle},
    types::ErrorObjectOwned,
};
use serde_json::Value;
use std::net::SocketAddr;
use tokio::sync::mpsc;

/// The largest answer that is sent.
const LARGEST: u32 = 64 * 1024 * 1024;

/// What the server says to a request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// This.
    Result(Value),
    /// No, with a code and in these words.
    Refusal(i32, String),
    /// Nothing, ever.
    Silence,
}

/// Names of a subscription's methods.
#[derive(Debug, Clone, Copy)]
pub struct Subscription {
    /// Begins it.
    pub subscribe: &'static str,
    /// Brings what is news.
    pub notification: &'static str,
    /// Ends it.
    pub unsubscribe: &'static str,
}

/// A running server; its connections end with it.
#[derive(Debug)]
pub struct RpcServer {
    address: SocketAddr,
    handle: ServerHandle,
}

impl RpcServer {
    /// Starts a server on a port of its own. It gives requests to these methods to `answer`, and
    /// each subscriber, as the way to tell it news, to `listen`.
    ///
    /// # Errors
    /// There is no port left, or a method is named twice.
    pub async fn start(
        methods: &[&'static str],
        answer: impl Fn(&str, Value) -> Answer + Clone + Send + Sync + 'static,
        subscription: Subscription,
        listen: impl Fn(mpsc::UnboundedSender<Value>) + Send + Sync + 'static,
    ) -> Result<Self> {
        let mut module = RpcModule::new(());
        for &method in methods {
            let answer = answer.clone();
            module.register_async_method(method, move |params, _, _| {
                let answer = answer(method, params.parse().unwrap_or_default());
                async move {
                    match answer {
                        Answer::Result(result) => Ok(result),
                        Answer::Refusal(code, words) => {
                            Err(ErrorObjectOwned::owned(code, words, None::<()>))
                        }
                        Answer::Silence => std::future::pending().await,
                    }
                }
            })?;
        }
        let Subscription { subscribe, notification, unsubscribe } = subscription;
        let listen = std::sync::Arc::new(listen);
        module.register_subscription(
            subscribe,
            notification,
            unsubscribe,
            move |_, pending, _, _| {
                let listen = listen.clone();
                async move {
                    let sink = pending.accept().await?;
                    let (sender, mut news) = mpsc::unbounded_channel();
                    listen(sender);
                    while let Some(news) = news.recv().await {
                        sink.send(SubscriptionMessage::from(serde_json::value::to_raw_value(
                            &news,
                        )?))
                        .await?;
                    }
                    // Silent from here on, and not ended.
                    sink.closed().await;
                    Ok(())
                }
            },
        )?;
        let config = ServerConfig::builder().max_response_body_size(LARGEST).build();
        let server = Server::builder().set_config(config).build("127.0.0.1:0").await?;
        Ok(Self { address: server.local_addr()?, handle: server.start(module) })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("ws://{}", self.address)
    }
}

impl Drop for RpcServer {
    fn drop(&mut self) {
        let _ = self.handle.stop();
    }
}
