//! What enters: the moment a measurement begins. What leaves: the time that this process ran since.

use std::time::{Duration, Instant};

/// Time that this process ran, as the system tells it; that of the wall where it does not.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// As the system counts it.
    Ran(Duration),
    /// By the wall.
    Wall(Instant),
}

impl Clock {
    fn ran() -> Option<Duration> {
        let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }

    /// Begins a measurement.
    #[must_use]
    pub fn now() -> Self {
        Self::ran().map_or_else(|| Self::Wall(Instant::now()), Self::Ran)
    }

    /// The time since.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        match self {
            Self::Ran(start) => Self::ran().unwrap_or_default().saturating_sub(start),
            Self::Wall(start) => start.elapsed(),
        }
    }
}
