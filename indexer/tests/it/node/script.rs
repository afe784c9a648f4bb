//! Nodes that answer as they are told, and remember what they were asked.

mod chain;

pub(super) use chain::Fork;

use super::runtimes::{events_in, events_of, metadata_of};
use crate::history::{commons, contracts, hash};
use chain::{hash_text_of, key};
use futures::StreamExt;
use serde_json::{Value, json};
use std::{
    ops::RangeInclusive,
    sync::{Arc, Mutex},
    time::Duration,
};
use subxt_rpcs::{
    Error as RpcError, RpcClient, UserError,
    client::{MockRpcClient, mock_rpc_client::Json},
};
use tokio::sync::mpsc;
use weir_indexer::{
    domain::{Block, Chain, ChainError},
    infra::subxt_node::{Endpoint, Endpoints, SubxtNode, Timing},
};

/// How a node answers ranges of blocks.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ranges {
    /// As it should.
    Answered,
    /// Not at all, as public nodes do.
    Refused,
    /// Up to so many blocks: its answers may not be larger.
    UpTo(u64),
    /// With blocks left out.
    Wrong,
}

/// How a request fails.
pub(super) enum Failure {
    /// The node refuses it in these words.
    Refusal(&'static str),
    /// The connection breaks.
    Cut,
}

/// A node's answers, and what it was asked.
pub(super) struct Script {
    /// Which chain it follows.
    pub(super) chain: u8,
    /// Bytes of `System.Events` of each block.
    pub(super) events: Vec<Vec<u8>>,
    /// The runtime that executed each block.
    pub(super) executed_by: Vec<u32>,
    pub(super) ranges: Ranges,
    /// Methods to fail at once, and how.
    pub(super) failures: Vec<(&'static str, Failure)>,
    /// Methods that are refused always, with a code and in these words.
    pub(super) refused: Vec<(&'static str, i32, &'static str)>,
    /// Methods that are answered with this instead of the truth.
    pub(super) nonsense: Vec<(&'static str, Value)>,
    /// The last block that is final.
    pub(super) known: u64,
    /// The best blocks of the node that answers for a height, where those are others than the final
    /// ones, or more.
    pub(super) fork: Option<Fork>,
    /// How many blocks back a state says which blocks were.
    pub(super) remembered: u64,
    /// Refuses connections and breaks those it has.
    pub(super) down: bool,
    /// Takes connections and requests, and says nothing.
    pub(super) silent: bool,
    /// Announces nothing.
    pub(super) mute: bool,
    pub(super) asked: Vec<String>,
    /// Lengths of the ranges that were answered.
    pub(super) lengths: Vec<u64>,
    pub(super) connections: usize,
    pub(super) listeners: Vec<mpsc::UnboundedSender<Json<Value>>>,
}

pub(super) type Shared = Arc<Mutex<Script>>;

impl Script {
    /// A node of blocks that these runtimes executed.
    pub(super) fn of(executed_by: Vec<u32>) -> Self {
        Self {
            chain: 0,
            events: executed_by.iter().map(|version| events_of(*version, commons())).collect(),
            ranges: Ranges::Answered,
            failures: Vec::new(),
            refused: Vec::new(),
            nonsense: Vec::new(),
            fork: None,
            remembered: 250,
            known: executed_by.len() as u64 - 1,
            executed_by,
            down: false,
            silent: false,
            mute: false,
            asked: Vec::new(),
            lengths: Vec::new(),
            connections: 0,
            listeners: Vec::new(),
        }
    }

    /// A node of 6 blocks; the runtime is upgraded in block 3, so 4 is the first that the new one
    /// executes.
    pub(super) fn upgraded() -> Self {
        Self::of(vec![1, 1, 1, 1, 2, 2])
    }

    /// A node of these blocks, which the first runtime executed.
    pub(super) fn telling(blocks: &[Block]) -> Self {
        Self { events: blocks.iter().map(events_in).collect(), ..Self::of(vec![1; blocks.len()]) }
    }

    pub(super) fn shared(self) -> Shared {
        Arc::new(Mutex::new(self))
    }

    pub(super) fn count(&self, method: &str) -> usize {
        self.asked.iter().filter(|name| *name == method).count()
    }

    /// Adds final blocks and announces the last of them.
    pub(super) fn grow(&mut self, known: u64) {
        self.known = known;
        if self.mute {
            return;
        }
        let header = self.header(self.finalized());
        self.listeners.retain(|listener| listener.send(Json(header.clone())).is_ok());
    }

    /// Announces to this listener too, from the block on that is final now.
    pub(super) fn subscribe(&mut self, listener: mpsc::UnboundedSender<Json<Value>>) {
        self.asked.push("subscribe".into());
        if !self.mute {
            let _ = listener.send(Json(self.header(self.finalized())));
        }
        self.listeners.push(listener);
    }

    /// None: no answer at all.
    pub(super) fn answer(
        &mut self,
        method: &str,
        params: &Value,
    ) -> Option<Result<Value, RpcError>> {
        // What was before a block is asked in the same way as what happened in it.
        let events = json!(key("System", "Events"));
        let lineage = method == "state_queryStorageAt"
            && !params[0].as_array().is_some_and(|keys| keys.contains(&events));
        let name = if lineage { "lineage" } else { method };
        self.asked.push(name.to_owned());
        if self.silent {
            return None;
        }
        let cut = || Some(Err(RpcError::Client("connection reset by peer".into())));
        if self.down {
            return cut();
        }
        if let Some((_, code, words)) = self.refused.iter().find(|(refused, ..)| *refused == method)
        {
            return Some(Err(
                UserError { code: *code, message: (*words).into(), data: None }.into()
            ));
        }
        if let Some((_, nonsense)) = self.nonsense.iter().find(|(of, _)| *of == name) {
            return Some(Ok(nonsense.clone()));
        }
        if let Some(place) = self.failures.iter().position(|(failing, _)| *failing == name) {
            return match self.failures.remove(place).1 {
                Failure::Cut => cut(),
                Failure::Refusal(message) => {
                    let message = message.into();
                    Some(Err(UserError { code: 4003, message, data: None }.into()))
                }
            };
        }
        Some(self.truth(method, params))
    }

    fn truth(&mut self, method: &str, params: &Value) -> Result<Value, RpcError> {
        Ok(match method {
            "chain_getBlockHash" => {
                let hash_of =
                    |height: &Value| self.best(height.as_u64().unwrap()).map(hash_text_of);
                match &params[0] {
                    Value::Array(list) => json!(list.iter().map(hash_of).collect::<Vec<_>>()),
                    one => json!(hash_of(one)),
                }
            }
            "chain_getFinalizedHead" => json!(hash_text_of(self.finalized())),
            "chain_getHeader" => self.header(self.block_of(&params[0])?),
            "state_queryStorageAt" => {
                let changes = self.values_of(self.block_of(&params[1])?, &params[0]);
                json!([{ "block": params[1], "changes": changes }])
            }
            "state_queryStorage" => return self.changes(&params[1], &params[2]),
            // The state of a block holds the runtime that executes the next one.
            "state_getRuntimeVersion" => {
                let next = self.block_of(&params[0])?.height as usize + 1;
                let version = self.executed_by.get(next).or(self.executed_by.last());
                json!({ "specVersion": version, "transactionVersion": 1 })
            }
            "state_getMetadata" => {
                let next = self.block_of(&params[0])?.height as usize + 1;
                let version = self.executed_by.get(next).or(self.executed_by.last()).unwrap();
                let metadata = metadata_of(*version);
                json!(format!("0x{}", hex::encode(metadata)))
            }
            other => panic!("unexpected request {other}"),
        })
    }
}

/// The scripted node, to be connected to by this name.
pub(super) fn endpoint(name: &str, script: &Shared) -> Endpoint {
    let script = script.clone();
    Endpoint::made_by(name, move || {
        let script = script.clone();
        async move {
            {
                let mut script = script.lock().unwrap();
                if script.down {
                    return Err(RpcError::Client("connection refused".into()));
                }
                script.connections += 1;
            }
            Ok(client(script))
        }
    })
}

fn client(script: Shared) -> RpcClient {
    let listened = script.clone();
    let client = MockRpcClient::builder()
        .method_fallback(move |method, params| {
            let params = params.map_or(Value::Null, |p| serde_json::from_str(p.get()).unwrap());
            let answer = script.lock().unwrap().answer(&method, &params);
            async move {
                match answer {
                    Some(answer) => answer.map(Json),
                    None => std::future::pending().await,
                }
            }
        })
        .subscription_fallback(move |_, _, _| {
            let (sender, listener) = mpsc::unbounded_channel();
            listened.lock().unwrap().subscribe(sender);
            async move { listener }
        })
        .build();
    RpcClient::new(client)
}

/// Waits as long as on a real network, but for silence.
pub(super) fn patient() -> Timing {
    Timing { silence: Duration::from_secs(600), ..Timing::default() }
}

pub(super) fn nodes(scripts: &[&Shared], timing: Timing) -> SubxtNode {
    let names = ["first", "second", "third"];
    let list = scripts.iter().zip(names).map(|(script, name)| endpoint(name, script)).collect();
    SubxtNode::new(Endpoints::new(list, hash(0, 0), timing), &contracts().addresses())
}

pub(super) fn node(script: Script) -> (SubxtNode, Shared) {
    let script = script.shared();
    (nodes(&[&script], patient()), script)
}

/// Reads blocks below the last one that the node announces as final.
pub(super) async fn read(
    node: &SubxtNode,
    heights: RangeInclusive<u64>,
) -> Vec<Result<Block, ChainError>> {
    let reading = async {
        match node.finalized().await {
            Ok(top) => node.blocks(top, heights).collect().await,
            Err(error) => vec![Err(error)],
        }
    };
    tokio::time::timeout(Duration::from_secs(30), reading).await.unwrap()
}

/// The blocks of these heights, none of which may fail.
pub(super) async fn read_all(node: &SubxtNode, heights: RangeInclusive<u64>) -> Vec<Block> {
    read(node, heights).await.into_iter().map(|block| block.unwrap()).collect()
}
