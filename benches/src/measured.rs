//! What enters: something to run, so many times. What leaves: the median of its time, on the wall and on all cores, and the
//! most memory that the process has held.

use std::time::{Duration, Instant};

use crate::clock::Clock;

/// What a run takes; medians.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// By the wall.
    pub wall: Duration,
    /// Of all cores; of one thread to the nanosecond, of several in steps of 10 ms.
    pub cores: Duration,
}

/// A run that has begun.
#[derive(Clone, Copy, Debug)]
pub struct Begun {
    wall: Instant,
    thread: Clock,
    process: Option<u32>,
}

impl Begun {
    /// Begins.
    #[must_use]
    pub fn now() -> Self {
        Self { wall: Instant::now(), thread: Clock::now(), process: ticks() }
    }

    /// What it took until now, on so many threads.
    #[must_use]
    pub fn taken(self, threads: usize) -> Taken {
        let wall = self.wall.elapsed();
        let cores = match (threads, self.process, ticks()) {
            (2.., Some(before), Some(after)) => Duration::from_millis(10) * after.saturating_sub(before),
            _ => self.thread.elapsed(),
        };
        Taken { wall, cores }
    }
}

/// Runs something so many times; what it gives is dropped outside the time.
pub fn median<T>(runs: usize, threads: usize, mut run: impl FnMut() -> T) -> Taken {
    let (mut walls, mut cores) = (Vec::new(), Vec::new());
    for _ in 0..runs.max(1) {
        let begun = Begun::now();
        let given = std::hint::black_box(run());
        let taken = begun.taken(threads);
        walls.push(taken.wall);
        cores.push(taken.cores);
        drop(given);
    }
    let middle = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    Taken { wall: middle(walls), cores: middle(cores) }
}

/// Hundredths of a second that all threads of this process ran, those included that have ended.
fn ticks() -> Option<u32> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name may hold anything but comes in brackets; the state follows it.
    let mut numbers = told.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || numbers.next()?.parse::<u32>().ok();
    Some(next()? + next()?)
}

/// Bytes by a name of `/proc/self/status`, where the system tells.
fn status(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.trim_start_matches(':').trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kib * 1_024)
}

/// The most memory this process has held, in bytes.
#[must_use]
pub fn peak() -> u64 {
    status("VmHWM").unwrap_or_default()
}

/// The memory it holds now, in bytes.
#[must_use]
pub fn held() -> u64 {
    status("VmRSS").unwrap_or_default()
}
