//! What every handler shares: content, what is kept, time, chance and the sandbox.

use std::sync::Arc;

use crate::{
    chance::Chance,
    clock::Clock,
    config::{BaseUrl, ReportUrl},
    content::Live,
    sandbox::Sandbox,
    site::Site,
    store::Store,
};

#[derive(Clone)]
pub struct AppState {
    pub content: Arc<Live>,
    pub store: Store,
    pub clock: Clock,
    pub chance: Chance,
    pub sandbox: Sandbox,
    pub site: Arc<Site>,
    pub base_url: BaseUrl,
    /// Without it no page offers to report a mistake.
    pub report_url: Option<ReportUrl>,
    /// For authors: open pages reload when the content changes or the server was built again, and a concept can be
    /// looked at with its answers.
    pub dev_reload: bool,
}

impl AppState {
    /// Whether who reads is the author: the content is a folder that is being worked on, and nobody else can reach the
    /// server.
    pub fn shows_answers(&self) -> bool {
        self.dev_reload && self.content.follows_a_folder()
    }
}
