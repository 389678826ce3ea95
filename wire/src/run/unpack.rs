//! A page into entries, bounds first.

use super::pack::{COMMIT, KEY_ID, KIND, LAST};
use super::{Form, Item, MAGIC, Place, Run, varint};
use crate::entry::{self, SIGNATURE_LEN, SealedEntry};
use crate::header::{HEADER_LEN, Header, Kind, MAX_BODY};
use crate::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};
use crate::limits::{MAX_BATCH_ENTRIES, MAX_PAGE};
use thiserror::Error;

/// Bytes that are not a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{wrong} at byte {at}")]
pub struct PageError {
    /// What is wrong.
    pub wrong: Wrong,
    /// Where, counted in bytes from the start.
    pub at: usize,
}

impl PageError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self.wrong {
            Wrong::TooLong => "page.too-long",
            Wrong::Magic => "page.magic",
            Wrong::Form => "page.form",
            Wrong::Short => "page.short",
            Wrong::Number => "page.number",
            Wrong::Flags => "page.flags",
            Wrong::Body => "page.body",
            Wrong::Sequence => "page.sequence",
            Wrong::Place => "page.place",
            Wrong::TooMany => "page.too-many",
        }
    }
}

/// What is wrong with bytes that should be a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// Longer than a page may be.
    #[error("the page is too long")]
    TooLong,
    /// The first four bytes are not those of a page.
    #[error("these bytes are not a page")]
    Magic,
    /// An upload where a download belongs, or the other way round.
    #[error("the page is of the other form")]
    Form,
    /// The bytes end inside a run.
    #[error("the bytes end inside a run")]
    Short,
    /// A number is not LEB128 in its shortest form.
    #[error("a number is not in its shortest form")]
    Number,
    /// A flag that does not exist.
    #[error("an unknown flag")]
    Flags,
    /// A body longer than 65,536 bytes.
    #[error("a body is too long")]
    Body,
    /// A sequence number of 0, or past the last.
    #[error("an entry has no place in its chain")]
    Sequence,
    /// Places of a run that do not grow.
    #[error("an entry has no place on the server")]
    Place,
    /// More entries than an upload may have.
    #[error("too many entries")]
    TooMany,
}

/// Rebuilds the exact bytes of every entry of a page. No signature is checked here.
///
/// # Errors
/// [`PageError`] names the first thing that is wrong, and where; then nothing of the page is used.
pub fn unpack(realm: RealmId, form: Form, page: &[u8]) -> Result<Vec<Run>, PageError> {
    if page.len() > MAX_PAGE {
        return Err(PageError { wrong: Wrong::TooLong, at: MAX_PAGE });
    }
    let mut reader = Reader { page, at: 0, realm, form, count: 0 };
    if reader.take::<4>().is_ok_and(|magic| magic != MAGIC) || reader.at < 4 {
        return Err(PageError { wrong: Wrong::Magic, at: 0 });
    }
    if reader.take::<1>()? != [form as u8] {
        return Err(PageError { wrong: Wrong::Form, at: 4 });
    }
    let mut runs = Vec::new();
    while reader.at < page.len() {
        runs.push(reader.run()?);
    }
    Ok(runs)
}

struct Reader<'a> {
    page: &'a [u8],
    at: usize,
    realm: RealmId,
    form: Form,
    count: usize,
}

/// What an item takes from the one before it.
struct Chain {
    space: SpaceId,
    device: DeviceId,
    seq: u64,
    prev: Hash,
    kind: u8,
    key_id: KeyId,
    place: Place,
}

impl<'a> Reader<'a> {
    fn run(&mut self) -> Result<Run, PageError> {
        let space = SpaceId(self.take()?);
        let device = DeviceId(self.take()?);
        let seq = self.number()?;
        let prev = Hash(self.take()?);
        let (kind, key_id, place) = (Kind::Op as u8, KeyId::ZERO, Place::default());
        let mut chain = Chain { space, device, seq, prev, kind, key_id, place };
        let mut items = Vec::new();
        loop {
            let (item, last) = self.item(&mut chain)?;
            items.push(item);
            if last {
                return Ok(Run { space, device, items });
            }
            chain.seq = chain.seq.checked_add(1).ok_or(self.wrong(Wrong::Sequence))?;
        }
    }

    fn item(&mut self, chain: &mut Chain) -> Result<(Item, bool), PageError> {
        self.count += 1;
        if chain.seq == 0 {
            return Err(self.wrong(Wrong::Sequence));
        }
        if self.form == Form::Upload && self.count > MAX_BATCH_ENTRIES {
            return Err(self.wrong(Wrong::TooMany));
        }
        let [flags] = self.take()?;
        if flags & !(KIND | KEY_ID | COMMIT | LAST) != 0 {
            return Err(self.wrong(Wrong::Flags));
        }
        if flags & KIND != 0 {
            [chain.kind] = self.take()?;
        }
        if flags & KEY_ID != 0 {
            chain.key_id = KeyId(self.take()?);
        }
        let commit = if flags & COMMIT == 0 { Hash::ZERO } else { Hash(self.take()?) };
        if self.form == Form::Download {
            chain.place = self.place(chain.place)?;
        }
        let item = self.entry(chain, commit)?;
        chain.prev = item.hash;
        Ok((item, flags & LAST != 0))
    }

    fn place(&mut self, before: Place) -> Result<Place, PageError> {
        let wrong = self.wrong(Wrong::Place);
        let (pos, dir_pos, leaf) = (self.number()?, self.number()?, self.number()?);
        if pos == 0 {
            return Err(wrong);
        }
        let pos = before.pos.checked_add(pos).ok_or(wrong)?;
        let dir_pos = before.dir_pos.checked_add(dir_pos).ok_or(wrong)?;
        let leaf = before.leaf.checked_add(leaf).ok_or(wrong)?;
        Ok(Place { pos, dir_pos, leaf })
    }

    fn entry(&mut self, chain: &Chain, commit: Hash) -> Result<Item, PageError> {
        let at = self.at;
        let body_len = usize::try_from(self.number()?).ok().filter(|length| *length <= MAX_BODY);
        let body = self.slice(body_len.ok_or(PageError { wrong: Wrong::Body, at })?)?;
        let signature: [u8; SIGNATURE_LEN] = self.take()?;
        let header = self.header(chain, commit, body.len())?;
        let hash = entry::hash(&header, body);
        let parsed = Header::parse(&header);
        let raw = if parsed.is_ok() { Vec::new() } else { [header.as_slice(), body, &signature].concat() };
        let entry = parsed.map(|header| SealedEntry { header, body: body.to_vec(), signature });
        Ok(Item { entry, raw, hash, place: chain.place })
    }

    /// The exact bytes of the header, also when its kind is one of a later version.
    fn header(&self, chain: &Chain, commit: Hash, body_len: usize) -> Result<[u8; HEADER_LEN], PageError> {
        let header = Header {
            kind: Kind::Op,
            realm: self.realm,
            space: chain.space,
            device: chain.device,
            seq: chain.seq,
            prev: chain.prev,
            key_id: chain.key_id,
            commit,
            body_len: u32::try_from(body_len).map_err(|_| self.wrong(Wrong::Body))?,
        };
        let mut bytes = header.to_bytes();
        let [_, _, _, _, _, kind, ..] = &mut bytes;
        *kind = chain.kind;
        Ok(bytes)
    }

    fn number(&mut self) -> Result<u64, PageError> {
        let rest = self.page.get(self.at..).unwrap_or_default();
        let (number, length) = varint::read(rest).ok_or(self.wrong(Wrong::Number))?;
        self.at += length;
        Ok(number)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], PageError> {
        let short = self.wrong(Wrong::Short);
        self.slice(N)?.try_into().map_err(|_| short)
    }

    fn slice(&mut self, length: usize) -> Result<&'a [u8], PageError> {
        let rest = self.page.get(self.at..).unwrap_or_default();
        let slice = rest.get(..length).ok_or(self.wrong(Wrong::Short))?;
        self.at += length;
        Ok(slice)
    }

    const fn wrong(&self, wrong: Wrong) -> PageError {
        PageError { wrong, at: self.at }
    }
}

#[cfg(test)]
mod tests;
