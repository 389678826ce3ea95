//! The cheapest client there is: one connection, requests as bytes. A server is measured with it, and so is its
//! floor, so that what the client costs is the same on both sides.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// One connection.
pub struct Poster(BufReader<TcpStream>);

impl Poster {
    /// Connects.
    ///
    /// # Panics
    /// When nothing listens there.
    #[must_use]
    pub fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a server");
        stream.set_nodelay(true).expect("an option of the connection");
        Self(BufReader::new(stream))
    }

    /// Posts a body and waits for the answer's body. `headers` are whole lines.
    ///
    /// # Panics
    /// When the answer is anything but 200.
    pub fn post(&mut self, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("POST {path} HTTP/1.1\r\nhost: relay\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
        self.ask(&[head.as_bytes(), body].concat())
    }

    /// Gets a path.
    ///
    /// # Panics
    /// As [`Poster::post`].
    pub fn get(&mut self, path: &str) -> Vec<u8> {
        self.ask(format!("GET {path} HTTP/1.1\r\nhost: relay\r\n\r\n").as_bytes())
    }

    fn ask(&mut self, request: &[u8]) -> Vec<u8> {
        self.0.get_mut().write_all(request).expect("the server listens");
        let status = self.line();
        let mut length = 0;
        loop {
            let line = self.line();
            if line.is_empty() {
                break;
            }
            let lower = line.to_ascii_lowercase();
            if let Some(number) = lower.strip_prefix("content-length:") {
                length = number.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("a whole answer");
        assert!(status.contains(" 200 "), "{status}: {}", String::from_utf8_lossy(&body));
        body
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("an answer");
        line.trim_end().to_owned()
    }
}
