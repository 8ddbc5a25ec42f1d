//! Memory of a run that makes many documents.

use std::hint::black_box;

/// Far more than a document needs, and less than the 32 MB up to which glibc learns.
const LARGE: usize = 16 << 20;

/// Has glibc keep what a document gives back for the next one.
///
/// It hands the end of the heap back to the system as soon as 128 kB of it are free, which is after each document: each
/// takes some forty pages anew, a sixth of what a Word file costs. Having seen a large piece come and go, it
/// keeps twice as much (`mallopt(3)`, `M_MMAP_THRESHOLD`). The piece is never touched, so it costs no memory; other
/// systems' allocators are left as they are.
pub(super) fn keep() {
    if cfg!(all(target_os = "linux", target_env = "gnu")) {
        drop(black_box(Vec::<u8>::with_capacity(LARGE)));
    }
}
