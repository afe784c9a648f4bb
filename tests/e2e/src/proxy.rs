//! A bad network: a proxy between two programs that delays, drops, truncates and goes silent as it
//! is told.
//!
//! It runs in a thread of its own, so that a test that blocks while it waits does not stop it.

mod pump;

use crate::Database;
use anyhow::{Context, Result};
use pump::pump;
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, split},
    net::{TcpListener, TcpStream, UnixStream},
    sync::{oneshot, watch},
};

/// Where a proxy leads to.
#[derive(Debug, Clone)]
pub enum Target {
    /// A port of loopback.
    Port(u16),
    /// A socket in the file system.
    Socket(PathBuf),
}

/// How the network is at the moment.
#[derive(Debug, Clone)]
struct Weather {
    target: Target,
    latency: Duration,
    /// Bytes that pass in a second in one direction of one connection; none: no limit.
    rate: Option<u32>,
    silent: bool,
    refusing: bool,
    /// Connections of an earlier epoch are to end.
    epoch: u64,
}

/// What all connections share.
#[derive(Debug)]
struct Sky {
    weather: watch::Sender<Weather>,
    /// How many bytes may still pass from the target before the connection is cut; none: no limit.
    limit: Mutex<Option<usize>>,
    connections: AtomicU64,
    truncations: AtomicU64,
    bytes: AtomicU64,
}

/// A proxy on a port of its own.
#[derive(Debug)]
pub struct Proxy {
    sky: Arc<Sky>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Proxy {
    /// A proxy to the target, in fair weather.
    ///
    /// # Errors
    /// There is no port left.
    pub fn to(target: Target) -> Result<Self> {
        let sky = Arc::new(Sky {
            weather: watch::Sender::new(Weather {
                target,
                latency: Duration::ZERO,
                rate: None,
                silent: false,
                refusing: false,
                epoch: 0,
            }),
            limit: Mutex::default(),
            connections: AtomicU64::default(),
            truncations: AtomicU64::default(),
            bytes: AtomicU64::default(),
        });
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let shared = sky.clone();
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = accept(listener, shared) => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Self { sky, address, stop: Some(stop), thread: Some(thread) })
    }

    /// Its port of loopback.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Its URL for whoever speaks WebSocket.
    pub fn url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// The connection string of a database, by way of this proxy to its server.
    pub fn postgres_url(&self, database: &Database) -> String {
        format!("postgres://postgres@{}/{}", self.address, database.name)
    }

    /// Adds so much to every round trip, half of it each way. What is on its way arrives in time
    /// and in order, however much there is of it.
    pub fn latency(&self, latency: Duration) {
        self.sky.weather.send_modify(|weather| weather.latency = latency);
    }

    /// Lets so many bytes through in a second, in each direction of each connection.
    pub fn throttle(&self, bytes: u32) {
        self.sky.weather.send_modify(|weather| weather.rate = Some(bytes));
    }

    /// Lets through as fast as it comes again.
    pub fn speed_up(&self) {
        self.sky.weather.send_modify(|weather| weather.rate = None);
    }

    /// Lets nothing through any more, without a word: connections stay, new ones are accepted.
    pub fn silence(&self) {
        self.sky.weather.send_modify(|weather| weather.silent = true);
    }

    /// Lets through again, first what was held back.
    pub fn resume(&self) {
        self.sky.weather.send_modify(|weather| weather.silent = false);
    }

    /// Ends all connections at once. New ones are welcome.
    pub fn cut(&self) {
        self.sky.weather.send_modify(|weather| weather.epoch += 1);
    }

    /// Whether new connections are refused.
    pub fn refuse(&self, refusing: bool) {
        self.sky.weather.send_modify(|weather| weather.refusing = refusing);
    }

    /// Ends all connections; new ones lead to another target.
    pub fn redirect(&self, target: Target) {
        self.sky.weather.send_modify(|weather| {
            weather.target = target;
            weather.epoch += 1;
        });
    }

    /// Cuts the connection that brings the next so many bytes from the target right behind them, in
    /// the middle of whatever they are.
    pub fn truncate_after(&self, bytes: usize) {
        *self.sky.limit() = Some(bytes);
    }

    /// How many connections were cut by [`truncate_after`](Self::truncate_after).
    pub fn truncations(&self) -> u64 {
        self.sky.truncations.load(Ordering::Relaxed)
    }

    /// How many connections there have been.
    pub fn connections(&self) -> u64 {
        self.sky.connections.load(Ordering::Relaxed)
    }

    /// How many bytes came from the target.
    pub fn bytes(&self) -> u64 {
        self.sky.bytes.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Sky {
    fn limit(&self) -> std::sync::MutexGuard<'_, Option<usize>> {
        self.limit.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    /// Notes that so many bytes came from the target. How many of them may pass, if that is the end.
    fn pass(&self, bytes: usize) -> Option<usize> {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        let mut limit = self.limit();
        match *limit {
            Some(left) if left <= bytes => {
                *limit = None;
                self.truncations.fetch_add(1, Ordering::Relaxed);
                Some(left)
            }
            Some(left) => {
                *limit = Some(left - bytes);
                None
            }
            None => None,
        }
    }
}

async fn accept(listener: std::net::TcpListener, sky: Arc<Sky>) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    while let Ok((client, _)) = listener.accept().await {
        if sky.weather.borrow().refusing {
            continue;
        }
        sky.connections.fetch_add(1, Ordering::Relaxed);
        let sky = sky.clone();
        tokio::spawn(async move {
            // A connection that fails is closed, which is all that there is to say.
            let _ = carry(client, sky).await;
        });
    }
}

async fn carry(client: TcpStream, sky: Arc<Sky>) -> Result<()> {
    let mut weather = sky.weather.subscribe();
    let epoch = weather.borrow().epoch;
    let over = async {
        let _ = weather.wait_for(|weather| weather.epoch != epoch).await;
        Ok(())
    };
    let work = async {
        client.set_nodelay(true)?;
        sky.weather.subscribe().wait_for(|weather| !weather.silent).await?;
        let target = sky.weather.borrow().target.clone();
        match target {
            Target::Port(port) => {
                let server = TcpStream::connect(("127.0.0.1", port)).await.context("no target")?;
                server.set_nodelay(true)?;
                join(client, server, &sky).await
            }
            Target::Socket(path) => join(client, UnixStream::connect(path).await?, &sky).await,
        }
    };
    tokio::select! {
        ended = over => ended,
        ended = work => ended,
    }
}

async fn join<C, S>(client: C, server: S, sky: &Arc<Sky>) -> Result<()>
where
    C: AsyncRead + AsyncWrite,
    S: AsyncRead + AsyncWrite,
{
    let (from_client, to_client) = split(client);
    let (from_server, to_server) = split(server);
    let weather = || sky.weather.subscribe();
    tokio::select! {
        ended = pump(from_client, to_server, weather(), |_| None) => ended,
        ended = pump(from_server, to_client, weather(), |bytes| sky.pass(bytes)) => ended,
    }
}
