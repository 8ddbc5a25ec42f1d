//! Work that may panic in somebody else's code, without a word to the user's terminal.

use std::cell::Cell;
use std::panic::{UnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread does such work just now.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What the work comes to; nothing when it panics.
///
/// The one place where a panic is caught: the libraries that draw have asserts that files can reach, and one picture must
/// not end a service, or a batch of ten thousand documents. Whoever gave the picture is told that it cannot be drawn; the
/// message of the panic, which speaks of lines of Rust, is kept from standard error. The hook of the program, whatever it
/// is, is called for every other panic, on this thread and on others.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T + UnwindSafe) -> Option<T> {
    static HOOK: Once = Once::new();
    // Inside a panic the hook cannot be changed; then it speaks once more.
    if !std::thread::panicking() {
        HOOK.call_once(|| {
            let before = take_hook();
            set_hook(Box::new(move |panic| {
                if !QUIET.get() {
                    before(panic);
                }
            }));
        });
    }
    let around = QUIET.replace(true);
    let result = catch_unwind(work).ok();
    QUIET.set(around);
    result
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static HEARD: AtomicUsize = AtomicUsize::new(0);

    #[test]
    fn a_panic_inside_is_not_heard_and_one_outside_is() {
        let before = take_hook();
        let mine = std::thread::current().id();
        set_hook(Box::new(move |panic| match std::thread::current().id() == mine {
            true => drop(HEARD.fetch_add(1, Ordering::Relaxed)),
            false => before(panic),
        }));
        assert_eq!(quietly(|| 7), Some(7));
        assert_eq!(quietly(|| -> u8 { panic!("of a library") }), None);
        assert_eq!(HEARD.load(Ordering::Relaxed), 0, "a panic inside was heard");
        assert!(catch_unwind(|| panic!("of our own")).is_err());
        assert_eq!(HEARD.load(Ordering::Relaxed), 1, "a panic behind it was not");
    }
}
