//! An answer that was acknowledged is kept, whatever happens to the server then.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use crate::support::{Database, process::Server};

const ROUNDS: u32 = 6;
const LEARNERS: u32 = 4;
/// The server is killed in the middle of what comes after this many answers.
const ACKNOWLEDGED_BEFORE_THE_END: u32 = 25;

/// Acknowledged attempts, with the body that was told.
type Acknowledged = Mutex<BTreeMap<String, String>>;

fn body_of(reply: &str) -> String {
    reply.split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn answer(server: &Server, cookie: &str, attempt: &str) -> Option<(u16, String)> {
    let body = format!("{{\"attempt\":\"{attempt}\",\"chosen\":[\"a\"]}}");
    server.post("/api/v1/questions/directory-behind-api-gateway/answers", cookie, &body)
}

fn session_of(reply: &str) -> String {
    let cookie = reply.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// One learner answers until the connection breaks for good.
fn learn(server: &Server, learner: u32, round: u32, cookie: &str, told: &Acknowledged, count: &AtomicU32) {
    for number in 0.. {
        let attempt = format!("00000000-0000-4000-8000-{round:04x}{learner:04x}{number:04x}");
        let Some((status, reply)) = answer(server, cookie, &attempt) else { return };
        assert_eq!(status, 200, "{reply}");
        told.lock().unwrap().insert(attempt, body_of(&reply));
        count.fetch_add(1, Ordering::SeqCst);
    }
}

fn survives_being_killed(url: &str) {
    let server = Server::start(url);
    let cookies: Vec<String> = (0..LEARNERS)
        .map(|learner| {
            session_of(&answer(&server, "", &format!("00000000-0000-4000-8000-ffff0000{learner:04x}")).unwrap().1)
        })
        .collect();
    server.kill();
    let told: Vec<Acknowledged> = cookies.iter().map(|_| Acknowledged::default()).collect();
    for round in 0..ROUNDS {
        let server = Server::start(url);
        let count = AtomicU32::new(0);
        thread::scope(|scope| {
            for (learner, (cookie, told)) in (0..).zip(cookies.iter().zip(&told)) {
                let (server, count) = (&server, &count);
                scope.spawn(move || learn(server, learner, round, cookie, told, count));
            }
            while count.load(Ordering::SeqCst) < ACKNOWLEDGED_BEFORE_THE_END {
                thread::yield_now();
            }
            // Dead in the middle of whatever is under way.
            server.kill_from_outside();
        });
    }
    let server = Server::start(url);
    for (cookie, told) in cookies.iter().zip(&told) {
        for (attempt, body) in told.lock().unwrap().iter() {
            let (status, reply) = answer(&server, cookie, attempt).unwrap();
            assert_eq!((status, &body_of(&reply)), (200, body), "the same attempt is told the same: it was kept");
        }
    }
    assert!(server.terminate(), "it ends well when it is asked to");
    let rebuilt = crate::support::process::run(&["rebuild", "--database-url", url]);
    assert!(String::from_utf8_lossy(&rebuilt.stdout).ends_with(" 0 differed\n"), "{rebuilt:?}");
}

#[test]
fn an_acknowledged_answer_survives_the_death_of_the_server() {
    let database = Database::sqlite();
    survives_being_killed(&database.url);
}

mod on_postgres {
    use super::{Database, survives_being_killed};

    #[test]
    fn an_acknowledged_answer_survives_the_death_of_the_server() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        if let Some(database) = runtime.block_on(Database::postgres()) {
            survives_being_killed(&database.url);
        }
    }
}
