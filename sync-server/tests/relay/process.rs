//! The server as a program: what it prints, and that it stops when told to.

use crate::support::{Client, County, Http};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A server process, ended when dropped.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) addr: SocketAddr,
}

impl Program {
    pub(crate) fn start(county: &County) -> Self {
        let mut child = command(county).args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let listening: serde_json::Value = serde_json::from_str(&line).expect(&line);
        let addr = listening["listening"].as_str().unwrap().parse().unwrap();
        Self { child, addr }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(county: &County) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_first72-server"));
    command.env_clear().env("FIRST72_DATA", county.folder().join("data")).env("FIRST72_REALM", county.realm_file());
    command.env("FIRST72_LOG", "warn").args(["--plain-http-loopback", "--log-json"]).stderr(Stdio::null());
    command
}

#[test]
fn it_says_where_it_listens_and_when_told_to_stop_leaves_one_file_to_copy() {
    let mut county = County::make();
    let mut program = Program::start(&county);
    assert_eq!(Http::connect(program.addr).get("/healthz").status, 200);
    let entry = county.enrol(0x20).1;
    Client::open(Http::connect(program.addr), &county, county.registrar.key()).push(&[entry]).unwrap();
    let pid = program.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(program.child.wait().unwrap().success());
    let files = std::fs::read_dir(county.folder().join("data")).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    names.sort_unstable();
    assert_eq!(names, ["lock", "relay.sqlite"]);
}

#[test]
fn it_stops_when_told_to_the_moment_it_listens() {
    let county = County::make();
    for _ in 0..20 {
        let mut program = Program::start(&county);
        let pid = program.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(program.child.wait().unwrap().success(), "it was not killed, and closed its files");
    }
}

// cjis:IA-5(6)
#[test]
fn it_prints_its_settings_without_secrets() {
    let county = County::make_with(true, Some(crate::tls::identity()));
    let shown = command(&county).arg("--print-config").output().unwrap();
    assert!(shown.status.success());
    let text = String::from_utf8(shown.stdout).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["realm"]["name"], "Demo County");
    assert_eq!((&json["realm"]["log_key"], &json["realm"]["tls"]["key"]), (&"removed".into(), &"removed".into()));
    assert_eq!(json["settings"]["limits"]["requests_per_minute"], 120);
    assert!(!text.contains(&"10".repeat(32)) && !text.contains("PRIVATE KEY"));
}

#[test]
fn it_fails_with_a_code_when_it_cannot_start() {
    let county = County::make();
    let mut bad = command(&county);
    let mut child =
        bad.args(["--listen", "0.0.0.0:0"]).env("FIRST72_LOG", "error").stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(!child.wait().unwrap().success());
    assert!(said.contains("listen.plain-not-loopback"), "{said}");
}
