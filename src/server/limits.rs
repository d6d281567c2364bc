//! Rate limits per client and kind of route: a burst, then a steady rate. Reading is free.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, Method, Request, Response, header},
    response::IntoResponse,
};
use governor::middleware::NoOpMiddleware;
use tower_governor::{
    GovernorError, GovernorLayer,
    governor::{GovernorConfig, GovernorConfigBuilder},
    key_extractor::KeyExtractor,
};

use super::failure::Failure;
use crate::config::Switch;

const BURST: u32 = 100;
/// One request every 50 ms is 20 a second.
const PERIOD: Duration = Duration::from_millis(50);
/// Clients that were quiet for long are forgotten this often.
const FORGET_EVERY: Duration = Duration::from_mins(1);

/// Hands out one limit per kind of route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits(Switch);

type Config = GovernorConfig<Client, NoOpMiddleware>;

/// A client is the address that the connection comes from; an IPv6 client is its /64, which one subscriber owns.
#[derive(Clone, Debug)]
struct Client;

impl KeyExtractor for Client {
    type Key = IpAddr;

    fn extract<T>(&self, request: &Request<T>) -> Result<IpAddr, GovernorError> {
        let peer = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>();
        Ok(network_of(peer.ok_or(GovernorError::UnableToExtractKey)?.ip()))
    }
}

fn network_of(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6((ip.to_bits() & !(u128::from(u64::MAX))).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Limits {
    pub(super) fn new(switch: Switch) -> Self {
        Self(switch)
    }

    /// Limits whatever changes something on these routes; each call makes a limit of its own.
    pub(super) fn on<S: Clone + Send + Sync + 'static>(self, routes: Router<S>) -> Router<S> {
        let Some(config) = config().filter(|_| self.0 == Switch::On) else { return routes };
        let config = Arc::new(config);
        forget_quiet_clients(Arc::downgrade(&config));
        routes.layer(GovernorLayer::new(config).error_handler(refuse))
    }
}

fn config() -> Option<Config> {
    GovernorConfigBuilder::default()
        .key_extractor(Client)
        .period(PERIOD)
        .burst_size(BURST)
        .methods(vec![Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .finish()
}

/// Ends with the router that the limit belongs to.
fn forget_quiet_clients(config: std::sync::Weak<Config>) {
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(FORGET_EVERY).await;
            match config.upgrade() {
                Some(config) => config.limiter().retain_recent(),
                None => return,
            }
        }
    });
}

fn refuse(error: GovernorError) -> Response<Body> {
    match error {
        GovernorError::TooManyRequests { wait_time, .. } => {
            let mut response = Failure::of_status(axum::http::StatusCode::TOO_MANY_REQUESTS).into_response();
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_time.max(1)));
            response
        }
        error => Failure::unexpected(&error).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_one_ipv6_subscription_are_one_client() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(network_of(ip("2001:db8:1:2::1")), network_of(ip("2001:db8:1:2:ffff::9")));
        assert_ne!(network_of(ip("2001:db8:1:2::1")), network_of(ip("2001:db8:1:3::1")));
        assert_eq!(network_of(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
