//! The one task that writes answers: those that arrive together share a commit, so that durability is paid once for all.

use std::time::Duration;

use tokio::{
    sync::{Mutex, mpsc, oneshot},
    task::JoinHandle,
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
        let results = match tokio::time::timeout(COMMIT_TIMEOUT, write_together(&db, &jobs)).await {
            Ok(Ok(results)) => results,
            // One answer that the database refuses must not take the others down with it.
            Ok(Err(_)) | Err(_) if jobs.len() > 1 => write_apart(&db, &jobs).await,
            Ok(Err(error)) => vec![Err(error)],
            Err(_) => vec![Err(StoreError::Database(sqlx::Error::PoolTimedOut))],
        };
        for (job, result) in jobs.drain(..).zip(results) {
            // Whoever asked may have gone; the answer is kept all the same.
            let _gone = job.reply.send(result);
        }
    }
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

async fn write_apart(db: &Db, jobs: &[Job]) -> Vec<Result<AnswerRow, StoreError>> {
    let mut results = Vec::with_capacity(jobs.len());
    for job in jobs {
        let alone = write_together(db, std::slice::from_ref(job)).await;
        results.push(alone.and_then(|mut one| one.pop().unwrap_or(Err(StoreError::Closed))));
    }
    results
}
