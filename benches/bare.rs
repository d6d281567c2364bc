//! The limits that `cargo xtask bench` compares with: one thing, done as often as the machine can, and counted.

#![expect(clippy::print_stdout, reason = "the count is what this program is for")]

use std::{
    error::Error,
    fs,
    hint::black_box,
    thread,
    time::{Duration, Instant},
};

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::RSA_PKCS1_SHA256,
};
use domain::token::{Expectation, Gate, judge};
use pulldown_cmark::{Options, Parser};
use quizmint::{
    sandbox::{MintRequest, Sandbox},
    store::{self, Db},
};

const CLIENTS: usize = 16;
const USAGE: &str = "bare inserts|rs256|judge SECONDS, or bare markdown SECONDS FOLDER";
/// When the token that is judged was minted: any moment does.
const NOW_S: i64 = 1_800_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (what, seconds) = (args.next().ok_or(USAGE)?, args.next().ok_or(USAGE)?);
    let time = Duration::from_secs(seconds.parse()?);
    let count = match what.as_str() {
        "inserts" => tokio::runtime::Runtime::new()?.block_on(inserts(time))?,
        "rs256" => signatures(time)?,
        "judge" => judgements(time)?,
        "markdown" => texts(time, &args.next().ok_or(USAGE)?)?,
        _ => return Err(USAGE.into()),
    };
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53 here")]
    let rate = count as f64 / time.as_secs_f64();
    println!("{rate}");
    Ok(())
}

/// Rows of the size of an answer, each committed on its own, through the pool that the server opens.
async fn inserts(time: Duration) -> Result<u64, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let Db::Sqlite { write, .. } = store::connect(&format!("sqlite://{}/bare.db", folder.path().display())).await?
    else {
        return Err("SQLite was asked for".into());
    };
    sqlx::query("create table bare (id text primary key, body text not null) strict").execute(&write).await?;
    let deadline = Instant::now() + time;
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let write = write.clone();
        clients.spawn(async move {
            let mut count = 0_u64;
            while Instant::now() < deadline {
                let row = sqlx::query("insert into bare (id, body) values ($1, $2)");
                row.bind(format!("{client}-{count}")).bind("x".repeat(200)).execute(&write).await?;
                count += 1;
            }
            Ok::<u64, sqlx::Error>(count)
        });
    }
    let mut total = 0;
    while let Some(count) = clients.join_next().await {
        total += count??;
    }
    write.close().await;
    Ok(total)
}

/// Signatures of something as long as the first two parts of a token, on every core.
fn signatures(time: Duration) -> Result<u64, Box<dyn Error>> {
    let key = KeyPair::generate(KeySize::Rsa2048)?;
    let deadline = Instant::now() + time;
    let sign = || {
        let (random, message) = (SystemRandom::new(), [b'x'; 900]);
        let mut signature = vec![0; key.public_modulus_len()];
        let mut count = 0_u64;
        while Instant::now() < deadline && key.sign(&RSA_PKCS1_SHA256, &random, &message, &mut signature).is_ok() {
            count += 1;
        }
        count
    };
    let cores = thread::available_parallelism()?.get();
    Ok(thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(sign)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).sum()
    }))
}

/// Texts of a folder that the Markdown parser of one core turns into HTML, with nothing checked and nothing kept.
fn texts(time: Duration, folder: &str) -> Result<u64, Box<dyn Error>> {
    let mut texts = Vec::new();
    for kind in ["concepts", "questions"] {
        for entry in fs::read_dir(format!("{folder}/{kind}"))? {
            texts.push(fs::read_to_string(entry?.path())?);
        }
    }
    let (deadline, mut count) = (Instant::now() + time, 0);
    for text in texts.iter().cycle() {
        if Instant::now() >= deadline {
            break;
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(text, Options::ENABLE_TABLES));
        black_box(html);
        count += 1;
    }
    Ok(count)
}

/// Verdicts of one core on a sound token whose signature is taken as right.
fn judgements(time: Duration) -> Result<u64, Box<dyn Error>> {
    let sandbox = Sandbox::start("http://127.0.0.1:3000", [1; 32]);
    let samples = sandbox.samples();
    let token = sandbox.mint(&MintRequest::default(), NOW_S * 1000)?.id_token;
    let keys = sandbox.key_set(&samples.pool, NOW_S * 1000)?;
    let expectation = Expectation {
        issuers: vec![samples.issuers.aws.clone(), samples.issuers.local.clone()],
        clients: samples.clients.iter().map(|client| client.id.clone()).collect(),
        gate: Gate::Id,
        scopes: vec![],
        now_s: NOW_S,
    };
    let deadline = Instant::now() + time;
    let mut count = 0_u64;
    while Instant::now() < deadline {
        if let Some(step) = judge(black_box(&token), &keys, &expectation, |_| true).failed() {
            return Err(format!("the token is sound, but: {}", step.reason).into());
        }
        count += 1;
    }
    Ok(count)
}
