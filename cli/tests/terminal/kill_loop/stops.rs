//! What stands between the program and its server: it carries bytes, and can stop at any one of them.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// A direction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// From the device to the server.
    Up,
    /// From the server to the device.
    Down,
}

/// A door on loopback in front of a server.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    server: Option<SocketAddr>,
    carried: [usize; 2],
    stop: Option<Stop>,
}

/// After so many bytes one way nothing more goes through; whoever waits is told, and lets go.
struct Stop {
    way: Way,
    after: usize,
    reached: Box<dyn FnOnce() + Send>,
    let_go: Receiver<()>,
}

impl Door {
    /// Opens the door. What comes before a server stands behind it is turned away.
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, state) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(State::default())));
        let seen = Arc::clone(&state);
        std::thread::spawn(move || {
            for device in listener.incoming().flatten() {
                let server = seen.lock().unwrap().server;
                let Some(Ok(server)) = server.map(TcpStream::connect) else { continue };
                let (up, down) = ((&device, &server), (&server, &device));
                for (way, (from, to)) in [(Way::Up, up), (Way::Down, down)] {
                    let (from, to, state) = (from.try_clone().unwrap(), to.try_clone().unwrap(), Arc::clone(&seen));
                    std::thread::spawn(move || carry(way, from, to, &state));
                }
            }
        });
        Self { address, state }
    }

    /// Puts a server behind the door.
    pub(crate) fn lead_to(&self, server: SocketAddr) {
        self.state.lock().unwrap().server = Some(server);
    }

    /// Bytes up and down since the last call.
    pub(crate) fn carried(&self) -> [usize; 2] {
        std::mem::take(&mut self.state.lock().unwrap().carried)
    }

    /// Stops for good once so many more bytes have gone one way. Dropping what is returned lets go.
    pub(crate) fn stop_after(&self, way: Way, bytes: usize, reached: impl FnOnce() + Send + 'static) -> Sender<()> {
        let (letting_go, let_go) = channel();
        let mut state = self.state.lock().unwrap();
        state.carried = [0; 2];
        state.stop = Some(Stop { way, after: bytes, reached: Box::new(reached), let_go });
        letting_go
    }
}

fn carry(way: Way, mut from: TcpStream, mut to: TcpStream, state: &Mutex<State>) {
    let mut buffer = [0; 4_096];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        let (before, stop) = state.lock().unwrap().note(way, read);
        let (first, rest) = buffer[..read].split_at(before);
        if to.write_all(first).is_err() {
            break;
        }
        if let Some(Stop { reached, let_go, .. }) = stop {
            reached();
            // Only the end of the waiting counts: nobody ever sends.
            let _ = let_go.recv();
        }
        if to.write_all(rest).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

impl State {
    /// How many of these bytes go through, and where to stop then.
    fn note(&mut self, way: Way, bytes: usize) -> (usize, Option<Stop>) {
        let carried = &mut self.carried[way as usize];
        let before = *carried;
        *carried += bytes;
        match self.stop.take() {
            Some(stop) if stop.way == way && stop.after <= before + bytes => (stop.after - before, Some(stop)),
            other => {
                self.stop = other;
                (bytes, None)
            }
        }
    }
}
