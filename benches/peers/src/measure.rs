//! What enters: something to do many times. What leaves: the nanoseconds of one, as the thread ran.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How long and how often.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Batches, whose median counts; all contenders take their turn before the next.
    pub rounds: usize,
    /// The shortest batch.
    pub least: Duration,
    /// Questions of which slow contenders are asked the first only.
    pub slow: usize,
}

impl Effort {
    pub const FULL: Self = Self { rounds: 7, least: Duration::from_millis(100), slow: usize::MAX };
    pub const QUICK: Self = Self { rounds: 5, least: Duration::from_millis(25), slow: 2_000 };
}

/// Time that this thread ran; what else the machine does is not counted. Finer than the steps of `liandong_benches::clock`.
fn ran() -> Duration {
    // It counts from the thread's start: never before it.
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

/// Runs once to warm up, then again and again for the shortest batch: nanoseconds of one of `count` in a run.
pub fn nanoseconds(effort: Effort, count: usize, mut run: impl FnMut()) -> f64 {
    run();
    let (start, mut times) = (ran(), 0_u32);
    let mut taken = Duration::ZERO;
    while taken < effort.least {
        run();
        times += 1;
        taken = ran().saturating_sub(start);
    }
    taken.as_secs_f64() * 1e9 / (f64::from(times) * count as f64)
}

/// The median of batches.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
