//! The one task that writes answers: those that arrive together share a commit, so that durability is paid once for
//! all.

use std::time::Duration;

use tokio::{
    sync::{Mutex, mpsc, oneshot},
    task::JoinHandle,
    time::{Instant, timeout_at},
};

use super::{
    AnswerRow, NewAnswer, StoreError,
    answers::record,
    db::{Db, Tx},
};

/// Enough for every connection of a burst; a full queue makes requests wait, which is the back pressure we want.
const QUEUE: usize = 1024;
/// More per commit gains little: at 64 rows the flush costs less than the statements.
const PER_COMMIT: usize = 64;
/// A busy database is waited for this long at most before the answers of a commit fail.
const COMMIT_TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    queue: mpsc::WeakSender<Job>,
    task: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct Job {
    answer: NewAnswer,
    reply: oneshot::Sender<Result<AnswerRow, StoreError>>,
}

impl Writer {
    pub(super) fn start(db: Db) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let task = tokio::spawn(write_all(db, queue));
        Self { queue: jobs.downgrade(), jobs: Mutex::new(Some(jobs)), task: Mutex::new(Some(task)) }
    }

    pub(super) async fn record(&self, answer: NewAnswer) -> Result<AnswerRow, StoreError> {
        let (reply, told) = oneshot::channel();
        let jobs = self.queue.upgrade().ok_or(StoreError::Closed)?;
        jobs.send(Job { answer, reply }).await.map_err(|_| StoreError::Closed)?;
        drop(jobs);
        told.await.map_err(|_| StoreError::Closed)?
    }

    /// Takes no more answers and waits until those that were taken are on disk.
    pub(super) async fn finish(&self) {
        drop(self.jobs.lock().await.take());
        let task = self.task.lock().await.take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the writer of answers ended badly");
        }
    }
}

async fn write_all(db: Db, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(PER_COMMIT);
    while queue.recv_many(&mut jobs, PER_COMMIT).await > 0 {
        let results = write(&db, &jobs, COMMIT_TIMEOUT).await;
        for (job, result) in jobs.drain(..).zip(results) {
            // Whoever asked may have gone; the answer is kept all the same.
            let _gone = job.reply.send(result);
        }
    }
}

/// One result for each answer, all of them within the time.
async fn write(db: &Db, jobs: &[Job], limit: Duration) -> Vec<Result<AnswerRow, StoreError>> {
    let until = Instant::now() + limit;
    match write_until(until, db, jobs).await {
        Ok(results) => results,
        // One answer that the database refuses must not take the others down with it.
        Err(_) if jobs.len() > 1 => write_apart(until, db, jobs).await,
        Err(error) => vec![Err(error)],
    }
}

async fn write_until(until: Instant, db: &Db, jobs: &[Job]) -> Result<Vec<Result<AnswerRow, StoreError>>, StoreError> {
    timeout_at(until, write_together(db, jobs)).await.unwrap_or_else(|_| Err(out_of_reach()))
}

/// `Err` means that nothing was kept; refusals of single answers stand in the list.
async fn write_together(db: &Db, jobs: &[Job]) -> Result<Vec<Result<AnswerRow, StoreError>>, StoreError> {
    let mut tx: Tx = db.begin().await?;
    let mut results = Vec::with_capacity(jobs.len());
    for job in jobs {
        match record(&mut tx, &job.answer).await {
            Err(error @ StoreError::Database(_)) => return Err(error),
            result => results.push(result),
        }
    }
    tx.commit().await?;
    Ok(results)
}

/// Once the database is out of reach for one answer, no other is tried.
async fn write_apart(until: Instant, db: &Db, jobs: &[Job]) -> Vec<Result<AnswerRow, StoreError>> {
    let mut results = Vec::with_capacity(jobs.len());
    for job in jobs {
        if matches!(results.last(), Some(Err(error)) if is_out_of_reach(error)) {
            results.push(Err(out_of_reach()));
            continue;
        }
        let alone = write_until(until, db, std::slice::from_ref(job)).await;
        results.push(alone.and_then(|mut one| one.pop().unwrap_or(Err(StoreError::Closed))));
    }
    results
}

fn out_of_reach() -> StoreError {
    StoreError::Database(sqlx::Error::PoolTimedOut)
}

/// Whether it says nothing about the answer: the time was up, or the connection is lost.
fn is_out_of_reach(error: &StoreError) -> bool {
    use sqlx::Error::{Io, PoolClosed, PoolTimedOut, WorkerCrashed};
    matches!(error, StoreError::Database(Io(_) | PoolClosed | PoolTimedOut | WorkerCrashed))
}

#[cfg(test)]
mod tests {
    use domain::practice::{AttemptId, Day, Verdict, schedule::Parameters};

    use super::*;
    use crate::store::connect;

    fn job(number: u128) -> Job {
        let answer = NewAnswer {
            learner: "00000000-0000-7000-a000-000000000001".parse().unwrap(),
            attempt: AttemptId::from_u128(number),
            question: "which-water".parse().unwrap(),
            key: vec!["b".parse().unwrap()],
            chosen: vec!["b".parse().unwrap()],
            verdict: Verdict::from_right(true),
            sure: None,
            ms: None,
            now_ms: 0,
            day: Day::from_epoch_days(20_000),
            retention: 0.9,
            parameters: Parameters::published(),
        };
        Job { answer, reply: oneshot::channel().0 }
    }

    #[tokio::test]
    async fn answers_that_wait_for_a_busy_database_all_fail_when_the_time_is_up() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("busy.db").display());
        let db = connect(&url).await.unwrap();
        let other = sqlx::SqlitePool::connect(&url).await.unwrap();
        let held = other.begin_with("begin immediate").await.unwrap();
        let jobs: Vec<Job> = (1..=20).map(job).collect();
        let begun = Instant::now();
        let results = write(&db, &jobs, Duration::from_millis(100)).await;
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        assert_eq!((results.len(), results.iter().all(Result::is_err)), (20, true));
        held.rollback().await.unwrap();
        let results = write(&db, &jobs, COMMIT_TIMEOUT).await;
        assert!(results.iter().all(Result::is_ok), "{results:?}");
    }
}
