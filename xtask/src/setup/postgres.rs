//! A PostgreSQL of its own for one run of the tests: on a free port, in a temporary folder, gone afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use super::{can_install, install, is_root};
use crate::process::{self, Background, Scratch};

pub(crate) const HOW: &str =
    "PostgreSQL is not installed; put its `initdb` and `postgres` into PATH (Debian: `apt-get install postgresql`)";

/// A running server. Dropping it ends the server first and removes its folder then.
pub(crate) struct Postgres {
    _server: Background,
    _folder: Scratch,
    pub(crate) url: String,
}

/// Starts a throwaway server, or nothing where PostgreSQL cannot be had.
pub(crate) fn start() -> Result<Option<Postgres>> {
    let Some(bin) = programs_or_install() else { return Ok(None) };
    let folder = Scratch::new("postgres")?;
    let owner = Owner::choose()?;
    owner.give(folder.path())?;
    let data = folder.path().join("data");
    let mut initdb = owner.command(&bin.join("initdb"));
    initdb.arg("--pgdata").arg(&data).args(["--username=quizmint", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
    process::quiet(initdb.arg("--no-sync").current_dir(folder.path()))?;
    let port = process::free_port()?;
    let server = Background::start(&mut server_command(&owner, &bin, folder.path(), port)?)?;
    let up = process::eventually(Duration::from_secs(30), || {
        ensure!(server.is_running()?, "PostgreSQL ended at once: {}", fs::read_to_string(folder.path().join("log"))?);
        Ok(is_ready(&bin, port))
    })?;
    ensure!(up, "PostgreSQL was not ready within 30 s");
    let url = format!("postgres://quizmint@127.0.0.1:{port}/postgres");
    Ok(Some(Postgres { _server: server, _folder: folder, url }))
}

fn server_command(owner: &Owner, bin: &Path, folder: &Path, port: u16) -> Result<Command> {
    let log = fs::File::create(folder.join("log")).context("write the log of PostgreSQL")?;
    let mut server = owner.command(&bin.join("postgres"));
    server.arg("-D").arg(folder.join("data")).arg("-p").arg(port.to_string());
    // Nothing here outlives the run, so nothing needs to reach the disk.
    for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=200"] {
        server.arg("-c").arg(setting);
    }
    server.current_dir(folder).stdout(Stdio::null()).stderr(log);
    Ok(server)
}

fn is_ready(bin: &Path, port: u16) -> bool {
    let mut asking = Command::new(bin.join("pg_isready"));
    asking
        .args(["--quiet", "--host=127.0.0.1", "--username=quizmint", "--dbname=postgres", "--port"])
        .arg(port.to_string());
    asking.status().is_ok_and(|status| status.success())
}

fn programs_or_install() -> Option<PathBuf> {
    programs().or_else(|| {
        if can_install() {
            // What went wrong shows in that the programs are still not there.
            install("postgresql").ok();
        }
        programs()
    })
}

/// The folder of the server's programs: from `PATH`, else the newest of those that Debian keeps out of it.
fn programs() -> Option<PathBuf> {
    let in_path = process::which("initdb").and_then(|path| path.canonicalize().ok()?.parent().map(Path::to_owned));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut packaged: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    packaged.sort();
    let newest_first = packaged.into_iter().rev().map(|(_, bin)| bin);
    in_path.into_iter().chain(newest_first).find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
}

/// Who the server runs as: PostgreSQL refuses to run as root.
struct Owner {
    ids: Option<(u32, u32)>,
}

impl Owner {
    fn choose() -> Result<Self> {
        if !is_root() {
            return Ok(Self { ids: None });
        }
        let users = fs::read_to_string("/etc/passwd").context("read the system's users")?;
        let ids = ["postgres", "nobody"].iter().find_map(|name| ids_of(&users, name));
        Ok(Self { ids: Some(ids.context("PostgreSQL needs a user who is not root, such as `nobody`")?) })
    }

    #[cfg(unix)]
    fn give(&self, folder: &Path) -> Result<()> {
        let Some((user, group)) = self.ids else { return Ok(()) };
        std::os::unix::fs::chown(folder, Some(user), Some(group)).context("hand the folder to PostgreSQL's user")
    }

    #[cfg(unix)]
    fn command(&self, program: &Path) -> Command {
        use std::os::unix::process::CommandExt as _;
        let mut command = Command::new(program);
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }

    #[cfg(not(unix))]
    fn give(&self, _folder: &Path) -> Result<()> {
        Ok(())
    }

    #[cfg(not(unix))]
    fn command(&self, program: &Path) -> Command {
        Command::new(program)
    }
}

fn ids_of(passwd: &str, name: &str) -> Option<(u32, u32)> {
    let mut fields = passwd.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(name))?;
    let user = fields.nth(2)?.parse().ok()?;
    Some((user, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::ids_of;

    #[test]
    fn the_ids_of_a_user_are_read_from_the_list_of_users() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533::/nonexistent:/usr/sbin/nologin\n";
        assert_eq!(ids_of(passwd, "nobody"), Some((65534, 65533)));
        assert_eq!(ids_of(passwd, "somebody"), None);
    }
}
