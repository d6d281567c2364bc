//! nginx, serving the very bytes that Quizmint serves: the limit for a page.

use std::fs;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::http;
use crate::process::{self, Background, Scratch};
use crate::setup;

pub(crate) const HOW: &str = "nginx is not installed; put it into PATH (Debian: `apt-get install nginx-light`)";

/// Dropping it ends nginx first and removes its folder then.
pub(crate) struct Nginx {
    _process: Background,
    _folder: Scratch,
    pub(crate) address: SocketAddr,
}

/// Serves `body` at `/page`, compressed already if `encoding` says so.
pub(crate) fn start(body: &[u8], encoding: Option<&str>) -> Result<Option<Nginx>> {
    let Some(program) = setup::find_or_install(&["nginx"], "nginx-light") else { return Ok(None) };
    let folder = Scratch::new("nginx")?;
    let address = SocketAddr::from(([127, 0, 0, 1], process::free_port()?));
    fs::write(folder.path().join("page"), body)?;
    fs::write(folder.path().join("nginx.conf"), configuration(address, &folder, encoding))?;
    let mut command = Command::new(program);
    command.arg("-p").arg(folder.path()).arg("-c").arg(folder.path().join("nginx.conf"));
    let process = Background::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
    let up = process::eventually(Duration::from_secs(10), || {
        ensure!(process.is_running()?, "nginx ended at once");
        Ok(http::ask("GET", address, "/page", &[], "").is_ok_and(|response| response.status == 200))
    })
    .with_context(|| fs::read_to_string(folder.path().join("error.log")).unwrap_or_default())?;
    ensure!(up, "nginx did not answer within 10 s");
    Ok(Some(Nginx { _process: process, _folder: folder, address }))
}

fn configuration(address: SocketAddr, folder: &Scratch, encoding: Option<&str>) -> String {
    let folder = folder.path().display();
    // Workers of root run as somebody else, who may not look into our folder.
    let user = if setup::is_root() { "user root;" } else { "" };
    let encoded = encoding.map(|encoding| format!("add_header Content-Encoding {encoding};")).unwrap_or_default();
    format!(
        "{user} daemon off; worker_processes auto; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; keepalive_timeout 1h;
    open_file_cache max=10; client_body_temp_path {folder}/1; proxy_temp_path {folder}/2;
    fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{
        listen {address}; root {folder};
        location = /page {{ default_type text/html; {encoded} }}
    }}
}}
"
    )
}
