//! CPU time and allocations of a piece of work on this thread, CPU time of other programs.

use std::alloc::System;
use std::fs;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use crate::run::Failure;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What one run of a piece of work costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    /// CPU milliseconds, the median of all runs.
    pub(super) cpu: f64,
    /// CPU milliseconds of the fastest run.
    pub(super) least: f64,
    /// Allocations, reallocations among them.
    pub(super) allocations: usize,
    /// Bytes allocated.
    pub(super) bytes: usize,
}

/// Runs work that was run before, so that what is prepared once is not counted.
pub(super) fn cost(runs: usize, mut work: impl FnMut() -> bool) -> Result<Cost, Failure> {
    if !black_box(work()) {
        return Err("the work that is measured failed".into());
    }
    let region = Region::new(ALLOCATOR);
    black_box(work());
    let change = region.change();
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = ThreadTime::now();
            black_box(work());
            milliseconds(start.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    Ok(Cost {
        cpu: times.get(runs / 2).copied().unwrap_or_default(),
        least: times.first().copied().unwrap_or_default(),
        allocations: change.allocations + change.reallocations,
        bytes: change.bytes_allocated,
    })
}

/// A duration in milliseconds.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// What running a program costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ProcessCost {
    /// CPU milliseconds, user and system.
    pub(super) cpu: f64,
    /// Those of the system: reading, writing, memory.
    pub(super) system: f64,
    /// Wall milliseconds.
    pub(super) wall: f64,
}

/// Runs a program once; it must succeed.
pub(super) fn process(command: &mut Command) -> Result<(ProcessCost, Vec<u8>), Failure> {
    let (before, start) = (children(), Instant::now());
    let output = command.output().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    let cost = since(before, start);
    if output.status.success() {
        Ok((cost, output.stdout))
    } else {
        Err(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// Runs programs side by side; each must succeed.
pub(super) fn processes(commands: impl Iterator<Item = Command>) -> Result<ProcessCost, Failure> {
    let (before, start) = (children(), Instant::now());
    let begun = commands.map(|mut command| command.stdout(Stdio::null()).spawn());
    for child in begun.collect::<Vec<_>>() {
        let status = child?.wait()?;
        if !status.success() {
            return Err(format!("a program that was measured failed: {status}").into());
        }
    }
    Ok(since(before, start))
}

fn since((user, system): (f64, f64), start: Instant) -> ProcessCost {
    let (user_now, system_now) = children();
    let system = system_now - system;
    ProcessCost { cpu: user_now - user + system, system, wall: milliseconds(start.elapsed()) }
}

/// CPU milliseconds, of the user and of the system, of the programs that this one ran and that have ended.
#[cfg(unix)]
fn children() -> (f64, f64) {
    use nix::sys::resource::{UsageWho, getrusage};
    let milliseconds = |time: nix::sys::time::TimeVal| {
        use nix::sys::time::TimeValLike;
        time.num_microseconds() as f64 / 1000.0
    };
    getrusage(UsageWho::RUSAGE_CHILDREN)
        .map(|usage| (milliseconds(usage.user_time()), milliseconds(usage.system_time())))
        .unwrap_or_default()
}

/// Elsewhere only wall time is known.
#[cfg(not(unix))]
fn children() -> (f64, f64) {
    (0.0, 0.0)
}

/// CPU milliseconds of a process so far, as the system counts them for each thread.
pub(super) fn cpu(process: u32) -> Result<f64, Failure> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        let line = fs::read_to_string(thread?.path().join("schedstat"))?;
        nanoseconds += line.split(' ').next().ok_or("no time")?.parse::<u64>()?;
    }
    Ok(nanoseconds as f64 / 1e6)
}

/// The middle, and what 95 of 100 stay within.
pub(super) fn middle(mut values: Vec<f64>) -> [f64; 2] {
    values.sort_by(f64::total_cmp);
    [50, 95].map(|share| values.get(values.len() * share / 100).copied().unwrap_or(f64::NAN))
}
