//! What the app and its webview hold in memory together, as the kernel counts it (Linux, proc(5)).

use std::collections::BTreeMap;

use super::Window;

/// Bytes of memory of every process that a window's driver started: the app, the webview's page and its network. What
/// several of them share is counted once. None where the kernel does not tell.
#[must_use]
pub fn memory(window: &Window) -> Option<u64> {
    processes(window)?.into_iter().map(proportional).sum()
}

/// Every process that a window's driver started. None where the kernel does not tell.
#[must_use]
pub fn processes(window: &Window) -> Option<Vec<u32>> {
    let parents = parents()?;
    let started = |process: &u32| ancestors(&parents, *process).any(|above| above == window.driver.process());
    Some(parents.keys().copied().filter(started).collect())
}

/// Every process and the one that started it.
fn parents() -> Option<BTreeMap<u32, u32>> {
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    Some(numbers.filter_map(|process| Some((process, parent(process)?))).collect())
}

fn parent(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may hold spaces; after it come the state and the parent.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn ancestors(parents: &BTreeMap<u32, u32>, process: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(parents.get(&process).copied(), |above| parents.get(above).copied())
}

/// A process's own pages and its share of those that others use, too.
fn proportional(process: u32) -> Option<u64> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_is_found_below_the_one_that_started_it() {
        let parents = parents().unwrap();
        let own = std::process::id();
        let above = std::os::unix::process::parent_id();
        assert!(ancestors(&parents, own).any(|process| process == above));
        assert!(!ancestors(&parents, above).any(|process| process == own));
        assert!(proportional(own).unwrap() > 500_000 && proportional(u32::MAX).is_none());
    }
}
