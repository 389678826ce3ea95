//! A forgotten PIN: the release code stays sealed to the realm's registrars, a registrar reads it
//! back, and the person sets a new PIN. Works without any network, and loses nothing.

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::open::{Place, row_mac, store_key};
use super::packs::Packs;
use super::seat::Seat;
use crate::audit::AuditEvent;
use crate::directory::enrol::{EnrolError, MOST_REGISTRARS, ReleaseRequest};
use crate::durable_file;
use crate::moment::Moment;
use crate::seal::{LocalUse, ProfileLock, Randomness, ReleaseCode, SealedRelease, Unlocked};
use crate::vault::Vault;
use crate::vault::profile::Profile;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::drill::id_belongs;
use first72_wire::id::DeviceId;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The setting under which the code waits, sealed, for registrars who are not known yet.
const CODE: &str = "release.code";

/// What a registrar is shown who opens a locked device's request.
pub struct Released {
    /// The code to read back: four groups of seven characters.
    pub code: Zeroizing<String>,
    /// Whose device it is, by short name, as the directory says; bound to the code.
    pub person: Option<String>,
    /// The device.
    pub device: DeviceId,
}

impl Place {
    /// What this device shows to a registrar when only a release opens it: one code for each realm
    /// it is in, in the order in which it joined them. Empty when no registrar was ever known.
    ///
    /// # Errors
    /// When there is no profile here, or its files cannot be read.
    pub fn release_requests(&self) -> Result<Vec<ReleaseRequest>, NotebookError> {
        let profile = self.profile()?.ok_or(NotebookError::NoProfile)?;
        Ok(Kept::read(&profile).map(|kept| kept.requests).unwrap_or_default())
    }
}

impl Notebook {
    /// Opens the notebook that lives here with the code that a registrar read back, and sets a new
    /// secret. The code works once: it is replaced, and the new one sealed to the registrars.
    ///
    /// # Errors
    /// [`NotebookError::Release`] for a code that was read or typed wrongly, which costs no attempt;
    /// [`NotebookError::Unlock`] for another code, which is counted, and for a weak secret.
    pub fn release(
        place: &Place,
        code: &str,
        new_secret: &[u8],
        packs: Packs,
        random: Arc<dyn Randomness>,
        now: Moment,
    ) -> Result<Self, NotebookError> {
        let code = ReleaseCode::from_text(code)?;
        let profile = place.profile()?.ok_or(NotebookError::NoProfile)?;
        let (unlocked, next) = place.lock_of(&profile).release(&code, new_secret, &now, &*random)?;
        let key = store_key(&unlocked);
        let opening = Vault::open_or_set_aside(&profile.vault_file(), &key, || row_mac(&unlocked))?;
        let mut notebook = Self::with(place.guard(), profile, opening, &unlocked, packs, random);
        notebook.home = Some(place.home());
        notebook.note_use()?;
        notebook.keep_release(&next)?;
        notebook.load(now)?;
        let row = |seat: &Seat| {
            notebook.audit_row(seat.realm(), AuditEvent::ReleaseUsed, About::object(&seat.device().0), now)
        };
        let audit = notebook.seats.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        notebook.vault.save(&[], &audit)?;
        notebook.note_unlock(now);
        notebook.seal_release()?;
        // A decoy that cannot be read keeps nobody out; the next release says it.
        let _later = notebook.note_second_pin(now).and_then(|()| notebook.keep_two_files());
        Ok(notebook)
    }

    /// Opens a locked device's request, for a registrar who knows whom they are speaking to.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] when it is not sealed to this device; [`NotebookError::Enrol`]
    /// when it cannot be read, or the device has ended or was never in the realm.
    pub fn open_release(&mut self, request: &str, now: Moment) -> Result<Released, NotebookError> {
        let request = ReleaseRequest::parse(request)?;
        id_belongs(self.is_drill(), &request.realm)?;
        let seat = self.seats.iter().find(|seat| seat.realm() == request.realm).ok_or(NotebookError::NotEnrolled)?;
        let own = seat.device();
        let sealed = request.sealed.iter().find(|sealed| sealed.registrar == own);
        let sealed = sealed.filter(|_| seat.directory.is_registrar(&own)).ok_or(NotebookError::NotRegistrar)?;
        let device = seat.directory.device(&request.device).ok_or(EnrolError::NotEnteredYet)?;
        if !device.is_live() {
            return Err(EnrolError::Ended.into());
        }
        let code = ReleaseCode::open_as(&seat.keys, request.realm, &request.profile, &request.device, sealed)?;
        let person = self.short_name(device.person_id).map(str::to_owned);
        let audit = self.audit_row(request.realm, AuditEvent::ReleaseGiven, About::object(&request.device.0), now)?;
        self.vault.save(&[], &[audit])?;
        Ok(Released { code: code.to_text(), person, device: request.device })
    }

    /// Keeps a new release code, sealed, until and after it is sealed to the registrars.
    pub(super) fn keep_release(&mut self, code: &ReleaseCode) -> Result<(), NotebookError> {
        let text = code.to_text();
        let sealed = self.device_key.seal_local(LocalUse::Setting, CODE.as_bytes(), text.as_bytes(), &*self.random)?;
        Ok(self.vault.set(CODE, &sealed)?)
    }

    fn kept_release(&self) -> Option<ReleaseCode> {
        let sealed = self.vault.setting(CODE).ok()??;
        let text = self.device_key.open_local(LocalUse::Setting, CODE.as_bytes(), &sealed).ok()?;
        ReleaseCode::from_text(std::str::from_utf8(&text).ok()?).ok()
    }

    /// Makes a release code when none is kept that opens this profile: the device died between
    /// making and keeping it, or the profile is older than this.
    pub(super) fn mend_release(&mut self, lock: &ProfileLock<'_>, unlocked: &Unlocked) -> Result<(), NotebookError> {
        let opens = self.kept_release().is_some_and(|code| lock.opens_with(&code).unwrap_or(true));
        if opens {
            return Ok(());
        }
        let code = lock.renew_release(unlocked, &*self.random)?;
        self.keep_release(&code)
    }

    /// Seals the release code to the registrars of today, when they or the code are others than before.
    pub(super) fn seal_release(&mut self) -> Result<(), NotebookError> {
        if self.seats.is_empty() || self.decoy {
            return Ok(());
        }
        let Some(code) = self.kept_release() else { return Ok(()) };
        let before = Kept::read(&self.profile);
        let is_of_today = |kept: &Kept| {
            let realms = || kept.requests.iter().map(|request| (request.realm, request.device));
            let seats = self.seats.iter().map(|seat| (seat.realm(), seat.device()));
            let same = |(request, seat): (&ReleaseRequest, &Seat)| {
                let sealed: BTreeSet<DeviceId> = request.sealed.iter().map(|sealed| sealed.registrar).collect();
                sealed == registrars(seat).map(|(device, _)| device).collect()
            };
            kept.code == code.name() && realms().eq(seats) && kept.requests.iter().zip(&self.seats).all(same)
        };
        if before.as_ref().is_some_and(is_of_today) {
            return Ok(());
        }
        let requests = self.seats.iter().map(|seat| self.release_request(seat, &code)).collect::<Result<_, _>>()?;
        let kept = Kept { code: code.name(), requests };
        durable_file::write(&file(&self.profile), &kept.to_bytes()).map_err(crate::vault::VaultError::from)?;
        Ok(())
    }

    fn release_request(&self, seat: &Seat, code: &ReleaseCode) -> Result<ReleaseRequest, NotebookError> {
        let (realm, profile, device) = (seat.realm(), self.profile.id(), seat.device());
        let seal = |(registrar, kem_pk): (DeviceId, [u8; 65])| {
            code.seal_to(realm, &profile, &device, registrar, &kem_pk, &*self.random)
        };
        let sealed = registrars(seat).map(seal).collect::<Result<Vec<SealedRelease>, _>>()?;
        Ok(ReleaseRequest { realm, profile, device, sealed })
    }
}

/// The registrars' devices that a request is sealed to.
fn registrars(seat: &Seat) -> impl Iterator<Item = (DeviceId, [u8; 65])> + '_ {
    seat.directory.registrars().map(|device| (device.device_id, device.kem_pk)).take(MOST_REGISTRARS)
}

fn file(profile: &Profile) -> PathBuf {
    profile.folder().join("r")
}

/// The file `r`: readable while the profile is locked. It names no person and no agency.
struct Kept {
    /// Which code these requests hold, by its name.
    code: [u8; 8],
    requests: Vec<ReleaseRequest>,
}

impl Kept {
    /// A file that is gone or damaged is as good as none: the next unlock writes it anew.
    fn read(profile: &Profile) -> Option<Self> {
        let bytes = std::fs::read(file(profile)).ok()?;
        Self::from_bytes(&bytes).ok()
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(2).bytes(&self.code).array(self.requests.len());
        for request in &self.requests {
            out.bytes(&request.to_bytes());
        }
        out.into_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, EnrolError> {
        let mut fields = Reader::strict(bytes)?;
        fields.array_of(2)?;
        let code = fields.fixed()?;
        let count = fields.array()?;
        let requests = (0..count).map(|_| -> Result<_, EnrolError> {
            let bytes: &[u8] = fields.bytes().map_err(|error: CborError| EnrolError::from(error))?;
            ReleaseRequest::from_bytes(bytes)
        });
        Ok(Self { code, requests: requests.collect::<Result<_, _>>()? })
    }
}
