//! An invented county with its keys, a server, and a small client.

mod client;
mod county;
mod http;

pub(crate) use client::Client;
pub(crate) use county::{Author, County, SPACE, introduce, space};
pub(crate) use http::Http;

use first72_server::{Clock, Config, Limits, Running, serve_with};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that tests turn by hand.
#[derive(Clone)]
pub(crate) struct Hand(Arc<AtomicI64>);

impl Hand {
    pub(crate) fn at(now_ms: i64) -> Self {
        Self(Arc::new(AtomicI64::new(now_ms)))
    }

    pub(crate) fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let time = Arc::clone(&self.0);
        Clock::new(move || time.load(Ordering::SeqCst))
    }
}

/// A county and its server.
pub(crate) struct Relay {
    pub(crate) county: County,
    pub(crate) hand: Hand,
    config: Config,
    running: Option<Running>,
}

pub(crate) const NOW_MS: i64 = 1_795_500_000_000;

impl Relay {
    pub(crate) fn start() -> Self {
        Self::start_with(Limits::default().lifted())
    }

    pub(crate) fn start_with(limits: Limits) -> Self {
        let county = County::make();
        let mut config = Config::loopback(county.folder().join("data"), county.realm_file());
        config.limits = limits;
        let hand = Hand::at(NOW_MS);
        let running = serve_with(&config, hand.clock()).unwrap();
        Self { county, hand, config, running: Some(running) }
    }

    pub(crate) fn addr(&self) -> std::net::SocketAddr {
        self.running.as_ref().unwrap().addr()
    }

    pub(crate) fn http(&self) -> Http {
        Http::connect(self.addr())
    }

    /// A device with an open session.
    pub(crate) fn client(&self, author: &Author) -> Client {
        Client::open(self.http(), &self.county, author.key())
    }

    /// The registrar's device with an open session.
    pub(crate) fn registrar(&self) -> Client {
        Client::open(self.http(), &self.county, self.county.registrar.key())
    }

    /// Takes in a new device and tells the server.
    pub(crate) fn enrol(&mut self, seed: u8) -> Author {
        let (author, entry) = self.county.enrol(seed);
        let told = self.registrar().push(&[entry]).unwrap();
        assert!(told.outcomes[0].pos().is_some(), "{told:?}");
        author
    }

    /// Stops the server and starts it again on the same folder.
    pub(crate) fn restart(&mut self) {
        self.running.take().unwrap().shutdown();
        self.running = Some(serve_with(&self.config, self.hand.clock()).unwrap());
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn stop(&mut self) {
        self.running.take().unwrap().shutdown();
    }
}
