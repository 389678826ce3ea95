//! Marks: what a device had after its last pulls, so that it need not list all its cursors each time.
//!
//! In memory only and bounded; a mark that was forgotten costs one more round trip, nothing else.

use first72_wire::id::DeviceId;
use first72_wire::label::plain_digest;
use first72_wire::request::Cursor;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Cursors kept for all devices together: at 24 bytes each about 2.4 MB.
const MOST_CURSORS: usize = 100_000;

/// The cursors that a mark stands for, ordered by space.
pub(crate) type Cursors = Arc<[Cursor]>;

#[derive(Default)]
struct Kept {
    /// The two newest of each device: the last answer may not have reached it.
    marks: HashMap<DeviceId, VecDeque<([u8; 8], Cursors)>>,
    /// Devices, the longest silent first.
    order: VecDeque<DeviceId>,
    cursors: usize,
}

/// The marks of all devices.
#[derive(Default)]
pub(crate) struct Marks(Mutex<Kept>);

impl Marks {
    /// The cursors that this device had with this mark.
    pub(crate) fn find(&self, device: &DeviceId, mark: [u8; 8]) -> Option<Cursors> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, cursors) = kept.marks.get(device)?.iter().find(|(known, _)| *known == mark)?;
        Some(Arc::clone(cursors))
    }

    /// Keeps a device's cursors and names them.
    pub(crate) fn keep(&self, device: DeviceId, cursors: &[Cursor]) -> [u8; 8] {
        let mark = name(&device, cursors);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.marks.get(&device).and_then(|of_device| of_device.back()).is_some_and(|(newest, _)| *newest == mark) {
            return mark;
        }
        kept.forget_beyond(MOST_CURSORS.saturating_sub(cursors.len()));
        kept.order.retain(|known| *known != device);
        kept.order.push_back(device);
        kept.cursors += cursors.len();
        let of_device = kept.marks.entry(device).or_default();
        of_device.push_back((mark, cursors.into()));
        if of_device.len() > 2
            && let Some((_, oldest)) = of_device.pop_front()
        {
            kept.cursors -= oldest.len();
        }
        mark
    }
}

impl Kept {
    fn forget_beyond(&mut self, most: usize) {
        while self.cursors > most
            && let Some(device) = self.order.pop_front()
        {
            let forgotten = self.marks.remove(&device).unwrap_or_default();
            self.cursors -= forgotten.iter().map(|(_, cursors)| cursors.len()).sum::<usize>();
        }
    }
}

/// Equal cursors have equal names; a device cannot make up another's.
fn name(device: &DeviceId, cursors: &[Cursor]) -> [u8; 8] {
    let listed: Vec<u8> =
        cursors.iter().flat_map(|cursor| [cursor.space.0.as_slice(), &cursor.pos.to_be_bytes()].concat()).collect();
    let [a, b, c, d, e, f, g, h, ..] = plain_digest(&[&device.0, &listed]).0;
    [a, b, c, d, e, f, g, h]
}

#[cfg(test)]
mod tests {
    use super::*;

    use first72_wire::id::SpaceId;

    const DEVICE: DeviceId = DeviceId([1; 16]);

    fn cursors(pos: u64, count: u32) -> Vec<Cursor> {
        let space = |number: u32| {
            let mut space = [0; 16];
            space[..4].copy_from_slice(&number.to_be_bytes());
            SpaceId(space)
        };
        (0..count).map(|number| Cursor { space: space(number), pos }).collect()
    }

    #[test]
    fn the_two_newest_marks_of_a_device_are_known() {
        let marks = Marks::default();
        let [first, second, third] = [1, 2, 3].map(|pos| marks.keep(DEVICE, &cursors(pos, 2)));
        assert_eq!(marks.find(&DEVICE, first), None);
        assert_eq!(*marks.find(&DEVICE, second).unwrap(), *cursors(2, 2));
        assert_eq!(*marks.find(&DEVICE, third).unwrap(), *cursors(3, 2));
        assert_eq!(marks.find(&DeviceId([2; 16]), third), None, "a mark is one device's");
    }

    #[test]
    fn pulls_without_news_keep_the_mark_and_do_not_push_out_the_one_before() {
        let marks = Marks::default();
        let first = marks.keep(DEVICE, &cursors(1, 2));
        let second = marks.keep(DEVICE, &cursors(2, 2));
        assert_eq!(marks.keep(DEVICE, &cursors(2, 2)), second);
        assert!(marks.find(&DEVICE, first).is_some());
    }

    #[test]
    fn memory_is_bounded_and_the_longest_silent_is_forgotten_first() {
        let marks = Marks::default();
        let early = marks.keep(DEVICE, &cursors(1, 1_000));
        let mut last = ([0; 8], DEVICE);
        for number in 2..=200u8 {
            let device = DeviceId([number; 16]);
            last = (marks.keep(device, &cursors(1, 1_000)), device);
        }
        assert_eq!(marks.find(&DEVICE, early), None);
        assert!(marks.find(&last.1, last.0).is_some());
        let kept = marks.0.lock().unwrap();
        assert!(kept.cursors <= MOST_CURSORS);
        assert_eq!(kept.cursors, kept.marks.values().flatten().map(|(_, cursors)| cursors.len()).sum::<usize>());
    }
}
