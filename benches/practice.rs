//! What `cargo xtask bench` measures of practice: one thing on a database of its own, filled by SQL to any size.

#![expect(clippy::print_stdout, reason = "the numbers are what this program is for")]

use std::{
    error::Error,
    fmt::Write as _,
    time::{Duration, Instant},
};

use domain::practice::{AttemptId, Day, Verdict, schedule::Parameters};
use quizmint::{
    content::{Files, Library},
    practice::{self, Filter},
    store::{self, Db, LearnerId, NewAnswer, Store},
};
use sqlx::Executor;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const USAGE: &str = "practice queue|rebuild DATABASE ANSWERS, or practice scheduled|unscheduled DATABASE SECONDS";
/// 2026-11-22, and its noon.
const TODAY: i32 = 20_779;
const NOON: i64 = 1_795_348_800_000;
const LEARNER: &str = "00000000-0000-7000-8000-000000000001";
const CONCEPTS: usize = 200;
const QUESTIONS_EACH: usize = 50;
/// Of each of the others.
const ANSWERS_EACH: u64 = 1000;
const CLIENTS: u64 = 16;
const LOOKS: usize = 51;

#[tokio::main]
async fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let [what, url, number] = args.as_slice() else { return Err(USAGE.into()) };
    let number: u64 = number.parse()?;
    let db = store::connect(url).await?;
    match what.as_str() {
        "queue" => queue(&db, number).await?,
        "rebuild" => rebuild(&db, number).await?,
        "scheduled" => answers(db.clone(), Parameters::published(), Duration::from_secs(number)).await?,
        "unscheduled" => answers(db.clone(), Parameters::unscheduled(), Duration::from_secs(number)).await?,
        _ => return Err(USAGE.into()),
    }
    db.close().await;
    Ok(())
}

/// Prints the milliseconds that the queue of a learner with ten thousand cards takes, in the middle of many looks.
async fn queue(db: &Db, others: u64) -> Outcome<()> {
    fill(db, others).await?;
    let every = CONCEPTS * QUESTIONS_EACH;
    let number = format!("with recursive n(i) as (select 0 union all select i + 1 from n where i < {})", every - 1);
    let question = format!("'c' || cast(i / {QUESTIONS_EACH} as text) || '-q' || cast(i % {QUESTIONS_EACH} as text)");
    let attempt = "'00000000-0000-4000-9000-' || cast(100000000000 + i as text)";
    run(db, &format!("insert into learner (learner_id, created_at, entries) values ('{LEARNER}', 0, {every})")).await?;
    run(
        db,
        &format!(
            "{number} insert into answer ({ANSWER}) select {attempt}, '{LEARNER}', i + 1, {question}, 'b', 'b', true, null, \
             5000, 0, {TODAY} - 5 - i % 40, 'fsrs-6/default', 0.9, 3.0 + i % 90, 5.0, 3.0, {TODAY} from n"
        ),
    )
    .await?;
    // One in fifty came due on each day, and three days were missed.
    run(
        db,
        &format!(
            "{number} insert into card (learner_id, question_id, attempt_id, asked_again, correct, answers, misses, lapses, \
             day, stability, difficulty, interval_days, due, answer_key) select '{LEARNER}', {question}, {attempt}, false, \
             true, 1, 0, 0, {TODAY} - 5 - i % 40, 3.0 + i % 90, 5.0, 3.0, {TODAY} - 2 + i % 50, 'b' from n"
        ),
    )
    .await?;
    let (store, library) = (Store::new(db.clone()), library()?);
    let learner: LearnerId = LEARNER.parse()?;
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let begun = Instant::now();
        let queue = practice::queue(&library, &store, Some(learner), NOON, &Filter::default()).await?;
        times.push(begun.elapsed());
        if (queue.asked.len(), queue.due) != (200, 600) {
            return Err(format!("{} of {} are asked", queue.asked.len(), queue.due).into());
        }
    }
    times.sort_unstable();
    println!("{}", times.get(LOOKS / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0));
    Ok(())
}

/// Prints the rows per second that a rebuild takes in and that mere reading takes in, and the most memory in MB.
async fn rebuild(db: &Db, answers: u64) -> Outcome<()> {
    fill(db, answers).await?;
    // The first makes the cards, so that the ones that are measured find nothing to write.
    store::rebuild(db, |_| {}).await?;
    let (mut rebuilding, mut reading) = (Duration::ZERO, Duration::ZERO);
    let mut rows = 0;
    for _ in 0..3 {
        let begun = Instant::now();
        rows += store::read_log(db).await?;
        reading += begun.elapsed();
        let begun = Instant::now();
        store::rebuild(db, |_| {}).await?;
        rebuilding += begun.elapsed();
    }
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53 here")]
    let rate = |time: Duration| rows as f64 / time.as_secs_f64();
    println!("{} {} {}", rate(rebuilding), rate(reading), most_memory_mb());
    Ok(())
}

/// Prints answers per second, each on disk when it counts, of sixteen learners at once.
async fn answers(db: Db, parameters: Parameters, time: Duration) -> Outcome<()> {
    let store = Store::new(db);
    let begun = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let (store, parameters) = (store.clone(), parameters.clone());
        clients.spawn(async move {
            // One run after the other shares the database.
            let run = u128::from(std::process::id());
            let learner: LearnerId = format!("00000000-0000-7000-a000-{client:012x}").parse()?;
            let mut count = 0_u64;
            while begun.elapsed() < time {
                let attempt = AttemptId::from_u128(run << 64 | u128::from(client) << 48 | u128::from(count));
                let right = !count.is_multiple_of(7);
                let answer = NewAnswer {
                    learner,
                    attempt,
                    question: format!("q{}", count % 50).parse()?,
                    key: vec!["b".parse()?],
                    chosen: vec![if right { "b" } else { "a" }.parse()?],
                    verdict: Verdict::from_right(right),
                    sure: None,
                    ms: Some(5300),
                    now_ms: NOON,
                    day: Day::from_epoch_days(TODAY + i32::try_from(count / 50)?),
                    retention: 0.9,
                    parameters: parameters.clone(),
                };
                store.record_answer(answer).await?;
                count += 1;
            }
            Outcome::Ok(count)
        });
    }
    let mut total = 0;
    while let Some(count) = clients.join_next().await {
        total += count??;
    }
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53 here")]
    let rate = total as f64 / time.as_secs_f64();
    println!("{rate}");
    Ok(())
}

const ANSWER: &str = "attempt_id, learner_id, entry, question_id, answer_key, chosen, correct, sure, ms, answered_at, day, \
                      algorithm, retention, stability, difficulty, interval_days, due";

/// Learners with a thousand answers each to fifty questions, twenty of a question.
async fn fill(db: &Db, answers: u64) -> Outcome<()> {
    let learners = answers / ANSWERS_EACH;
    if learners == 0 {
        return Ok(());
    }
    let learner = |number: &str| format!("'00000000-0000-7000-8000-' || cast(100000000000 + {number} as text)");
    let numbers =
        |most: u64| format!("with recursive n(i) as (select 0 union all select i + 1 from n where i < {})", most - 1);
    let insert = format!(
        "{} insert into learner (learner_id, created_at, entries) select {}, 0, {ANSWERS_EACH} from n",
        numbers(learners),
        learner("i")
    );
    run(db, &insert).await?;
    let insert = format!(
        "{} insert into answer ({ANSWER}) select '00000000-0000-4000-8000-' || cast(100000000000 + i as text), {}, \
         i % {ANSWERS_EACH} + 1, 'c0-q' || cast(i % 50 as text), 'b', 'b', i % 9 <> 0, null, 5000, 0, \
         {TODAY} - 400 + (i % {ANSWERS_EACH}) / 50 * 20, 'fsrs-6/default', 0.9, 3.0, 5.0, 3.0, {TODAY} from n",
        numbers(learners * ANSWERS_EACH),
        learner(&format!("i / {ANSWERS_EACH}"))
    );
    run(db, &insert).await
}

async fn run(db: &Db, sql: &str) -> Outcome<()> {
    match db {
        Db::Sqlite { write, .. } => write.execute(sql).await.map(drop)?,
        Db::Postgres(pool) => {
            pool.execute(sql).await?;
            pool.execute("analyze").await?;
        }
    }
    Ok(())
}

fn library() -> Outcome<Library> {
    let mut texts = Vec::with_capacity(CONCEPTS * 2);
    for concept in 0..CONCEPTS {
        texts.push((
            format!("concepts/c{concept}.md"),
            format!(
                "+++\ntitle = \"Concept {concept}\"\ndifficulty = \"easy\"\nsummary = \"One of many.\"\ntasks = [\"2.1\"]\n\
                 scenes = []\nrelated = []\n\n[[sources]]\ntitle = \"A book\"\nurl = \"https://example.com/\"\n\
                 checked = 2026-01-02\n+++\n\nA note.\n\n## Part {{#part}}\n\nAll of it.\n"
            ),
        ));
        let mut questions = format!("# Questions on concept {concept}\n");
        for number in 0..QUESTIONS_EACH {
            // Writing to a string cannot fail.
            let _ = write!(
                questions,
                "\n## c{concept}-q{number} (easy, single)\n\nWhich is right in {concept}, {number}?\n\n- [ ] (a) This\n  > \
                 It is not.\n- [x] (b) That\n  > It is.\n- [ ] (c) None\n  > One is.\n\nOne is right.\n\n\
                 - Read again: [Part](../concepts/c{concept}.md#part)\n- Reference: [A book](https://example.com/), checked \
                 2026-01-02\n- Task: 2.1\n"
            );
        }
        texts.push((format!("questions/c{concept}.md"), questions));
    }
    Library::parse(&Files::from_texts(texts)).map_err(|report| format!("{:?}", report.findings.first()).into())
}

/// The peak of this process, where Linux tells it.
fn most_memory_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok());
    peak.map_or(f64::NAN, |kb: f64| kb / 1000.0)
}
