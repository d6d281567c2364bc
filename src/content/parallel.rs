//! Work on many texts by all processors; what comes of it is in the order of the texts.

use std::{
    panic,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Files are of all sizes, so they are handed out in small parts. Fewer are done before a second thread has started.
const PART: usize = 128;

/// What `work` makes of each part of `items`.
pub(super) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let parts: Vec<&[T]> = items.chunks(PART).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from).min(parts.len());
    if threads < 2 {
        return parts.into_iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let taken =
            std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed))).take_while(|at| *at < parts.len());
        taken.map(|at| (at, work(parts[at]))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        let joined =
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(|cause| panic::resume_unwind(cause)));
        joined.flatten().collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(in_parallel(&items, <[usize]>::to_vec).concat(), items);
        assert_eq!(in_parallel(&[] as &[usize], <[usize]>::to_vec).concat(), Vec::<usize>::new());
    }
}
