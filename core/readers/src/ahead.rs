//! What enters: what makes blocks, and what takes them. What leaves: every block taken, in its order; where two threads are to
//! be had, the next one is made while the last is taken.

#[cfg(feature = "parallel")]
use std::{
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

/// Inputs of fewer bytes are read before another thread has begun.
#[cfg(feature = "parallel")]
const WORTH_IT: usize = 1 << 20;

/// Blocks that may lie ready: enough that neither thread waits for long.
#[cfg(feature = "parallel")]
const READY: usize = 8;

/// Makes blocks until there are no more, and takes each.
#[cfg(feature = "parallel")]
pub(crate) fn ahead<B: Send>(bytes: usize, make: impl FnMut() -> Option<B> + Send, mut take: impl FnMut(B)) {
    let one = thread::available_parallelism().is_ok_and(|threads| threads.get() == 1);
    if one || bytes < WORTH_IT {
        std::iter::from_fn(make).for_each(take);
        return;
    }
    let make = Mutex::new(make);
    let next = || make.lock().unwrap_or_else(PoisonError::into_inner)();
    let (sender, ready) = mpsc::sync_channel(READY);
    thread::scope(|scope| {
        let (next, sender) = (&next, sender);
        let other = move || while next().is_some_and(|block| sender.send(block).is_ok()) {};
        let begun = thread::Builder::new().spawn_scoped(scope, other);
        if begun.is_err() {
            // A thread that cannot be had leaves its share to this one.
            std::iter::from_fn(next).for_each(&mut take);
        }
        ready.into_iter().for_each(take);
    });
}

/// The same on the calling thread.
#[cfg(not(feature = "parallel"))]
pub(crate) fn ahead<B>(_bytes: usize, make: impl FnMut() -> Option<B>, take: impl FnMut(B)) {
    std::iter::from_fn(make).for_each(take);
}
