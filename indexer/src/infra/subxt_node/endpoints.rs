//! The nodes that may be asked, one of which is in use: left for the next one when it breaks, falls
//! silent or turns out to follow another chain.

use super::{
    endpoint::Endpoint, limit::is_limit, live::Live, metered::Metered, methods, stride::Stride,
};
use crate::domain::{B256, ChainError};
use metrics::{counter, gauge};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use subxt::rpcs::{Error as RpcError, RpcClient, UserError};
use tokio::{
    sync::watch,
    time::{Instant, timeout},
};
use tracing::{debug, info, warn};

/// How long to wait for nodes.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// For an answer, or for a connection, before the node counts as broken.
    pub answer: Duration,
    /// For the next finalized block, before the subscription counts as dead. Some die without a
    /// word.
    pub silence: Duration,
    /// For a node that was doubted to be asked again, while there are others.
    pub rest: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(10),
            silence: Duration::from_secs(60),
            rest: Duration::from_secs(60),
        }
    }
}

/// Why a node is left; a metric's label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// It could not be connected to.
    Unreachable,
    /// The connection broke, or what came over it was no answer.
    Lost,
    /// It did not answer in time, or announced no block for long.
    Silent,
    /// It follows another chain.
    OtherChain,
    /// The indexer does not believe it, or gets nowhere with it.
    Doubted,
    /// It answers no more for now: it was asked too often.
    Limited,
}

impl Cause {
    fn label(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Lost => "lost",
            Self::Silent => "silent",
            Self::OtherChain => "other_chain",
            Self::Doubted => "doubted",
            Self::Limited => "limited",
        }
    }
}

/// Why a request brought nothing.
#[derive(Debug)]
pub(super) enum AskError {
    /// This node refused it.
    Refused { node: String, refusal: UserError },
    /// There was no answer.
    NoAnswer(ChainError),
}

impl From<AskError> for ChainError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Refused { node, refusal } => Self::Refused(format!("{node}: {refusal}")),
            AskError::NoAnswer(error) => error,
        }
    }
}

/// The nodes that may be asked.
pub struct Endpoints {
    list: Vec<Endpoint>,
    /// How each of them answers ranges: known beyond the end of a connection, lest a range that
    /// breaks it be asked for again.
    strides: Vec<Arc<Mutex<Stride>>>,
    genesis: B256,
    timing: Timing,
    /// Held while connecting, so that many requests make one connection.
    connecting: tokio::sync::Mutex<()>,
    state: Mutex<State>,
    /// Counts the connections made and given up.
    changes: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    live: Option<Live>,
    /// Where to look for the next node first.
    next: usize,
    /// Until when each node rests, and why.
    rests: Vec<Option<Rest>>,
}

#[derive(Clone, Copy)]
struct Rest {
    until: Instant,
    other_chain: Option<B256>,
}

impl Endpoints {
    /// These nodes, asked in this order, of the chain that begins with this block. Connects when
    /// first used.
    pub fn new(list: Vec<Endpoint>, genesis: B256, timing: Timing) -> Self {
        let state = State { rests: vec![None; list.len()], ..State::default() };
        Self {
            strides: list.iter().map(|_| Arc::default()).collect(),
            list,
            genesis,
            timing,
            connecting: tokio::sync::Mutex::default(),
            state: Mutex::new(state),
            changes: watch::Sender::new(0),
        }
    }

    /// Does one request, connecting first where necessary.
    pub(super) async fn ask<T>(
        &self,
        request: impl AsyncFnOnce(RpcClient) -> Result<T, RpcError>,
    ) -> Result<T, AskError> {
        let live = self.live().await.map_err(AskError::NoAnswer)?;
        self.ask_at(&live, request).await
    }

    /// Does one request over this connection.
    pub(super) async fn ask_at<T>(
        &self,
        live: &Live,
        request: impl AsyncFnOnce(RpcClient) -> Result<T, RpcError>,
    ) -> Result<T, AskError> {
        let (cause, why) = match timeout(self.timing.answer, request(live.rpc.clone())).await {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(RpcError::User(refusal))) => {
                let node = self.name(live).to_owned();
                if is_limit(&refusal) {
                    self.give_way(live, Cause::Limited, &refusal.to_string());
                }
                return Err(AskError::Refused { node, refusal });
            }
            Ok(Err(error)) => (Cause::Lost, error.to_string()),
            Err(_) => (Cause::Silent, format!("no answer in {:?}", self.timing.answer)),
        };
        self.leave(live, cause, &why);
        let why = format!("{}: {why}", self.name(live));
        Err(AskError::NoAnswer(ChainError::Unavailable(why.into())))
    }

    /// The connection in use, made now where there is none.
    pub(super) async fn live(&self) -> Result<Live, ChainError> {
        if let Some(live) = self.current() {
            return Ok(live);
        }
        let _one_at_a_time = self.connecting.lock().await;
        if let Some(live) = self.current() {
            return Ok(live);
        }
        let (mut unreachable, mut other) = (None, None);
        for index in self.order() {
            match self.connect(index).await {
                Ok(rpc) => return Ok(self.adopt(index, rpc)),
                Err(error @ ChainError::OtherChain { .. }) => other = Some(error),
                Err(error) => unreachable = Some(error),
            }
        }
        // One that cannot be reached may be the right one.
        let nobody = || ChainError::Unavailable("no node is known".into());
        Err(unreachable.or(other).unwrap_or_else(nobody))
    }

    fn current(&self) -> Option<Live> {
        self.state().live.clone()
    }

    /// In which order to try the nodes: those that rest come last.
    fn order(&self) -> Vec<usize> {
        let state = self.state();
        let now = Instant::now();
        let round = (0..self.list.len()).map(|step| (state.next + step) % self.list.len());
        let (resting, ready): (Vec<_>, Vec<_>) =
            round.partition(|index| state.rests[*index].is_some_and(|rest| rest.until > now));
        [ready, resting].concat()
    }

    async fn connect(&self, index: usize) -> Result<RpcClient, ChainError> {
        let endpoint = &self.list[index];
        let known = self.state().rests[index].filter(|rest| rest.until > Instant::now());
        if let Some(found) = known.and_then(|rest| rest.other_chain) {
            return Err(self.other_chain(index, found));
        }
        let connected = timeout(self.timing.answer, async {
            let rpc = RpcClient::new(Metered(endpoint.connect().await?));
            let genesis = methods(rpc.clone()).genesis_hash().await?;
            Ok::<_, RpcError>((rpc, B256::new(genesis.0)))
        });
        let why = match connected.await {
            Ok(Ok((rpc, genesis))) if genesis == self.genesis => return Ok(rpc),
            Ok(Ok((_, found))) => {
                count(Cause::OtherChain);
                self.rest(index, Some(found));
                let error = self.other_chain(index, found);
                warn!(node = endpoint.name(), %error, "not used");
                return Err(error);
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no connection in {:?}", self.timing.answer),
        };
        count(Cause::Unreachable);
        debug!(node = endpoint.name(), why, "cannot connect");
        Err(ChainError::Unavailable(format!("{}: {why}", endpoint.name()).into()))
    }

    fn adopt(&self, index: usize, rpc: RpcClient) -> Live {
        let mut state = self.state();
        let serial = *self.changes.borrow() + 1;
        let live = Live::new(rpc, index, serial, self.strides[index].clone());
        state.live = Some(live.clone());
        state.next = index;
        self.changes.send_replace(serial);
        for (other, endpoint) in self.list.iter().enumerate() {
            gauge!("weir_indexer_endpoint", "endpoint" => endpoint.name().to_owned())
                .set(f64::from(u8::from(other == index)));
        }
        info!(node = self.list[index].name(), "connected");
        live
    }

    /// Gives a connection up, if it is still the one in use. The next request goes to the next node.
    pub(super) fn leave(&self, live: &Live, cause: Cause, why: &str) {
        let mut state = self.state();
        if state.live.as_ref().is_none_or(|current| current.serial != live.serial) {
            return;
        }
        state.live = None;
        state.next = (live.index + 1) % self.list.len();
        self.changes.send_modify(|serial| *serial += 1);
        count(cause);
        let (node, next) = (self.name(live), self.list[state.next].name());
        warn!(node, next, cause = cause.label(), why, "leaving the node");
    }

    /// Leaves the node in use, if there is another that is not doubted itself. Says whether.
    pub(super) fn doubt(&self, why: &str) -> bool {
        self.current().is_some_and(|live| self.give_way(&live, Cause::Doubted, why))
    }

    /// Leaves a node for a while, if there is another that does not rest. Says whether.
    fn give_way(&self, live: &Live, cause: Cause, why: &str) -> bool {
        let now = Instant::now();
        let another =
            self.state().rests.iter().enumerate().any(|(index, rest)| {
                index != live.index && rest.is_none_or(|rest| rest.until <= now)
            });
        if another {
            self.rest(live.index, None);
            self.leave(live, cause, why);
        }
        another
    }

    /// The subscription over this connection is dead. With other nodes at hand this one is left: it
    /// may have lost the chain.
    pub(super) fn silent(&self, live: &Live) {
        if self.list.len() > 1 {
            let why = format!("no finalized block in {:?}", self.timing.silence);
            self.leave(live, Cause::Silent, &why);
        } else {
            count(Cause::Silent);
            debug!(node = self.name(live), "no finalized block for long: subscribing anew");
        }
    }

    /// Blocks that the node in use, or the next one, should be asked for in one request; none if it
    /// answers no ranges.
    pub(super) fn stride(&self) -> Option<u64> {
        let index = self.state().next;
        self.strides.get(index)?.lock().unwrap_or_else(PoisonError::into_inner).length()
    }

    pub(super) fn timing(&self) -> Timing {
        self.timing
    }

    /// Tells when a connection is made or given up.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn rest(&self, index: usize, other_chain: Option<B256>) {
        let until = Instant::now() + self.timing.rest;
        self.state().rests[index] = Some(Rest { until, other_chain });
    }

    fn other_chain(&self, index: usize, found: B256) -> ChainError {
        let node = self.list[index].name().to_owned();
        ChainError::OtherChain { node, expected: self.genesis, found }
    }

    fn name(&self, live: &Live) -> &str {
        self.list[live.index].name()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(cause: Cause) {
    counter!("weir_indexer_reconnects_total", "cause" => cause.label()).increment(1);
}
