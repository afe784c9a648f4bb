//! Reading ahead while the store writes.

use futures::{Stream, StreamExt};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::{Instant, timeout_at},
};
use tokio_util::task::AbortOnDropHandle;

/// How much to take at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Items, at most.
    pub(super) items: usize,
    /// Bytes, but for the last item.
    pub(super) bytes: usize,
    /// How long to wait for more than one item.
    pub(super) linger: Duration,
}

/// A stream that is read ahead of its consumer by a number of bytes.
///
/// A stream makes progress only while it is polled: without this, the chain would idle during each
/// commit. Dropping it stops the reading.
pub(super) struct Prefetch<T> {
    items: mpsc::UnboundedReceiver<Weighed<T>>,
    _reader: AbortOnDropHandle<()>,
}

struct Weighed<T> {
    item: T,
    weight: u32,
    _room: OwnedSemaphorePermit,
}

impl<T: Send + 'static> Prefetch<T> {
    /// Reads ahead by so many bytes, where an item is as heavy as `weigh` says. An item heavier
    /// than that is read alone.
    pub(super) fn new(
        stream: impl Stream<Item = T> + Send + 'static,
        bytes: usize,
        weigh: impl Fn(&T) -> usize + Send + 'static,
    ) -> Self {
        let most = u32::try_from(bytes).unwrap_or(u32::MAX).max(1);
        let (sender, items) = mpsc::unbounded_channel();
        let reader = tokio::spawn(async move {
            let room = Arc::new(Semaphore::new(most as usize));
            let mut stream = std::pin::pin!(stream);
            while let Some(item) = stream.next().await {
                let weight = u32::try_from(weigh(&item)).unwrap_or(u32::MAX).clamp(1, most);
                // Closed by nobody.
                let Ok(room) = room.clone().acquire_many_owned(weight).await else { break };
                if sender.send(Weighed { item, weight, _room: room }).is_err() {
                    break;
                }
            }
        });
        Self { items, _reader: AbortOnDropHandle::new(reader) }
    }

    /// Waits for an item, then takes those that come with it. Empty at the end.
    ///
    /// So batches are as small as the chain is slow (at its head: one block, no delay) and as large
    /// as allowed when there is a lot to catch up with.
    pub(super) async fn next_run(&mut self, measure: Measure) -> Vec<T> {
        let (mut run, mut bytes) = (Vec::new(), 0);
        let mut taken = VecDeque::from_iter(self.items.recv().await);
        let deadline = Instant::now() + measure.linger;
        while let Some(Weighed { item, weight, _room }) = taken.pop_front() {
            run.push(item);
            bytes += weight as usize;
            if run.len() < measure.items && bytes < measure.bytes {
                taken.extend(self.next_until(deadline).await);
            }
        }
        run
    }

    async fn next_until(&mut self, deadline: Instant) -> Option<Weighed<T>> {
        match self.items.try_recv() {
            Ok(next) => Some(next),
            Err(mpsc::error::TryRecvError::Disconnected) => None,
            Err(mpsc::error::TryRecvError::Empty) => {
                timeout_at(deadline, self.items.recv()).await.ok().flatten()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const ALL: Measure = Measure { items: 100, bytes: 1000, linger: Duration::ZERO };

    #[tokio::test]
    async fn items_come_in_order_and_the_end_is_empty() {
        let mut ahead = Prefetch::new(stream::iter(0..10), 100, |_| 1);
        let mut all = Vec::new();
        loop {
            let run = ahead.next_run(Measure { items: 3, ..ALL }).await;
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
        let mut ahead = Prefetch::new(endless, 50, |_| 10);
        let settle = async || {
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            read.load(Ordering::SeqCst)
        };
        // Five wait to be taken and one is in the hand of the reader.
        assert_eq!(settle().await, 6);
        assert_eq!(ahead.next_run(Measure { items: 2, ..ALL }).await, [0, 1]);
        assert_eq!(settle().await, 8);
    }

    #[tokio::test]
    async fn an_item_heavier_than_all_that_is_allowed_passes_alone() {
        let mut ahead = Prefetch::new(stream::iter(0..3), 50, |_| 1_000_000);
        for item in 0..3 {
            assert_eq!(ahead.next_run(Measure { bytes: 50, ..ALL }).await, [item]);
        }
    }

    #[tokio::test]
    async fn a_run_ends_when_it_is_heavy_enough() {
        let mut ahead = Prefetch::new(stream::iter(0..10), 100, |_| 10);
        let measure = Measure { bytes: 25, linger: Duration::from_secs(60), ..ALL };
        assert_eq!(ahead.next_run(measure).await, [0, 1, 2]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_run_waits_for_more_but_not_for_long_and_not_at_the_end() {
        let slow = stream::unfold(0, |n| async move {
            tokio::time::sleep(Duration::from_millis(30)).await;
            (n < 5).then_some((n, n + 1))
        });
        let mut ahead = Prefetch::new(slow, 100, |_| 1);
        let measure = Measure { linger: Duration::from_millis(70), ..ALL };
        assert_eq!(ahead.next_run(measure).await, [0, 1, 2]);
        let patient = Measure { linger: Duration::from_secs(3600), ..ALL };
        assert_eq!(ahead.next_run(patient).await, [3, 4]);
        assert!(ahead.next_run(patient).await.is_empty());
    }
}
