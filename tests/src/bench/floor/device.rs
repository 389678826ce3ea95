//! The floor's device: seals a frame, keeps it in a plain file, sends what was not sent, opens what comes.

use std::path::Path;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use rusqlite::Connection;

use super::commit;
use super::server::{join, split};

/// As many frames and bytes as a page of the product.
const BATCH: usize = 1_024;
const PAGE: usize = 1 << 20;

/// A device of the floor.
pub struct FloorDevice {
    store: Connection,
    key: LessSafeKey,
    agent: ureq::Agent,
    url: String,
    seen: i64,
    sent: i64,
    nonce: u64,
    _folder: tempfile::TempDir,
}

impl FloorDevice {
    /// An empty device that talks to this server.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn new(url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = commit::open(&folder.path().join("device.sqlite"));
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[7; 32]).expect("a key"));
        let settings = ureq::Agent::config_builder().proxy(None);
        let agent: ureq::Agent = settings.build().into();
        Self { store, key, agent, url: url.to_owned(), seen: 0, sent: 0, nonce: 0, _folder: folder }
    }

    /// Where the device keeps its frames.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self._folder.path()
    }

    /// Seals and keeps frames that will be so many bytes long each, in one durable commit.
    ///
    /// # Panics
    /// When they are not kept.
    pub fn save(&mut self, count: usize, frame_bytes: usize) {
        self.store.execute_batch("BEGIN").expect("a transaction");
        for _ in 0..count {
            self.nonce += 1;
            let mut nonce = [0; NONCE_LEN];
            nonce[4..].copy_from_slice(&self.nonce.to_be_bytes());
            let mut body = vec![0xA5; frame_bytes.saturating_sub(NONCE_LEN + 16)];
            let nonce_once = Nonce::assume_unique_for_key(nonce);
            self.key.seal_in_place_append_tag(nonce_once, Aad::empty(), &mut body).expect("it is sealed");
            self.keep(&[&nonce[..], &body].concat(), false);
        }
        self.store.execute_batch("COMMIT").expect("a commit");
    }

    fn keep(&self, frame: &[u8], sent: bool) {
        let insert = "INSERT INTO frame (bytes, sent) VALUES (?1, ?2)";
        self.store.prepare_cached(insert).and_then(|mut row| row.execute((frame, sent))).expect("a row");
    }

    /// Sends everything that was not sent. Says how many frames.
    ///
    /// # Panics
    /// When the server does not take them.
    pub fn push(&mut self) -> usize {
        let mut sent = 0;
        loop {
            let (last, count, page) = self.next_page();
            if count == 0 {
                return sent;
            }
            let url = format!("{}/frames", self.url);
            self.agent.post(&url).send(&page).expect("the floor takes it");
            let mark = "UPDATE frame SET sent = 1 WHERE id > ?1 AND id <= ?2";
            self.store.prepare_cached(mark).and_then(|mut mark| mark.execute([self.sent, last])).expect("a commit");
            self.sent = last;
            sent += count;
        }
    }

    fn next_page(&self) -> (i64, usize, Vec<u8>) {
        let select = "SELECT id, bytes FROM frame WHERE id > ?1 AND sent = 0 ORDER BY id LIMIT ?2";
        let mut select = self.store.prepare_cached(select).expect("a question");
        let mut rows = select.query([self.sent, BATCH as i64]).expect("an answer");
        let (mut last, mut count, mut page) = (0, 0, Vec::new());
        while let Some(row) = rows.next().expect("a row") {
            let bytes: Vec<u8> = row.get(1).expect("bytes");
            if page.len() + bytes.len() + 4 > PAGE {
                break;
            }
            join(&mut page, &bytes);
            last = row.get(0).expect("a number");
            count += 1;
        }
        (last, count, page)
    }

    /// Fetches, opens and keeps everything that is new. Says how many frames.
    ///
    /// # Panics
    /// When what comes is not what was sealed.
    pub fn pull(&mut self) -> usize {
        let mut came = 0;
        loop {
            let url = format!("{}/frames/{}", self.url, self.seen);
            let mut answer = self.agent.get(&url).call().expect("the floor answers");
            let page = answer.body_mut().with_config().limit(1 << 24).read_to_vec().expect("a page");
            let (last, joined) = page.split_first_chunk::<8>().expect("a number");
            let frames = split(joined);
            if frames.is_empty() {
                return came;
            }
            self.store.execute_batch("BEGIN").expect("a transaction");
            for frame in &frames {
                let (nonce, body) = frame.split_first_chunk::<NONCE_LEN>().expect("a nonce");
                let mut body = body.to_vec();
                let nonce = Nonce::assume_unique_for_key(*nonce);
                let opened = self.key.open_in_place(nonce, Aad::empty(), &mut body).expect("it opens");
                std::hint::black_box(opened);
                self.keep(frame, true);
            }
            self.store.execute_batch("COMMIT").expect("a commit");
            self.seen = i64::from_be_bytes(*last);
            came += frames.len();
        }
    }

    /// Opens everything that is kept, as an unlock does. Says how many frames.
    ///
    /// # Panics
    /// When what is kept does not open.
    #[must_use]
    pub fn open_all(&self) -> usize {
        let mut select = self.store.prepare_cached("SELECT bytes FROM frame ORDER BY id").expect("a question");
        let mut rows = select.query([]).expect("an answer");
        let mut opened = Vec::new();
        while let Some(row) = rows.next().expect("a row") {
            let frame: Vec<u8> = row.get(0).expect("bytes");
            let (nonce, body) = frame.split_first_chunk::<NONCE_LEN>().expect("a nonce");
            let mut body = body.to_vec();
            self.key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut body).expect("it opens");
            opened.push(body);
        }
        opened.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::FloorServer;
    use super::*;

    #[test]
    fn what_one_floor_device_sends_another_opens() {
        let server = FloorServer::start(None);
        let (mut one, mut other) = (FloorDevice::new(&server.url()), FloorDevice::new(&server.url()));
        one.save(1_500, 800);
        assert_eq!((one.push(), one.push()), (1_500, 0));
        assert_eq!((other.pull(), other.pull(), other.open_all()), (1_500, 0, 1_500));
    }
}
