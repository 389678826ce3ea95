//! The CBOR of a change: an array that starts with the change's number.

use super::{Change, ChangeRef, PackRef, StepEvent, StepKind};
use crate::episode::answer::{Answer, Instant, Unread, Value};
use crate::episode::consent::Consent;
use first72_wire::cbor::{CborError, Reader, Writer, text_key_order};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, OpId};
use std::collections::BTreeMap;

const OPEN: u64 = 1;
const ANSWER: u64 = 2;
const ADD_ITEM: u64 = 3;
const REMOVE_ITEM: u64 = 4;
const STEP: u64 = 5;
const NOTE: u64 = 6;
const AMEND: u64 = 7;
const MOVE_PACK: u64 = 8;
const CONSENT: u64 = 9;

/// Longest key of a question, set, step or evidence, in bytes.
const LONGEST_KEY: usize = 128;
/// Longest station code, handle, pack id or pack version, in bytes.
const LONGEST_NAME: usize = 64;

/// A change, and the fields of a later version that followed its own.
pub(in crate::episode) struct ReadChange {
    pub(in crate::episode) change: Change,
    pub(in crate::episode) later_fields: Vec<u8>,
}

/// Writes a change, and after its own fields those of a later version, counted by the caller.
pub(in crate::episode) fn write(out: &mut Writer, change: &Change, later: usize, later_fields: &[u8]) {
    match change {
        Change::Open { episode, compartment, station, handle, pack } => {
            // A record made before hashes were kept ends before it.
            out.array(7 + usize::from(pack.hash.is_some()) + later).unsigned(OPEN).bytes(&episode.0);
            out.unsigned(compartment.number().into()).text(station).text(handle).text(&pack.id).text(&pack.version);
            if let Some(hash) = &pack.hash {
                out.bytes(hash.as_bytes());
            }
        }
        Change::Answer { field, answer, replaces } => {
            out.array(4 + later).unsigned(ANSWER).text(field);
            write_refs(answer.write(out), replaces);
        }
        Change::AddItem { field, item } => {
            out.array(3 + later).unsigned(ADD_ITEM).text(field).text(item);
        }
        Change::RemoveItem { field, item, removes } => {
            out.array(4 + later).unsigned(REMOVE_ITEM).text(field).text(item);
            write_refs(out, removes);
        }
        Change::Step { step, event, replaces } => {
            out.array(8 + later).unsigned(STEP).text(step);
            write_event(out, event);
            write_refs(out, replaces);
        }
        Change::Note { text } => {
            out.array(2 + later).unsigned(NOTE).text(text);
        }
        Change::Amend { note, text, replaces } => {
            // The first correction of a note replaces none and ends before the list.
            out.array(3 + usize::from(!replaces.is_empty()) + later).unsigned(AMEND);
            write_ref(out, *note).text(text);
            if !replaces.is_empty() {
                write_refs(out, replaces);
            }
        }
        Change::MovePack { to, from, replaces } => {
            out.array(4 + later).unsigned(MOVE_PACK);
            write_pack(out, to);
            write_pack(out, from);
            write_refs(out, replaces);
        }
        Change::Consent(consent) => {
            out.array(Consent::FIELDS + later).unsigned(CONSENT);
            consent.write(out);
        }
        Change::Unknown { raw, .. } => {
            out.raw(raw);
        }
    }
    out.raw(later_fields);
}

/// Reads one change. What a later version wrote is kept whole.
pub(in crate::episode) fn read(fields: &mut Reader<'_>) -> Result<ReadChange, CborError> {
    let raw = fields.raw()?;
    match read_known(raw) {
        Ok(read) => Ok(read),
        Err(Unread::Form(error)) => Err(error),
        Err(Unread::Later) => {
            let mut array = Reader::strict(raw)?;
            array.array()?;
            let change = Change::Unknown { code: array.unsigned()?, raw: raw.to_vec() };
            Ok(ReadChange { change, later_fields: Vec::new() })
        }
    }
}

fn read_known(raw: &[u8]) -> Result<ReadChange, Unread> {
    let mut fields = Reader::strict(raw)?;
    let length = fields.array()?;
    let (known, change) = match fields.unsigned()? {
        OPEN => read_open(&mut fields, length)?,
        ANSWER => {
            let (field, answer) = (key(&mut fields)?, Answer::read(&mut fields)?);
            (4, Change::Answer { field, answer, replaces: read_refs(&mut fields)? })
        }
        ADD_ITEM => (3, Change::AddItem { field: key(&mut fields)?, item: text(&mut fields)? }),
        REMOVE_ITEM => {
            let (field, item) = (key(&mut fields)?, text(&mut fields)?);
            (4, Change::RemoveItem { field, item, removes: read_refs(&mut fields)? })
        }
        STEP => {
            let (step, event) = (key(&mut fields)?, read_event(&mut fields)?);
            (8, Change::Step { step, event, replaces: read_refs(&mut fields)? })
        }
        NOTE => (2, Change::Note { text: text(&mut fields)? }),
        AMEND => read_amendment(&mut fields, length)?,
        MOVE_PACK => {
            let (to, from) = (read_pack(&mut fields)?, read_pack(&mut fields)?);
            (4, Change::MovePack { to, from, replaces: read_refs(&mut fields)? })
        }
        CONSENT => {
            let consent = Consent::read(&mut fields)?.ok_or(Unread::Later)?;
            (Consent::FIELDS, Change::Consent(Box::new(consent)))
        }
        _ => return Err(Unread::Later),
    };
    let later = length.checked_sub(known).ok_or(Reader::unexpected(0))?;
    Ok(ReadChange { change, later_fields: fields.raw_many(later)?.to_vec() })
}

fn read_amendment(fields: &mut Reader<'_>, length: usize) -> Result<(usize, Change), Unread> {
    let (note, text) = (read_ref(fields)?, text(fields)?);
    if length < 4 {
        return Ok((3, Change::Amend { note, text, replaces: Vec::new() }));
    }
    let replaces = read_refs(fields)?;
    // An empty list is not written: one correction has one form.
    if replaces.is_empty() {
        return Err(Reader::unexpected(0).into());
    }
    Ok((4, Change::Amend { note, text, replaces }))
}

fn read_open(fields: &mut Reader<'_>, length: usize) -> Result<(usize, Change), Unread> {
    let episode = EpisodeId(fields.fixed()?);
    let compartment = Compartment::from_number(fields.small()?).ok_or(Unread::Later)?;
    let mut name = || fields.short_text(LONGEST_NAME).map(str::to_owned);
    let (station, handle) = (name()?, name()?);
    let (id, version) = (name()?, name()?);
    let hash = if length < 8 { None } else { Some(Hash(fields.fixed()?)) };
    let known = if hash.is_some() { 8 } else { 7 };
    let pack = PackRef { id, version, hash };
    Ok((known, Change::Open { episode, compartment, station, handle, pack }))
}

fn write_pack(out: &mut Writer, pack: &PackRef) {
    out.array(3).text(&pack.id).text(&pack.version);
    out.optional(pack.hash.as_ref(), |out, hash| out.bytes(hash.as_bytes()));
}

fn read_pack(fields: &mut Reader<'_>) -> Result<PackRef, Unread> {
    fields.array_of(3)?;
    let mut name = || fields.short_text(LONGEST_NAME).map(str::to_owned);
    let (id, version) = (name()?, name()?);
    Ok(PackRef { id, version, hash: fields.optional(Reader::fixed)?.map(Hash) })
}

fn write_event(out: &mut Writer, event: &StepEvent) {
    event.at.write(out.unsigned(u64::from(event.kind as u8)));
    for words in [&event.reason, &event.to] {
        out.optional(words.as_deref(), |out, words| out.text(words));
    }
    let mut evidence: Vec<_> = event.evidence.iter().collect();
    evidence.sort_by(|(left, _), (right, _)| text_key_order(left, right));
    out.map(evidence.len());
    for (id, value) in evidence {
        value.write(out.text(id));
    }
}

fn read_event(fields: &mut Reader<'_>) -> Result<StepEvent, Unread> {
    let number: u64 = fields.unsigned()?;
    let kind = StepKind::ALL.into_iter().find(|kind| *kind as u64 == number).ok_or(Unread::Later)?;
    let at = Instant::read(fields)?;
    let reason = fields.optional(Reader::text)?.map(str::to_owned);
    let to = fields.optional(Reader::text)?.map(str::to_owned);
    let mut evidence = BTreeMap::new();
    for _ in 0..fields.map()? {
        evidence.insert(key(fields)?, Value::read(fields)?);
    }
    Ok(StepEvent { kind, at, reason, to, evidence })
}

fn write_refs(out: &mut Writer, refs: &[ChangeRef]) {
    out.array(refs.len());
    for reference in refs {
        write_ref(out, *reference);
    }
}

fn write_ref(out: &mut Writer, reference: ChangeRef) -> &mut Writer {
    out.array(2).bytes(&reference.op.0).unsigned(reference.index.into())
}

fn read_refs(fields: &mut Reader<'_>) -> Result<Vec<ChangeRef>, CborError> {
    let count = fields.array()?;
    (0..count).map(|_| read_ref(fields)).collect()
}

fn read_ref(fields: &mut Reader<'_>) -> Result<ChangeRef, CborError> {
    fields.array_of(2)?;
    Ok(ChangeRef { op: OpId(fields.fixed()?), index: fields.small()? })
}

fn key(fields: &mut Reader<'_>) -> Result<String, CborError> {
    fields.short_text(LONGEST_KEY).map(str::to_owned)
}

fn text(fields: &mut Reader<'_>) -> Result<String, CborError> {
    fields.text().map(str::to_owned)
}
