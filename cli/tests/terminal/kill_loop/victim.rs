//! The program at work in its `script`, watched byte by byte, and ended with SIGKILL.

use crate::program::command;
use serde_json::Value;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, Sender, channel};

const SIGKILL: i32 = 9;

/// Something that the killer can wait for.
pub(crate) enum Event {
    /// Some bytes of the program's answers; none at their end.
    Said(Vec<u8>),
    /// The way to the server has stopped where it was told to.
    Stopped,
}

/// A running `first72 script`.
pub(crate) struct Victim {
    child: Child,
    input: ChildStdin,
    events: Receiver<Event>,
    /// For whoever else has something to tell the killer.
    pub(crate) teller: Sender<Event>,
    said: Vec<u8>,
    answered: usize,
}

impl Victim {
    pub(crate) fn start(vault: &Path) -> Self {
        let mut child = command(vault, &["script"]).spawn().unwrap();
        let (teller, events) = channel();
        let (mut output, telling) = (child.stdout.take().unwrap(), teller.clone());
        std::thread::spawn(move || {
            // Small bites: the program goes on while its answer is being read.
            let mut bite = [0; 64];
            while let Ok(read) = output.read(&mut bite) {
                if telling.send(Event::Said(bite[..read].to_vec())).is_err() || read == 0 {
                    break;
                }
            }
        });
        let input = child.stdin.take().unwrap();
        Self { child, input, events, teller, said: Vec::new(), answered: 0 }
    }

    /// Gives it lines to carry out, without waiting.
    pub(crate) fn tell(&mut self, lines: &[Value]) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        self.input.write_all(text.as_bytes()).unwrap();
    }

    /// The answer to one line, waiting for it.
    #[track_caller]
    pub(crate) fn ask(&mut self, line: Value) -> Value {
        self.tell(&[line]);
        self.next_answer()
    }

    /// The next whole answer that nobody has taken yet.
    #[track_caller]
    pub(crate) fn next_answer(&mut self) -> Value {
        loop {
            if let Some(answer) = self.take_answer() {
                return answer;
            }
            assert!(self.listen(), "it ended without an answer");
        }
    }

    /// Waits until so many more bytes were said, or something stopped.
    pub(crate) fn hear(&mut self, bytes: usize) {
        let enough = self.said.len() + bytes;
        while self.said.len() < enough && self.listen() {}
    }

    /// Waits until the way to the server has stopped, or a whole answer came instead.
    pub(crate) fn until_stopped(&mut self) {
        while !self.said[self.answered..].contains(&b'\n') && self.listen() {}
    }

    /// Whether a whole answer is there.
    pub(crate) fn has_answered(&mut self) -> bool {
        while let Ok(Event::Said(bytes)) = self.events.try_recv() {
            self.said.extend(bytes);
        }
        self.said[self.answered..].contains(&b'\n')
    }

    /// Kills it, whatever it is doing, and returns every whole answer that came out of it.
    pub(crate) fn kill(mut self) -> Vec<Value> {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), Some(SIGKILL), "it had ended by itself: {status}");
        drop(self.input);
        loop {
            match self.events.recv().unwrap() {
                Event::Said(bytes) if bytes.is_empty() => break,
                Event::Said(bytes) => self.said.extend(bytes),
                Event::Stopped => {}
            }
        }
        let whole = self.said[self.answered..].split_inclusive(|byte| *byte == b'\n');
        whole.filter(|line| line.ends_with(b"\n")).map(|line| serde_json::from_slice(line).unwrap()).collect()
    }

    /// Lets it end in peace.
    pub(crate) fn finish(mut self) {
        let answer = self.ask(serde_json::json!({ "do": "lock" }));
        assert_eq!(answer["ok"], true, "{answer}");
        assert!(self.child.wait().unwrap().success());
    }

    /// Takes in the next event; false at the end of the answers and when something stopped.
    fn listen(&mut self) -> bool {
        match self.events.recv().unwrap() {
            Event::Said(bytes) => {
                self.said.extend(&bytes);
                !bytes.is_empty()
            }
            Event::Stopped => false,
        }
    }

    fn take_answer(&mut self) -> Option<Value> {
        let rest = &self.said[self.answered..];
        let end = rest.iter().position(|byte| *byte == b'\n')? + 1;
        let answer = serde_json::from_slice(&rest[..end]).unwrap();
        self.answered += end;
        Some(answer)
    }
}
