//! The CBOR of a genesis: a map with small numbers as keys, unknown ones passed over.

use super::{GenesisError, GenesisFields, Limits, RealmCompartment, RealmServer, RoleTemplate};
use crate::cbor::{CborError, Reader, Writer};
use crate::compartment::Compartment;
use crate::id::Hash;

const VERSION: u64 = 1;
const LONGEST_NAME: usize = 120;
const LONGEST_URL: usize = 256;
const LONGEST_CODE: usize = 32;
/// Keys 0 to 8 are known; a later version may add more.
const KNOWN: usize = 9;

pub(super) fn encode(fields: &GenesisFields) -> Vec<u8> {
    let mut out = Writer::new();
    out.map(KNOWN);
    out.unsigned(0).unsigned(VERSION);
    out.unsigned(1).bytes(&fields.root_pk);
    out.unsigned(2).text(&fields.name);
    out.unsigned(3).array(fields.compartments.len());
    for compartment in &fields.compartments {
        // The number and the class agree in this version; both stand there so that a realm may later
        // keep two compartments of one class.
        out.array(5).unsigned(compartment.class.number().into()).text(compartment.class.code());
        out.unsigned(compartment.recovery_epoch.into()).bytes(&compartment.recovery_pk);
        out.unsigned(compartment.quorum.into());
    }
    out.unsigned(4).array(fields.servers.len());
    for server in &fields.servers {
        out.array(3).text(&server.url).bytes(&server.tls_ca_sha256.0).bytes(&server.log_pk);
    }
    out.unsigned(5).array(fields.role_templates.len());
    for template in &fields.role_templates {
        encode_template(&mut out, template);
    }
    out.unsigned(6);
    encode_limits(&mut out, &fields.limits);
    out.unsigned(7).signed(fields.created_ms);
    out.unsigned(8).flag(fields.demo);
    out.into_bytes()
}

pub(super) fn decode(bytes: &[u8]) -> Result<GenesisFields, GenesisError> {
    let mut map = Reader::strict(bytes)?;
    if map.map()? < KNOWN {
        return Err(Reader::unexpected(0).into());
    }
    key(&mut map, 0)?;
    if map.unsigned()? != VERSION {
        return Err(GenesisError::Version);
    }
    key(&mut map, 1)?;
    let root_pk = map.fixed()?;
    key(&mut map, 2)?;
    let name = map.short_text(LONGEST_NAME)?.to_owned();
    key(&mut map, 3)?;
    let compartments = decode_compartments(&mut map)?;
    key(&mut map, 4)?;
    let servers = list(&mut map, |map| {
        map.array_of(3)?;
        let url = map.short_text(LONGEST_URL)?.to_owned();
        Ok(RealmServer { url, tls_ca_sha256: Hash(map.fixed()?), log_pk: map.fixed()? })
    })?;
    key(&mut map, 5)?;
    let role_templates = list(&mut map, decode_template)?;
    key(&mut map, 6)?;
    let limits = decode_limits(&mut map)?;
    key(&mut map, 7)?;
    let created_ms = map.signed()?;
    key(&mut map, 8)?;
    let demo = map.flag()?;
    Ok(GenesisFields { root_pk, name, compartments, servers, role_templates, limits, created_ms, demo })
}

fn key(map: &mut Reader<'_>, wanted: u64) -> Result<(), CborError> {
    let at = map.position();
    if map.unsigned()? == wanted { Ok(()) } else { Err(Reader::unexpected(at)) }
}

fn list<T>(
    map: &mut Reader<'_>,
    mut item: impl FnMut(&mut Reader<'_>) -> Result<T, GenesisError>,
) -> Result<Vec<T>, GenesisError> {
    let count = map.array()?;
    (0..count).map(|_| item(map)).collect()
}

fn decode_compartments(map: &mut Reader<'_>) -> Result<Vec<RealmCompartment>, GenesisError> {
    let compartments: Vec<RealmCompartment> = list(map, |map| {
        map.array_of(5)?;
        let class = Compartment::from_number(map.small()?).ok_or(GenesisError::Compartment)?;
        if map.text()? != class.code() || !Compartment::OF_REALMS.contains(&class) {
            return Err(GenesisError::Compartment);
        }
        let (recovery_epoch, recovery_pk, quorum) = (map.small()?, map.fixed()?, map.small()?);
        if recovery_epoch == 0 || !(1..=2).contains(&quorum) {
            return Err(GenesisError::Compartment);
        }
        Ok(RealmCompartment { class, recovery_epoch, recovery_pk, quorum })
    })?;
    let mut classes: Vec<_> = compartments.iter().map(|compartment| compartment.class).collect();
    classes.sort_unstable();
    classes.dedup();
    if classes.len() == compartments.len() { Ok(compartments) } else { Err(GenesisError::Compartment) }
}

fn encode_template(out: &mut Writer, template: &RoleTemplate) {
    out.array(3).text(&template.role).array(template.compartments.len());
    for compartment in &template.compartments {
        out.unsigned(compartment.number().into());
    }
    out.array(template.rights.len());
    for right in &template.rights {
        out.text(right);
    }
}

fn decode_template(map: &mut Reader<'_>) -> Result<RoleTemplate, GenesisError> {
    map.array_of(3)?;
    let role = map.short_text(LONGEST_CODE)?.to_owned();
    let compartments = list(map, |map| Compartment::from_number(map.small()?).ok_or(GenesisError::Compartment))?;
    let rights = list(map, |map| Ok(map.short_text(LONGEST_CODE)?.to_owned()))?;
    Ok(RoleTemplate { role, compartments, rights })
}

fn encode_limits(out: &mut Writer, limits: &Limits) {
    out.array(9).unsigned(limits.idle_s.into()).unsigned(limits.absolute_s.into());
    out.unsigned(limits.misses_lock.into()).unsigned(limits.misses_wipe.into());
    out.unsigned(limits.offline_warn_d.into()).unsigned(limits.offline_lock_d.into());
    out.unsigned(limits.max_clock_skew_s.into()).unsigned(limits.min_suite.into());
    out.unsigned(limits.min_app.into());
}

fn decode_limits(map: &mut Reader<'_>) -> Result<Limits, CborError> {
    map.array_of(9)?;
    Ok(Limits {
        idle_s: map.small()?,
        absolute_s: map.small()?,
        misses_lock: map.small()?,
        misses_wipe: map.small()?,
        offline_warn_d: map.small()?,
        offline_lock_d: map.small()?,
        max_clock_skew_s: map.small()?,
        min_suite: map.small()?,
        min_app: map.small()?,
    })
}
