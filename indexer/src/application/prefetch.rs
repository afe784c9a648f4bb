//! Reading ahead while the store writes.

use futures::{Stream, StreamExt};
use tokio::sync::mpsc;

/// A stream that is read ahead of its consumer by at most `ahead` items.
///
/// A stream makes progress only while it is polled: without this, the chain would idle during each
/// commit. Dropping it stops the reading.
pub(super) struct Prefetch<T> {
    items: mpsc::Receiver<T>,
}

impl<T: Send + 'static> Prefetch<T> {
    pub(super) fn new(stream: impl Stream<Item = T> + Send + 'static, ahead: usize) -> Self {
        let (sender, items) = mpsc::channel(ahead.max(1));
        tokio::spawn(async move {
            let mut stream = std::pin::pin!(stream);
            loop {
                let item = tokio::select! {
                    item = stream.next() => item,
                    // The consumer is gone, maybe while a request hangs.
                    () = sender.closed() => None,
                };
                let Some(item) = item else { break };
                if sender.send(item).await.is_err() {
                    break;
                }
            }
        });
        Self { items }
    }

    /// Waits for an item, then takes all that are there, `most` at most. Empty at the end.
    ///
    /// So batches are as small as the chain is slow (at its head: one block, no delay) and as large
    /// as allowed when there is a lot to catch up with.
    pub(super) async fn next_run(&mut self, most: usize) -> Vec<T> {
        let mut run = Vec::new();
        self.items.recv_many(&mut run, most).await;
        run
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream;
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    #[tokio::test]
    async fn items_come_in_order_and_the_end_is_empty() {
        let mut ahead = Prefetch::new(stream::iter(0..10), 100);
        let mut all = Vec::new();
        loop {
            let run = ahead.next_run(3).await;
            assert!(run.len() <= 3);
            if run.is_empty() {
                break;
            }
            all.extend(run);
        }
        assert_eq!(all, (0..10).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn no_more_is_read_ahead_than_allowed() {
        let read = Arc::new(AtomicUsize::new(0));
        let counter = read.clone();
        let endless = stream::repeat_with(move || counter.fetch_add(1, Ordering::SeqCst));
        let ahead = Prefetch::new(endless, 5);
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        // Five wait in the channel and one in the hand of the reader.
        assert_eq!(read.load(Ordering::SeqCst), 6);
        drop(ahead);
    }
}
