//! The sync server as a program: settings from flags and environment, logs to standard error.

use clap::Parser;
use first72_server::{Config, StartError, forbid_memory_dumps, read_realm_file, rebuild, serve};
use std::io::{self, Write};
use std::process::ExitCode;
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let config = Config::parse();
    log_to_standard_error(&config);
    if !forbid_memory_dumps() {
        tracing::warn!("the system may write this process's memory to a core dump");
    }
    if !config.rebuild.is_empty() {
        return made_again(&config);
    }
    match run(&config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(code = error.code(), %error, "the server did not start");
            ExitCode::FAILURE
        }
    }
}

fn made_again(config: &Config) -> ExitCode {
    match rebuild(config, &config.rebuild) {
        Ok(made) => {
            let line = serde_json::json!({ "rebuilt": made.entries, "signed": made.signed, "destroyed": made.destroyed, "root": made.root });
            if say(&line.to_string()).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            tracing::error!(code = error.code(), %error, "the store was not made again");
            ExitCode::FAILURE
        }
    }
}

fn run(config: &Config) -> Result<(), StartError> {
    if config.print_config {
        let shown = config.shown(&read_realm_file(&config.realm)?);
        return say(&format!("{shown:#}")).map_err(StartError::System);
    }
    // Before anything runs: a word to stop that comes the moment it listens must not be lost.
    let end = End::awaited().map_err(StartError::System)?;
    let running = serve(config)?;
    let listening =
        serde_json::json!({ "listening": running.addr().to_string(), "plain_http": config.plain_http_loopback });
    say(&listening.to_string()).map_err(StartError::System)?;
    end.wait();
    tracing::info!("stopping");
    running.shutdown();
    Ok(())
}

/// One line on standard output, for the program or person that started us.
fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn log_to_standard_error(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(false);
    if config.log_json { builder.json().init() } else { builder.with_ansi(false).init() }
}

/// The word of the system or of the person at the keyboard to stop.
struct End {
    runtime: Runtime,
    terminate: Signal,
    interrupt: Signal,
}

impl End {
    /// From here on the word is heard, whenever it comes.
    fn awaited() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let inside = runtime.enter();
        let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        drop(inside);
        Ok(Self { runtime, terminate, interrupt })
    }

    fn wait(mut self) {
        self.runtime.block_on(async {
            tokio::select! {
                _ = self.terminate.recv() => {}
                _ = self.interrupt.recv() => {}
            }
        });
    }
}
