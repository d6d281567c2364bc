//! What an operator does: start with options, ask for health, back up, restore, check content.

use std::process::Output;

use crate::support::{
    Database,
    process::{Server, quizmint, run},
};

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn answer(server: &Server, attempt: u8) -> String {
    let body = format!("{{\"attempt\":\"{}\",\"chosen\":[\"a\"]}}", crate::support::attempt_id(attempt));
    let (status, reply) = server.post("/api/v1/questions/directory-behind-api-gateway/answers", "", &body).unwrap();
    assert_eq!(status, 200, "{reply}");
    reply
}

fn count(url: &str) -> String {
    String::from_utf8_lossy(&run(&["rebuild", "--database-url", url]).stdout).into_owned()
}

fn backed_up_and_restored(from: &str, into: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    let file = file.to_str().unwrap();
    let server = Server::start(from);
    answer(&server, 1);
    assert!(run(&["backup", file, "--database-url", from]).status.success(), "while it serves");
    answer(&server, 2);
    let again = run(&["backup", file, "--database-url", from]);
    assert!(!again.status.success() && said(&again).contains("exists already"), "{}", said(&again));
    drop(server);
    let restored = run(&["restore", file, "--database-url", into]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert_eq!(count(into), "1 cards derived from the log, 0 differed\n");
}

#[test]
fn a_backup_made_while_serving_holds_what_was_acknowledged_until_then() {
    let database = Database::sqlite();
    backed_up_and_restored(&database.url, &database.url);
}

#[test]
fn a_mistyped_address_is_neither_backed_up_nor_rebuilt_and_nothing_is_made_there() {
    let folder = tempfile::tempdir().unwrap();
    let (missing, file) = (folder.path().join("typo/quizmint.db"), folder.path().join("backup.db"));
    let url = format!("sqlite://{}", missing.display());
    for args in [&["backup", file.to_str().unwrap()][..], &["rebuild"]] {
        let refused = run(&[args, &["--database-url", &url]].concat());
        assert_eq!(refused.status.code(), Some(2), "{args:?}");
        assert!(
            said(&refused).contains(&format!("there is no database at {}", missing.display())),
            "{}",
            said(&refused)
        );
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_restore_is_refused_while_the_server_runs_and_nothing_changes() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    let file = file.to_str().unwrap();
    let server = Server::start(&database.url);
    answer(&server, 1);
    run(&["backup", file, "--database-url", &database.url]);
    let refused = run(&["restore", file, "--database-url", &database.url]);
    assert!(said(&refused).contains("stop the server"), "{}", said(&refused));
    answer(&server, 2);
}

#[test]
fn a_second_restore_keeps_the_old_file_and_the_one_before_it() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    let file = file.to_str().unwrap();
    let server = Server::start(&database.url);
    answer(&server, 1);
    run(&["backup", file, "--database-url", &database.url]);
    answer(&server, 2);
    drop(server);
    for _ in 0..2 {
        let restored = run(&["restore", file, "--database-url", &database.url]);
        assert!(restored.status.success(), "{}", said(&restored));
    }
    assert_eq!(count(&format!("{}.replaced", database.url)), "2 cards derived from the log, 0 differed\n");
    assert_eq!(count(&format!("{}.replaced-2", database.url)), "1 cards derived from the log, 0 differed\n");
}

#[test]
fn a_restore_that_fails_leaves_the_database_where_it_was() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    let file = file.to_str().unwrap();
    let server = Server::start(&database.url);
    run(&["backup", file, "--database-url", &database.url]);
    answer(&server, 1);
    drop(server);
    // Nothing can be written where the copy would be.
    std::fs::create_dir(format!("{}.partial", database.url.strip_prefix("sqlite://").unwrap())).unwrap();
    assert_eq!(run(&["restore", file, "--database-url", &database.url]).status.code(), Some(2));
    assert_eq!(count(&database.url), "1 cards derived from the log, 0 differed\n");
}

#[test]
fn a_restore_is_not_mixed_with_what_is_left_of_a_database_that_is_gone() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    let file = file.to_str().unwrap();
    let server = Server::start(&database.url);
    answer(&server, 1);
    run(&["backup", file, "--database-url", &database.url]);
    answer(&server, 2);
    server.kill();
    std::fs::remove_file(database.url.strip_prefix("sqlite://").unwrap()).unwrap();
    let restored = run(&["restore", file, "--database-url", &database.url]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert_eq!(count(&database.url), "1 cards derived from the log, 0 differed\n");
}

#[test]
fn a_backup_of_a_newer_version_or_of_something_else_is_refused() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    drop(Server::start(&database.url));
    run(&["backup", file.to_str().unwrap(), "--database-url", &database.url]);
    let newer = Database::at(&file);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(newer.run("insert into _sqlx_migrations select 9999, description, installed_on, success, checksum, execution_time from _sqlx_migrations limit 1"));
    let refused = run(&["restore", file.to_str().unwrap(), "--database-url", &database.url]);
    assert!(said(&refused).contains("newer version"), "{}", said(&refused));
    let text = folder.path().join("letter.txt");
    std::fs::write(&text, "not a database").unwrap();
    let refused = run(&["restore", text.to_str().unwrap(), "--database-url", &database.url]);
    assert!(said(&refused).contains("is not a backup"), "{}", said(&refused));
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_database_of_a_newer_version_is_not_touched() {
    let database = Database::sqlite();
    drop(Server::start(&database.url));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(database.run("insert into _sqlx_migrations select 9999, description, installed_on, success, checksum, execution_time from _sqlx_migrations limit 1"));
    let refused = run(&["serve", "--addr", "127.0.0.1:0", "--database-url", &database.url]);
    assert!(said(&refused).contains("newer version"), "{}", said(&refused));
}

#[test]
fn health_says_whether_the_server_is_ready() {
    let database = Database::sqlite();
    let server = Server::start(&database.url);
    let healthy = run(&["health", "--addr", &server.address]);
    assert_eq!((healthy.status.code(), said(&healthy).as_str()), (Some(0), "ready\n"));
    let address = server.address.clone();
    assert!(server.terminate());
    assert_eq!(run(&["health", "--addr", &address]).status.code(), Some(2));
}

#[test]
fn a_variable_that_nothing_reads_is_refused_with_the_nearest_one_that_is() {
    let output = quizmint(&["serve"]).env("QUIZMINT_ADRR", "127.0.0.1:1").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "quizmint: unknown environment variable QUIZMINT_ADRR; did you mean QUIZMINT_ADDR?\n");
}

#[test]
fn what_would_be_dangerous_in_public_is_refused_there() {
    for option in [["--clock", "2026-11-22T12:00:00Z"], ["--limits", "off"]] {
        let output = run(&["serve", "--addr", "0.0.0.0:0", option[0], option[1]]);
        assert!(said(&output).contains("loopback"), "{}", said(&output));
    }
}

#[test]
fn content_is_checked_with_an_exit_code_for_scripts() {
    assert_eq!(run(&["check", "content"]).status.code(), Some(0));
    assert_eq!(run(&["check"]).status.code(), Some(0), "the content inside the binary");
    assert_eq!(run(&["check", "no/such/folder"]).status.code(), Some(2));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("concepts")).unwrap();
    std::fs::write(folder.path().join("concepts/tea.md"), "+++\ntitel = \"Tea\"\n+++\n").unwrap();
    let findings = run(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(findings.status.code(), Some(1));
    assert!(said(&findings).contains("tea.md:2:1: ") && said(&findings).contains("title"), "{}", said(&findings));
}

#[test]
fn no_cookie_body_or_token_stands_in_the_log() {
    let database = Database::sqlite();
    let args = ["serve", "--addr", "127.0.0.1:0", "--database-url", &database.url];
    let mut child = quizmint(&args).env("RUST_LOG", "debug").stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut log = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut text = String::new();
    let address = loop {
        std::io::BufRead::read_line(&mut log, &mut text).unwrap();
        if let Some(address) = text.split("addr=").nth(1).and_then(|rest| rest.split_whitespace().next()) {
            break address.to_owned();
        }
    };
    let server = Server::running_at(child, address);
    let reply = answer(&server, 1);
    let cookie = reply.split("quizmint=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    server.post(
        "/api/v1/sandbox/verify",
        &format!("quizmint={cookie}"),
        "{\"token\":\"a-token-of-someone\",\"gate\":\"id\"}",
    );
    server.get("/concepts/some-private-path");
    assert!(server.terminate());
    std::io::Read::read_to_string(&mut log, &mut text).unwrap();
    for secret in [cookie.as_str(), "a-token-of-someone", "\"attempt\""] {
        assert!(!text.contains(secret), "{secret} in:\n{text}");
    }
}

mod on_postgres {
    use super::{Database, backed_up_and_restored};

    #[test]
    fn a_backup_moves_between_the_engines() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let Some(postgres) = runtime.block_on(Database::postgres()) else { return };
        let sqlite = Database::sqlite();
        backed_up_and_restored(&postgres.url, &sqlite.url);
        let other = runtime.block_on(Database::postgres()).unwrap();
        let fresh = Database::sqlite();
        backed_up_and_restored(&fresh.url, &other.url);
    }
}
