//! The two demo servers: started, waited for, stopped.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::County;
use super::cast::Realm;
use crate::programs::program;

/// Both running servers. Dropping it stops them.
pub struct Servers(Vec<Child>);

impl Servers {
    pub(super) fn start(county: &County) -> Result<Self> {
        let folder = &county.folder;
        let mut servers = Self(Vec::new());
        for realm in [Realm::County, Realm::Advocacy] {
            let address = address(folder, realm)?;
            let mut child = Command::new(program("first72-server")?)
                .arg("--data")
                .arg(folder.join(format!("server-{}", realm.folder())))
                .arg("--realm")
                .arg(folder.join(realm.folder()).join("server.realm"))
                .args(["--listen", &address, "--plain-http-loopback"])
                .envs(county.environment())
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .context("could not start the server")?;
            let out = child.stdout.take().context("the server has no output")?;
            servers.0.push(child);
            let mut line = String::new();
            BufReader::new(out).read_line(&mut line)?;
            if !line.contains("listening") {
                bail!("the server of {} did not start at {address}: is the port taken?", realm.name());
            }
        }
        Ok(servers)
    }
}

/// Whether nobody else listens where the servers would.
pub(super) fn are_free(folder: &Path) -> Result<bool> {
    for realm in [Realm::County, Realm::Advocacy] {
        if TcpListener::bind(address(folder, realm)?).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn address(folder: &Path, realm: Realm) -> Result<String> {
    let url = fs::read_to_string(folder.join(format!("{}.url", realm.folder())))?;
    Ok(url.strip_prefix("http://").context("the demo's server has an address of its own kind")?.to_owned())
}

impl Drop for Servers {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
