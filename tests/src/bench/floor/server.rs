//! The floor's server: takes sealed frames in batches with one durable commit for whatever has arrived, and hands
//! out what comes after a number. No accounts, no signatures, no rules.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as InPath, State};
use axum::routing::{get, post};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::super::served::end;
use super::super::usage::{self, Memory};
use super::commit;

/// The word with which this program is started as the floor's server.
pub const WORD: &str = "floor-server";
/// Longest answer, as a page of the product.
const PAGE: usize = 1 << 20;

/// The floor's server, listening.
pub struct FloorServer {
    address: SocketAddr,
    process: Option<Child>,
    _folder: tempfile::TempDir,
}

impl FloorServer {
    /// Starts it on a free port with an empty store: this program as a process of its own, or inside this one.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(program: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(program) = program else {
            let address = listen(folder.path()).expect("it listens").0;
            return Self { address, process: None, _folder: folder };
        };
        let mut command = Command::new(program);
        command.arg(WORD).arg(folder.path()).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the floor starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
        let address = line.trim().parse().expect("an address");
        Self { address, process: Some(child), _folder: folder }
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same as an address.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its memory, when it is a process of its own.
    #[must_use]
    pub fn memory(&self) -> Option<Memory> {
        usage::memory(self.process.as_ref()?.id())
    }

    /// Milliseconds of both cores that it has used, when it is a process of its own.
    #[must_use]
    pub fn cpu_ms(&self) -> Option<f64> {
        usage::cpu_ms(self.process.as_ref()?.id())
    }
}

impl Drop for FloorServer {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            end(process);
        }
    }
}

/// What this program does when it is started with [`WORD`]: says where it listens, and serves until it is ended.
///
/// # Errors
/// When it cannot listen.
pub fn run(folder: &Path) -> std::io::Result<()> {
    let (address, serving) = listen(folder)?;
    writeln!(std::io::stdout(), "{address}")?;
    std::io::stdout().flush()?;
    serving.join().map_err(|_| std::io::Error::other("the floor stopped"))
}

struct Job {
    frames: Vec<u8>,
    done: oneshot::Sender<()>,
}

#[derive(Clone)]
struct Floor {
    jobs: mpsc::Sender<Job>,
    reader: Arc<Mutex<Connection>>,
}

fn listen(folder: &Path) -> std::io::Result<(SocketAddr, std::thread::JoinHandle<()>)> {
    let path = folder.join("floor.sqlite");
    let (jobs, queue) = mpsc::channel(256);
    let writer = commit::open(&path);
    std::thread::spawn(move || write(&writer, queue));
    let floor = Floor { jobs, reader: Arc::new(Mutex::new(commit::open(&path))) };
    let router = Router::new()
        .route("/nothing", get(|| async { "" }))
        .route("/frames", post(take))
        .route("/frames/{after}", get(give))
        .layer(DefaultBodyLimit::max(2 * PAGE))
        .with_state(floor);
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let serving = std::thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
                let _ = stream.set_nodelay(true);
            });
            axum::serve(listener, router).await.expect("it serves");
        });
    });
    Ok((address, serving))
}

async fn take(State(floor): State<Floor>, body: Bytes) -> &'static str {
    let (done, durable) = oneshot::channel();
    floor.jobs.send(Job { frames: body.to_vec(), done }).await.expect("the writer is there");
    durable.await.expect("the writer is there");
    ""
}

/// One durable commit for whatever has arrived.
fn write(connection: &Connection, mut queue: mpsc::Receiver<Job>) {
    let mut bytes = 0;
    while let Some(first) = queue.blocking_recv() {
        let mut jobs = vec![first];
        while let Ok(job) = queue.try_recv() {
            jobs.push(job);
        }
        connection.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        for frame in jobs.iter().flat_map(|job| split(&job.frames)) {
            let insert = "INSERT INTO frame (bytes) VALUES (?1)";
            connection.prepare_cached(insert).and_then(|mut insert| insert.execute([frame])).expect("a row");
            bytes += frame.len();
        }
        connection.execute_batch("COMMIT").expect("a commit");
        for job in jobs {
            let _ = job.done.send(());
        }
        if bytes > 16 << 20 {
            bytes = 0;
            let fold = "PRAGMA wal_checkpoint(PASSIVE)";
            connection.query_row(fold, [], |_| Ok(())).expect("a checkpoint");
        }
    }
}

async fn give(State(floor): State<Floor>, InPath(after): InPath<i64>) -> Vec<u8> {
    let read = move || read(&floor.reader.lock().expect("nobody panicked while reading"), after);
    tokio::task::spawn_blocking(read).await.expect("it reads")
}

/// The number of the last frame, then the frames.
fn read(connection: &Connection, after: i64) -> Vec<u8> {
    let select = "SELECT id, bytes FROM frame WHERE id > ?1 ORDER BY id";
    let mut select = connection.prepare_cached(select).expect("a question");
    let mut rows = select.query([after]).expect("an answer");
    let (mut last, mut out) = (after, vec![0; 8]);
    while let Some(row) = rows.next().expect("a row") {
        let bytes: &[u8] = row.get_ref(1).and_then(|value| Ok(value.as_blob()?)).expect("bytes");
        if out.len() + bytes.len() > PAGE {
            break;
        }
        join(&mut out, bytes);
        last = row.get(0).expect("a number");
    }
    out[..8].copy_from_slice(&last.to_be_bytes());
    out
}

/// Adds a frame to others.
pub fn join(out: &mut Vec<u8>, frame: &[u8]) {
    out.extend_from_slice(&u32::try_from(frame.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(frame);
}

/// Frames that were joined.
pub fn split(joined: &[u8]) -> Vec<&[u8]> {
    let mut frames = Vec::new();
    let mut rest = joined;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let Some((frame, after)) = after.split_at_checked(u32::from_be_bytes(*length) as usize) else { break };
        frames.push(frame);
        rest = after;
    }
    frames
}
