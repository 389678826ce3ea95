//! A notebook in a process of its own, which its parent stops and kills.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child as Process, ChildStdout, Command, Stdio};

const SCENE: &str = "FIRST72_CHILD_SCENE";
const FOLDER: &str = "FIRST72_CHILD_FOLDER";
const STAGE: &str = "first72-child-stage ";

/// In the child: which scene it is to live, and in which folder. None in the parent.
pub(super) fn asked() -> Option<(String, PathBuf)> {
    Some((std::env::var(SCENE).ok()?, PathBuf::from(std::env::var_os(FOLDER)?)))
}

/// In the child: says that it has come so far, and waits until it is told to go on.
pub(super) fn stage(name: &str) {
    println!("\n{STAGE}{name}");
    let mut word = [0];
    // A parent that went away wants nothing more.
    let _ = std::io::stdin().read(&mut word);
}

/// The child as its parent sees it. Killed when it is dropped.
pub(super) struct Child {
    process: Process,
    said: BufReader<ChildStdout>,
}

impl Child {
    /// Starts this very test in a process of its own.
    pub(super) fn start(test: &str, scene: &str, folder: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(SCENE, scene)
            .env(FOLDER, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        Self { process, said }
    }

    /// Waits until it has come so far.
    #[track_caller]
    pub(super) fn until(&mut self, stage: &str) {
        let mut line = String::new();
        while line.trim_end().strip_prefix(STAGE) != Some(stage) {
            line.clear();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "the child ended before “{stage}”");
        }
    }

    /// Lets it go on behind the stage that it has reached.
    pub(super) fn go_on(&mut self) {
        self.process.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    pub(super) fn id(&self) -> u32 {
        self.process.id()
    }

    /// SIGKILL, whatever it is doing.
    pub(super) fn kill(mut self) {
        self.process.kill().unwrap();
        let status = self.process.wait().unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{status}");
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
