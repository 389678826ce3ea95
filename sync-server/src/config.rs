//! Settings: flags, each with an environment variable, and what must hold between them.

use clap::Parser;
use first72_wire::label::plain_digest;
use first72_wire::realm_file::RealmFile;
use serde::Serialize;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The sync server of one realm: stores what it cannot read, in order.
#[derive(Clone, Debug, Parser, Serialize)]
#[command(name = "first72-server", version, about)]
pub struct Config {
    /// Folder for the store; made when it is not there.
    #[arg(long, env = "FIRST72_DATA")]
    pub data: PathBuf,
    /// The realm file that the ceremony made.
    #[arg(long, env = "FIRST72_REALM")]
    pub realm: PathBuf,
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, env = "FIRST72_LISTEN", default_value = "0.0.0.0:8443")]
    pub listen: SocketAddr,
    /// Serve plain HTTP. Only for a demo realm, and only on a loopback address.
    #[arg(long, env = "FIRST72_PLAIN_HTTP_LOOPBACK")]
    pub plain_http_loopback: bool,
    /// What is logged, as for `RUST_LOG`.
    #[arg(long, env = "FIRST72_LOG", default_value = "info")]
    pub log: String,
    /// Log as JSON lines.
    #[arg(long, env = "FIRST72_LOG_JSON")]
    pub log_json: bool,
    /// Print the settings, secrets removed, and leave.
    #[arg(long)]
    #[serde(skip)]
    pub print_config: bool,
    /// Make a lost store again from what devices hold (`first72 device holdings`), and leave. For each device its file.
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub rebuild: Vec<PathBuf>,
    /// How much clients may ask for.
    #[command(flatten)]
    pub limits: Limits,
}

/// How much clients may ask for. 0 lifts a limit where it says so.
#[derive(Clone, Debug, clap::Args, Serialize)]
pub struct Limits {
    /// Requests of one device in a minute; 0 for no limit.
    #[arg(long, env = "FIRST72_REQUESTS_PER_MINUTE", default_value_t = 120)]
    pub requests_per_minute: u32,
    /// Entries uploaded by one device in a day (UTC); 0 for no limit.
    #[arg(long, env = "FIRST72_ENTRIES_PER_DAY", default_value_t = 5_000)]
    pub entries_per_day: u32,
    /// Requests from one address in a minute that no known device has signed; 0 for no limit.
    #[arg(long, env = "FIRST72_ANONYMOUS_PER_MINUTE", default_value_t = 20)]
    pub anonymous_per_minute: u32,
    /// Connections at once.
    #[arg(long, env = "FIRST72_CONNECTIONS", default_value_t = 512)]
    pub connections: usize,
    /// Seconds until the head of a request must be there.
    #[arg(long, env = "FIRST72_HEADER_SECONDS", default_value_t = 10)]
    pub header_seconds: u64,
    /// Seconds until the body of a request must be there.
    #[arg(long, env = "FIRST72_BODY_SECONDS", default_value_t = 60)]
    pub body_seconds: u64,
    /// MiB that the bodies of all requests may take at once, and as much again those of all answers.
    #[arg(long, env = "FIRST72_BODY_MEMORY", default_value_t = 16)]
    pub body_memory: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_per_minute: 120,
            entries_per_day: 5_000,
            anonymous_per_minute: 20,
            connections: 512,
            header_seconds: 10,
            body_seconds: 60,
            body_memory: 16,
        }
    }
}

impl Limits {
    /// The same without the limits on how often and how much one device may ask, for loads and tests.
    #[must_use]
    pub const fn lifted(mut self) -> Self {
        self.requests_per_minute = 0;
        self.entries_per_day = 0;
        self.anonymous_per_minute = 0;
        self
    }
}

impl Config {
    /// Plain HTTP on any free loopback port, as demo realms and tests use it.
    #[must_use]
    pub fn loopback(data: PathBuf, realm: PathBuf) -> Self {
        Self {
            data,
            realm,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            plain_http_loopback: true,
            log: "info".into(),
            log_json: false,
            print_config: false,
            rebuild: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// All settings and what the realm file says, as JSON, secrets removed.
    #[must_use]
    pub fn shown(&self, realm: &RealmFile) -> serde_json::Value {
        let genesis = realm.genesis.genesis();
        let removed = "removed";
        serde_json::json!({
            "settings": self,
            "realm": {
                "id": genesis.realm(),
                "name": genesis.fields().name,
                "demo": genesis.fields().demo,
                "genesis_sha256": genesis.hash(),
                "first_entries": realm.first_entries.len(),
                "log_key": removed,
                "tls": realm.tls.as_ref().map(|tls| serde_json::json!({ "chain": tls.chain_pem, "key": removed, "authority_sha256": tls.authority.as_ref().map(|der| plain_digest(&[der])) })),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_of_the_flags_are_the_defaults() {
        let parsed = Config::try_parse_from(["first72-server", "--data", "d", "--realm", "r"]).unwrap();
        assert_eq!(serde_json::to_value(&parsed.limits).unwrap(), serde_json::to_value(Limits::default()).unwrap());
        assert!(!parsed.plain_http_loopback && !parsed.print_config);
        assert_eq!(parsed.listen.port(), 8443);
    }

    #[test]
    fn a_folder_and_a_realm_file_are_all_it_needs_and_less_is_refused() {
        assert!(Config::try_parse_from(["first72-server", "--data", "d"]).is_err());
        assert!(
            Config::try_parse_from(["first72-server", "--data", "d", "--realm", "r", "--listen", "nowhere"]).is_err()
        );
    }
}
