//! Many items, a few threads, and as many items in memory as there are threads.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Works on items side by side. They are taken from `items` one by one in their order, by whichever thread is free, so
/// that no more of them are in memory than there are threads; `done` gets each result when it is there, from one
/// thread at a time, in no certain order. Once `cancel` is set, no further item is begun; those begun are finished.
///
/// ```
/// use std::num::NonZeroUsize;
/// use std::sync::atomic::AtomicBool;
/// let mut squares = Vec::new();
/// let threads = NonZeroUsize::new(2).expect("not zero");
/// gongwen_batch::for_each(1..=4, threads, &AtomicBool::new(false), |n: i32| n * n, |square| squares.push(square));
/// squares.sort();
/// assert_eq!(squares, [1, 4, 9, 16]);
/// ```
pub fn for_each<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    cancel: &AtomicBool,
    work: impl Fn(T) -> R + Sync,
    done: impl FnMut(R) + Send,
) {
    let items = Mutex::new(items.fuse());
    let done = Mutex::new(done);
    let one = || {
        while !cancel.load(Ordering::Relaxed) {
            let item = lock(&items).next();
            let Some(item) = item else { break };
            let result = work(item);
            lock(&done)(result);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.get() {
            scope.spawn(one);
        }
        one();
    });
}

/// A thread that ends in panic takes the whole run with it; until then the others need not.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
