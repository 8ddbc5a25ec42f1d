//! Many items, a few threads, and as many items in memory as there are threads.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{Builder, Scope};

/// Works on items side by side. They are taken from `items` one by one in their order, by whichever thread is free, so
/// that no more of them are in memory than there are threads; `done` gets each result when it is there, from one
/// thread at a time, in no certain order. Once `cancel` is set, no further item is begun; those begun are finished.
///
/// Gives the number of threads that worked, the caller's own among them: fewer than asked for where the system starts no
/// more, one at least.
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
) -> NonZeroUsize {
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
        // `Scope::spawn` would panic where a limit of the system is reached.
        let started = (1..threads.get()).take_while(|_| Builder::new().spawn_scoped(scope, one).is_ok());
        let working = NonZeroUsize::MIN.saturating_add(started.count());
        one();
        working
    })
}

/// As [`for_each`], with the results as an iterator. They are worked on ahead of it by as many as there are threads; when
/// it is dropped, no further item is begun, and those begun are finished before the scope ends. Where the system starts no
/// thread at all, each is worked on when it is asked for.
///
/// ```
/// use std::num::NonZeroUsize;
/// let threads = NonZeroUsize::new(2).expect("not zero");
/// let found = std::thread::scope(|scope| {
///     let mut squares = gongwen_batch::stream(scope, 1.., threads, |n: i64| n * n);
///     squares.find(|square| *square > 50) // and that is all of the numbers
/// });
/// assert!(found.is_some());
/// ```
pub fn stream<'scope, T, R: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    items: impl Iterator<Item = T> + Send + 'scope,
    threads: NonZeroUsize,
    work: impl Fn(T) -> R + Send + Sync + 'scope,
) -> impl Iterator<Item = R> + 'scope {
    let (results, received) = mpsc::sync_channel(threads.get());
    // A thread that does not start takes what it was given with it; here they can be had back.
    let given = Arc::new(Mutex::new(Some((items, work))));
    let theirs = Arc::clone(&given);
    let _ = Builder::new().spawn_scoped(scope, move || {
        let Some((items, work)) = lock(&theirs).take() else { return };
        let cancel = AtomicBool::new(false);
        for_each(items, threads, &cancel, work, |result| {
            if results.send(result).is_err() {
                cancel.store(true, Ordering::Relaxed);
            }
        });
    });
    let mut received = received.into_iter();
    std::iter::from_fn(move || {
        // The other end is closed at once when nobody has begun.
        received.next().or_else(|| lock(&given).as_mut().and_then(|(items, work)| items.next().map(work)))
    })
}

/// As [`for_each`], to the end and with the results in the order of the items; those that are early wait.
pub(crate) fn for_each_in_order<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) + Send,
) {
    let (mut early, mut next) = (BTreeMap::new(), 0_usize);
    for_each(
        items.enumerate(),
        threads,
        &AtomicBool::new(false),
        |(number, item)| (number, work(item)),
        |(number, result)| {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                done(result);
                next += 1;
            }
        },
    );
}

/// A thread that ends in panic takes the whole run with it; until then the others need not.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
