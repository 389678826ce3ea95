//! Wiping what a cipher leaves behind: the stack below us, and boxed key schedules. The one file with `unsafe`.
#![allow(unsafe_code, reason = "the one file that overwrites memory; every block says why it is sound")]

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::{MaybeUninit, size_of};
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering, compiler_fence};

/// How much of the stack below the caller is overwritten. AES-GCM of the cipher library keeps its
/// key schedule and scratch space there and does not wipe them; 128 KiB was measured to clear all of it.
const STACK: usize = 128 * 1024;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// While one of these lives, work with ciphers goes on; when the outermost one of a thread is
/// dropped, the stack below it is overwritten.
///
/// A loop over many messages holds one around the whole loop, so the cost (about 3 µs) is paid once;
/// the next message's key overwrites the last one's in the meantime.
pub(super) struct StackScrub {
    _this_thread: PhantomData<*const ()>,
}

/// Begins work that leaves key material on the stack.
pub(super) fn stack_scrub() -> StackScrub {
    DEPTH.with(|depth| depth.set(depth.get().saturating_add(1)));
    StackScrub { _this_thread: PhantomData }
}

impl Drop for StackScrub {
    fn drop(&mut self) {
        let left = DEPTH.with(|depth| {
            let left = depth.get().saturating_sub(1);
            depth.set(left);
            left
        });
        if left == 0 {
            overwrite_stack();
        }
    }
}

#[inline(never)]
fn overwrite_stack() {
    let mut below = MaybeUninit::<[u8; STACK]>::uninit();
    // SAFETY: `below` is a live local of exactly STACK bytes.
    unsafe { below.as_mut_ptr().cast::<u8>().write_bytes(0, STACK) };
    // The address escapes to code the compiler cannot see through, so the stores stay.
    std::hint::black_box(below.as_mut_ptr());
    compiler_fence(Ordering::SeqCst);
}

/// A value on the heap whose bytes are zeroed after it is dropped.
///
/// For key schedules of libraries that do not wipe them. Wipes the value itself, not what it
/// points to: use it for types without heap parts.
pub(super) struct Wiped<T>(Box<MaybeUninit<T>>);

impl<T> Wiped<T> {
    /// Moves `value` to the heap. The moved-from copy is on the stack: hold a [`StackScrub`].
    pub(super) fn new(value: T) -> Self {
        Self(Box::new(MaybeUninit::new(value)))
    }
}

impl<T> Deref for Wiped<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: initialised in `new` and dropped only in `drop`.
        unsafe { self.0.assume_init_ref() }
    }
}

impl<T> Drop for Wiped<T> {
    fn drop(&mut self) {
        // SAFETY: initialised in `new`; nothing can reach it after this.
        unsafe { self.0.assume_init_drop() };
        wipe_bytes(self.0.as_mut());
    }
}

fn wipe_bytes<T>(place: &mut MaybeUninit<T>) {
    let bytes = place.as_mut_ptr().cast::<u8>();
    for offset in 0..size_of::<T>() {
        // SAFETY: inside the allocation of one `T`; a MaybeUninit may hold any bytes.
        unsafe { bytes.add(offset).write_volatile(0) };
    }
    compiler_fence(Ordering::SeqCst);
}

/// While one of these lives, memory that is given back to the C library is overwritten there: what a library in C kept, and
/// what nobody wiped before. Where the library knows no such thing nothing changes.
pub(crate) struct FreedIsWiped(());

/// How many of them live.
static WIPING: AtomicUsize = AtomicUsize::new(0);

/// From now on what is freed is overwritten.
pub(crate) fn wipe_what_is_freed() -> FreedIsWiped {
    if WIPING.fetch_add(1, Ordering::AcqRel) == 0 {
        overwrite_freed(true);
    }
    FreedIsWiped(())
}

impl Drop for FreedIsWiped {
    fn drop(&mut self) {
        if WIPING.fetch_sub(1, Ordering::AcqRel) == 1 {
            overwrite_freed(false);
        }
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn overwrite_freed(on: bool) {
    /// Any byte but 0 turns it on.
    const BYTE: libc::c_int = 0x5A;
    // SAFETY: this sets a number that the allocator reads; it touches no memory of ours.
    let _set = unsafe { libc::mallopt(libc::M_PERTURB, if on { BYTE } else { 0 }) };
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
const fn overwrite_freed(_on: bool) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outermost_scope_scrubs() {
        let outer = stack_scrub();
        drop(stack_scrub());
        assert_eq!(DEPTH.with(Cell::get), 1);
        drop(outer);
        assert_eq!(DEPTH.with(Cell::get), 0);
    }

    #[test]
    fn a_wiped_place_holds_only_zeros() {
        let mut place = MaybeUninit::new([0xA5u8; 300]);
        wipe_bytes(&mut place);
        // SAFETY: wipe_bytes has just initialised every byte.
        assert_eq!(unsafe { place.assume_init() }, [0; 300]);
    }

    #[test]
    fn a_wiped_value_is_dropped_once() {
        struct Counts<'a>(&'a Cell<u32>);
        impl Drop for Counts<'_> {
            fn drop(&mut self) {
                self.0.set(self.0.get() + 1);
            }
        }
        let drops = Cell::new(0);
        let value = Wiped::new(Counts(&drops));
        assert_eq!((*value).0.get(), 0);
        drop(value);
        assert_eq!(drops.get(), 1);
    }
}
