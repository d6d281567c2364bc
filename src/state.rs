//! What every handler shares: content, what is kept, time, chance and the sandbox.

use std::sync::Arc;

use crate::{
    chance::Chance, clock::Clock, config::BaseUrl, content::Live, sandbox::Sandbox, search::Search, site::Site,
    store::Store,
};

#[derive(Clone)]
pub struct AppState {
    pub content: Arc<Live>,
    pub search: Search,
    pub store: Store,
    pub clock: Clock,
    pub chance: Chance,
    pub sandbox: Sandbox,
    pub site: Arc<Site>,
    pub base_url: BaseUrl,
    /// Open pages reload when the content changes or the server was built again.
    pub dev_reload: bool,
}
