//! What enters: tasks that know nothing of each other. What leaves: what comes of each, in their order, on the calling
//! thread, however many threads worked on them.

#[cfg(feature = "parallel")]
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

/// How many threads work on an audit where nobody says.
pub(crate) fn usual() -> usize {
    #[cfg(feature = "parallel")]
    let threads = thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    #[cfg(not(feature = "parallel"))]
    let threads = 1;
    threads
}

/// Works on tasks and hands on what comes of each, for as long as `take` says so; whether it always did.
///
/// Each thread has a place of its own to work in. Where no other thread can be had, the calling one does it all.
#[cfg(feature = "parallel")]
pub(crate) fn share<P: Default, T: Send, R: Send>(
    threads: usize,
    tasks: Vec<T>,
    work: impl Fn(&mut P, usize, T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) -> bool {
    let count = tasks.len();
    let others = threads.min(count).saturating_sub(1);
    let tasks = Mutex::new(tasks.into_iter().enumerate());
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).next();
    let stopped = AtomicBool::new(false);
    let (sender, done) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..others {
            let (sender, next, work, stopped) = (sender.clone(), &next, &work, &stopped);
            let other = move || {
                let mut place = P::default();
                while !stopped.load(Ordering::Relaxed)
                    && let Some((number, task)) = next()
                    && sender.send((number, work(&mut place, number, task))).is_ok()
                {}
            };
            // A thread that cannot be had leaves its share to the others.
            drop(thread::Builder::new().spawn_scoped(scope, other));
        }
        drop(sender);
        let (mut place, mut waiting, mut taken) = (P::default(), BTreeMap::new(), 0usize);
        while taken < count {
            match next() {
                Some((number, task)) => drop(waiting.insert(number, work(&mut place, number, task))),
                None if waiting.contains_key(&taken) => {}
                // Nobody is left to wait for: what is missing was given up.
                None => match done.recv() {
                    Ok((number, own)) => drop(waiting.insert(number, own)),
                    Err(_) => return false,
                },
            }
            waiting.extend(done.try_iter());
            while let Some(own) = waiting.remove(&taken) {
                taken = taken.saturating_add(1);
                if !take(own) {
                    stopped.store(true, Ordering::Relaxed);
                    return false;
                }
            }
        }
        true
    })
}

/// The same on the calling thread.
#[cfg(not(feature = "parallel"))]
pub(crate) fn share<P: Default, T, R>(
    _threads: usize,
    tasks: Vec<T>,
    work: impl Fn(&mut P, usize, T) -> R,
    mut take: impl FnMut(R) -> bool,
) -> bool {
    let mut place = P::default();
    tasks.into_iter().enumerate().all(|(number, task)| take(work(&mut place, number, task)))
}
