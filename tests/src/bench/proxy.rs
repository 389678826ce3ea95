//! Counts every byte between a device and a server, heads of requests and answers included.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Stands before a server and passes everything on. Its threads end with the connections.
pub struct Proxy {
    address: SocketAddr,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    up: AtomicU64,
    down: AtomicU64,
    connections: AtomicU64,
}

/// What has passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Bytes to the server.
    pub up: u64,
    /// Bytes from the server.
    pub down: u64,
    /// Connections opened.
    pub connections: u64,
}

impl Passed {
    /// Bytes both ways.
    #[must_use]
    pub const fn both(&self) -> u64 {
        self.up + self.down
    }
}

impl Proxy {
    /// Listens on a free port before this server.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let counts = Arc::new(Counts::default());
        let shared = Arc::clone(&counts);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(upstream) = TcpStream::connect(server) else { continue };
                shared.connections.fetch_add(1, Ordering::Relaxed);
                let (Ok(client_too), Ok(upstream_too)) = (client.try_clone(), upstream.try_clone()) else { continue };
                let (up, down) = (Arc::clone(&shared), Arc::clone(&shared));
                std::thread::spawn(move || pass(client, upstream, &up.up));
                std::thread::spawn(move || pass(upstream_too, client_too, &down.down));
            }
        });
        Self { address, counts }
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What has passed since the last call.
    #[must_use]
    pub fn take(&self) -> Passed {
        let take = |count: &AtomicU64| count.swap(0, Ordering::Relaxed);
        Passed { up: take(&self.counts.up), down: take(&self.counts.down), connections: take(&self.counts.connections) }
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, count: &AtomicU64) {
    let _ = to.set_nodelay(true);
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read) = from.read(&mut buffer) {
        // Counted before it is passed on, so that whoever has an answer finds it in the count.
        count.fetch_add(read as u64, Ordering::Relaxed);
        if read == 0 || to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_counted_and_passed_on() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Proxy::before(server.local_addr().unwrap());
        let mut client = TcpStream::connect(proxy.address()).unwrap();
        let (mut served, _) = server.accept().unwrap();
        client.write_all(b"a question").unwrap();
        let mut got = [0; 10];
        served.read_exact(&mut got).unwrap();
        served.write_all(b"answer").unwrap();
        let mut answer = [0; 6];
        client.read_exact(&mut answer).unwrap();
        assert_eq!((&got, &answer), (b"a question", b"answer"));
        assert_eq!(proxy.take(), Passed { up: 10, down: 6, connections: 1 });
        assert_eq!(proxy.take(), Passed::default());
    }
}
