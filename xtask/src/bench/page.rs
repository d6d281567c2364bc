//! The concept page, for a visitor and for a learner, against nginx serving the very same bytes.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};

use super::report::Row;
use super::rounds::compare;
use super::{CONNECTIONS, MOMENT, PAGE, answers, load, nginx};
use crate::http;

const PACKED: &str = "Accept-Encoding: br";

pub(crate) fn measure() -> Result<Vec<Row>> {
    let server = super::start()?;
    let learner = answers::Learner::new(server.address)?;
    learner.answer(server.address, 1)?;
    Ok(vec![
        against_nginx("concept page, visitor", server.address, &[PACKED], 0.5)?,
        against_nginx("concept page, learner with answers", server.address, &[PACKED, &learner.cookie], 0.15)?,
    ])
}

fn against_nginx(what: &str, address: SocketAddr, headers: &[&str], aim: f64) -> Result<Row> {
    let page = http::ask("GET", address, PAGE, headers, "")?;
    ensure!(page.status == 200, "{PAGE} answered {}", page.status);
    let encoding = page.header("content-encoding");
    let nginx = nginx::start(&page.body, encoding)?.context(nginx::HOW)?;
    let ask_us = http::request("GET", address, PAGE, headers, "");
    let ask_nginx = http::request("GET", nginx.address, "/page", headers, "");
    let rate = |address, request: &[u8]| load::rate(address, CONNECTIONS, MOMENT, &|_, _| request.to_owned());
    let compared = compare(|| rate(address, &ask_us), || rate(nginx.address, &ask_nginx))?;
    let size = format!("{} bytes, {}", page.body.len(), encoding.unwrap_or("not compressed"));
    Ok(Row::ratio(&format!("{what} ({size})"), "nginx", compared, aim))
}
