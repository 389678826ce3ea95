//! What a process has used, as the kernel counts it (Linux, proc(5)).

/// The kernel's clock tick, the unit of proc(5) times, is a hundredth of a second for every program.
const TICK_MS: f64 = 10.0;

/// The memory of a process, in millions of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Memory {
    /// Now.
    pub now: f64,
    /// The most that it ever was.
    pub peak: f64,
}

/// The memory of a process; none when it has ended or this system does not tell.
#[must_use]
pub fn memory(process: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| -> Option<f64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: f64 = line.trim_start_matches(':').trim().strip_suffix(" kB")?.trim().parse().ok()?;
        Some(kibibytes * 1024.0 / 1e6)
    };
    Some(Memory { now: field("VmRSS")?, peak: field("VmHWM")? })
}

/// Milliseconds of both cores that a process and its threads have used, in steps of 10.
#[must_use]
pub fn cpu_ms(process: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may hold spaces; user and system time are fields 14 and 15.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) * TICK_MS)
}

/// Milliseconds that this process has used.
#[must_use]
pub fn own_cpu_ms() -> f64 {
    cpu_ms(std::process::id()).unwrap_or(0.0)
}

/// Gives up root's right to lock any amount of memory, so that this is measured as an ordinary account runs it.
///
/// `SQLCipher` locks its pages, each a mapping of its own. The usual limit of some megabytes keeps them few; without a
/// limit the vaults of forty devices in one process need more mappings than the kernel allows.
pub fn lock_memory_as_others_do() {
    #[cfg(target_os = "linux")]
    {
        use rustix::thread::{CapabilitySet, capabilities, set_capabilities};
        let Ok(mut sets) = capabilities(None) else { return };
        sets.effective.remove(CapabilitySet::IPC_LOCK);
        // Whoever may not change this has not got the right either.
        let _ = set_capabilities(None, sets);
    }
}

/// Processes that wanted a core, on average over the last minute, as the system writes it.
#[must_use]
pub fn load() -> String {
    let all = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    all.split_whitespace().next().unwrap_or("unknown").to_owned()
}

/// The machine in words: processor, cores, and how busy it was before this run, of which the load is given.
#[must_use]
pub fn machine(load_before: &str) -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("an unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores; load {load_before} before this run and {} at its end.", load())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_has_memory_and_uses_time() {
        let memory = memory(std::process::id()).unwrap();
        assert!(memory.now > 0.5 && memory.peak >= memory.now, "{memory:?}");
        let before = own_cpu_ms();
        let mut sum = 0_u64;
        while own_cpu_ms() < before + 20.0 {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(sum > 0 && cpu_ms(u32::MAX).is_none());
    }
}
