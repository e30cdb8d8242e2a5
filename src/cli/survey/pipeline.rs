//! Runs work on several threads, with the results in the order of the work.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::{Context, Result, anyhow};

/// How many pieces for each thread may be under way or wait for their turn.
const PIECES_PER_THREAD: usize = 4;

/// Makes something of every piece of work and hands it to `take` in the order of the pieces, until that
/// breaks. However many pieces come, only a few are in memory at a time.
///
/// # Errors
/// What `take` fails with, or a thread that cannot be started or dies.
pub(super) fn in_order<W, D>(
    work: impl Iterator<Item = W> + Send + 'static,
    jobs: Option<usize>,
    make: impl Fn(W) -> D + Send + Sync + 'static,
    mut take: impl FnMut(D) -> Result<ControlFlow<()>>,
) -> Result<ControlFlow<()>>
where
    W: Send + 'static,
    D: Send + 'static,
{
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        // A thread that dies is noticed by the result that never comes.
        .panic_handler(|_| ())
        .build()
        .context("cannot start threads")?;
    let (promise, promised) = sync_channel::<Receiver<D>>(PIECES_PER_THREAD * pool.current_num_threads());
    let make = Arc::new(make);
    // The thread is not joined, since it may wait for ever for input that nobody needs any more.
    std::thread::Builder::new()
        .name("survey-input".to_owned())
        .spawn(move || {
            for piece in work {
                let (deliver, delivery) = sync_channel(1);
                if promise.send(delivery).is_err() {
                    return;
                }
                let make = make.clone();
                pool.spawn(move || _ = deliver.send(make(piece)));
            }
        })
        .context("cannot start a thread")?;
    for delivery in promised {
        let done = delivery.recv().map_err(|_| anyhow!("a thread of the survey died"))?;
        if take(done)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_whoever_is_slow() {
        let slow_first = |n: u64| {
            std::thread::sleep(Duration::from_millis(if n.is_multiple_of(7) { 3 } else { 0 }));
            n * n
        };
        let mut got = Vec::new();
        let ended = in_order(0..100, Some(3), slow_first, |n| {
            got.push(n);
            Ok(ControlFlow::Continue(()))
        });
        assert!(ended.unwrap().is_continue());
        assert_eq!(got, (0..100).map(|n| n * n).collect::<Vec<_>>());
    }

    #[test]
    fn the_input_waits_for_the_output() {
        let begun = Arc::new(AtomicUsize::new(0));
        let count = begun.clone();
        let work = (0..10_000).inspect(move |_| _ = count.fetch_add(1, Ordering::SeqCst));
        let mut most = 0;
        let ended = in_order(
            work,
            Some(2),
            |n| n,
            |n: usize| {
                std::thread::sleep(Duration::from_micros(50));
                most = most.max(begun.load(Ordering::SeqCst) - n);
                Ok(if n == 200 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        );
        assert!(ended.unwrap().is_break());
        assert!(most <= 2 * PIECES_PER_THREAD + 3, "{most} pieces at a time");
    }

    #[test]
    fn a_thread_that_dies_is_an_error() {
        let dies = |n: usize| {
            assert!(n < 3, "on purpose");
            n
        };
        assert!(in_order(0..10, Some(1), dies, |_| Ok(ControlFlow::Continue(()))).is_err());
    }
}
