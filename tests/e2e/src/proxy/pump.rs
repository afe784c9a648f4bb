//! One direction of a connection.

use super::Weather;
use anyhow::Result;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    sync::{mpsc, watch},
    time::{Duration, Instant, sleep, sleep_until},
};

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;
/// Bytes that pass at once where the line is slow.
const PART: usize = 4 * 1024;
/// Chunks that may be on their way: enough for a fast line with a long delay.
const ON_THE_WAY: usize = 1024;

/// Carries bytes from one end to the other as the weather allows, until one of them closes or `cut`
/// says that of the bytes at hand only so many may pass, and nothing after them.
pub(super) async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut weather: watch::Receiver<Weather>,
    cut: impl Fn(usize) -> Option<usize>,
) -> Result<()> {
    let (sender, mut on_the_way) = mpsc::channel::<(Instant, Vec<u8>)>(ON_THE_WAY);
    let latency = weather.clone();
    let read = async move {
        let mut chunk = vec![0; CHUNK];
        loop {
            let bytes = from.read(&mut chunk).await?;
            if bytes == 0 {
                return Ok::<(), anyhow::Error>(());
            }
            let due = Instant::now() + latency.borrow().latency / 2;
            let chunk = chunk.get(..bytes).unwrap_or_default().to_vec();
            sender.send((due, chunk)).await?;
        }
    };
    let write = async move {
        while let Some((due, chunk)) = on_the_way.recv().await {
            if due > Instant::now() {
                sleep_until(due).await;
            }
            weather.wait_for(|weather| !weather.silent).await?;
            let passing = cut(chunk.len());
            let chunk = chunk.get(..passing.unwrap_or(chunk.len())).unwrap_or(&chunk);
            let rate = weather.borrow().rate;
            match rate {
                None => to.write_all(chunk).await?,
                Some(rate) => trickle(&mut to, chunk, rate).await?,
            }
            if passing.is_some() {
                break;
            }
        }
        Ok(to.shutdown().await?)
    };
    // The reader ends first when its side closes: what it has sent still arrives.
    let mut write = std::pin::pin!(write);
    tokio::select! {
        ended = read => {
            ended?;
            write.await
        }
        ended = &mut write => ended,
    }
}

/// Writes so many bytes a second.
async fn trickle(to: &mut (impl AsyncWrite + Unpin), bytes: &[u8], rate: u32) -> Result<()> {
    for part in bytes.chunks(PART) {
        to.write_all(part).await?;
        sleep(Duration::from_secs_f64(part.len() as f64 / f64::from(rate.max(1)))).await;
    }
    Ok(())
}
