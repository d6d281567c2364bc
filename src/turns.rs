//! Work that takes a processor for a while: so much of it at one time, and never on the threads that serve requests.

use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};

/// So many may work at one time, the others wait. Reading is not limited by a rate, so without turns a few visitors who
/// only look could take every processor.
#[derive(Debug)]
pub struct Turns(Semaphore);

impl Turns {
    pub const fn new(at_once: usize) -> Self {
        Self(Semaphore::const_new(at_once))
    }

    /// Does the work when its turn comes; `Err` where it panicked. A turn lasts as long as the work, also where nobody
    /// waits for it any more.
    pub async fn work<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        // The semaphore is never closed.
        let turn = self.0.acquire().await;
        spawn_blocking(move || {
            let _until_done = turn;
            work()
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    static ALONE: Turns = Turns::new(1);

    #[tokio::test]
    async fn a_turn_that_nobody_waits_for_is_not_given_to_another_before_it_ends() {
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let waiting = tokio::spawn(ALONE.work(move || {
            begun.send(()).unwrap();
            ended.recv().unwrap();
        }));
        has_begun.await.unwrap();
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        assert_eq!(ALONE.0.available_permits(), 0, "the work goes on, and so does its turn");
        end.send(()).unwrap();
        assert_eq!(ALONE.work(|| 7).await.unwrap(), 7);
    }
}
