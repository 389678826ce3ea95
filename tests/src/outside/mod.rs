//! What the machine outside does to the programs under test, without their knowing: hours that pass, a clock that is set,
//! a device that is full.
//!
//! The programs are the ones that are shipped, and nothing in them knows of this: a small library (`outside.c`), built by
//! the machine's own C compiler, is loaded before the C library and adds to what the clocks say, or says that there is no
//! room. Wall clock and boot clock go ahead together, as over a sleep; the monotonic clock stays, so that a webview's
//! frames go on. Every program of a county is started with the same outside, its servers too.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// An hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// A day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

const SOURCE: &str = include_str!("outside.c");

/// The outside of some programs. It is an ordinary day until somebody says otherwise.
pub struct Outside {
    library: PathBuf,
    file: PathBuf,
    told: fs::File,
    disk: Option<PathBuf>,
}

/// What the file tells, in its order.
#[derive(Clone, Copy)]
enum Tells {
    Wall = 0,
    Boot = 1,
    Room = 2,
}

impl Outside {
    /// Builds it in this folder.
    ///
    /// # Errors
    /// When the folder cannot be written, or the machine has no C compiler.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let (source, library) = (folder.join("outside.c"), folder.join("outside.so"));
        fs::write(&source, SOURCE)?;
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
        let output = compiler.output().context("could not start cc, the C compiler that Rust links with")?;
        if !output.status.success() {
            bail!("outside.c does not build: {}", String::from_utf8_lossy(&output.stderr));
        }
        let file = folder.join("outside");
        fs::write(&file, [0; 24])?;
        let told = fs::File::options().read(true).write(true).open(&file)?;
        Ok(Self { library, file, told, disk: None })
    }

    /// The same outside once more, for those who only stand in it.
    ///
    /// # Errors
    /// When its file cannot be opened.
    pub fn beside(other: &Self) -> Result<Self> {
        let told = fs::File::options().read(true).write(true).open(&other.file)?;
        Ok(Self { library: other.library.clone(), file: other.file.clone(), told, disk: other.disk.clone() })
    }

    /// The same outside whose disk is this folder: see [`Outside::has_room_for`].
    #[must_use]
    pub fn with_disk(mut self, folder: PathBuf) -> Self {
        self.disk = Some(folder);
        self
    }

    /// What a program is started with to stand in it.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let disk = self.disk.iter().map(|folder| ("OUTSIDE_DISK", folder.clone().into()));
        let always = [("LD_PRELOAD", self.library.clone().into()), ("OUTSIDE", self.file.clone().into())];
        always.into_iter().chain(disk).collect()
    }

    /// So much time passes, for every program, while all of them sleep.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn passes(&self, ms: i64) -> Result<()> {
        self.tell(Tells::Wall, self.told(Tells::Wall)? + ms)?;
        self.tell(Tells::Boot, self.told(Tells::Boot)? + ms)
    }

    /// Somebody sets the wall clock by so much, or it is corrected.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn sets_the_clock(&self, by_ms: i64) -> Result<()> {
        self.tell(Tells::Wall, self.told(Tells::Wall)? + by_ms)
    }

    /// Files below the folder that is the disk may take so many bytes in all; none for as many as there are.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn has_room_for(&self, bytes: Option<u64>) -> Result<()> {
        self.tell(Tells::Room, bytes.map_or(Ok(0), i64::try_from)?)
    }

    fn told(&self, what: Tells) -> Result<i64> {
        let mut bytes = [0; 8];
        self.told.read_exact_at(&mut bytes, what as u64 * 8)?;
        Ok(i64::from_ne_bytes(bytes))
    }

    fn tell(&self, what: Tells, value: i64) -> Result<()> {
        Ok(self.told.write_all_at(&value.to_ne_bytes(), what as u64 * 8)?)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn says(outside: &Outside, program: &str, arguments: &[&str]) -> String {
        let output = Command::new(program).args(arguments).envs(outside.environment()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    #[test]
    fn a_program_that_knows_nothing_of_it_sees_another_time() {
        let folder = tempfile::tempdir().unwrap();
        let outside = Outside::in_folder(folder.path()).unwrap();
        let seconds = |outside: &Outside| says(outside, "date", &["+%s"]).parse::<i64>().unwrap();
        let before = seconds(&outside);
        outside.passes(40 * HOUR).unwrap();
        outside.sets_the_clock(-90 * MINUTE).unwrap();
        let passed = seconds(&outside) - before;
        let expected = (40 * HOUR - 90 * MINUTE) / 1_000;
        assert!((expected..expected + 300).contains(&passed), "{passed}");
    }

    #[test]
    fn a_program_that_knows_nothing_of_it_finds_its_device_full_and_may_still_write_over_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let disk = folder.path().join("disk");
        let outside = Outside::in_folder(folder.path()).unwrap().with_disk(disk.clone());
        fs::create_dir(&disk).unwrap();
        let run = |script: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-c", script]).current_dir(&disk).envs(outside.environment());
            shell.output().unwrap().status.success()
        };
        outside.has_room_for(Some(1_000)).unwrap();
        assert!(run("head -c 900 /dev/zero | dd of=first bs=900 2>/dev/null"));
        assert!(!run("head -c 200 /dev/zero | dd of=second bs=200 2>/dev/null"));
        assert!(run("head -c 900 /dev/zero | dd of=first bs=900 conv=notrunc 2>/dev/null"));
        outside.has_room_for(None).unwrap();
        assert!(run("head -c 200 /dev/zero | dd of=second bs=200 2>/dev/null"));
    }
}
