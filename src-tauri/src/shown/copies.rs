//! Copies of parts of an episode that are given to somebody for a time.

use super::answer::{drawn, exact};
use super::episode::count;
use super::holds::held;
use super::reference_text;
use super::words::own_role;
use crate::asked::id;
use crate::trouble;
use crate::view::{
    BasisView, CopiesPage, CopyDeviceView, CopyLineView, CopyRead, CopySection, CopyShown, CopyStateView, HowView,
    Language, ShareEarlier, ShareGiving, ShareOffer, SharePage, SharePart, ShareRight, ShareSigning, ShareTo, Trouble,
};
use first72_core::directory::GrantRecord;
use first72_core::episode::{Basis, Guardian, How, Signed, Snapshot, Told};
use first72_core::moment::Moment;
use first72_core::notebook::{
    Compartment, CopyDevice, CopyLine, CopyOffer, CopyState, DeviceState, EpisodeId, Giving, MOST_DAYS, Notebook,
    NotebookError, Part, PersonId, RealmId, Recipient, Signing, SpaceId, USUAL_DAYS,
};

/// Everything that was shared, as far as this person may know.
pub(crate) fn page(notebook: &Notebook, now: Moment) -> CopiesPage {
    let copies = notebook.copies(now).iter().map(|line| view(notebook, line)).collect();
    CopiesPage { copies, now_ms: notebook.time(now).ms }
}

/// What can be shared of an episode, and with whom.
///
/// # Errors
/// When there is no such episode.
pub(crate) fn share_page(
    notebook: &Notebook,
    episode: EpisodeId,
    letters: &str,
    language: Language,
    now: Moment,
) -> Result<SharePage, Trouble> {
    let handle = notebook.record(episode).and_then(|record| record.opened()).map(|opened| opened.handle);
    let parts = notebook.copy_parts(episode, letters)?;
    let part = |part: &first72_core::notebook::CopyPart| SharePart {
        part: part_text(&part.part),
        title: part.title.clone(),
        label: part.label.clone(),
        words: part.words.clone(),
        private: part.compartment == Compartment::Adv,
    };
    Ok(SharePage {
        episode: episode.to_string(),
        handle: handle.ok_or(NotebookError::NoEpisode)?,
        parts: parts.iter().map(part).collect(),
        people: notebook.copy_recipients(now).iter().map(|to| recipient(notebook, to, language)).collect(),
        usual_days: USUAL_DAYS,
        most_days: MOST_DAYS,
        earlier: None,
        now_ms: notebook.time(now).ms,
    })
}

/// A copy that is to be replaced, and what the page begins with.
///
/// # Errors
/// As [`Notebook::earlier_copy`].
pub(crate) fn earlier(
    notebook: &Notebook,
    realm: RealmId,
    copy: SpaceId,
    now: Moment,
) -> Result<ShareEarlier, Trouble> {
    let earlier = notebook.earlier_copy(realm, copy, now)?;
    let giving = &earlier.giving;
    Ok(ShareEarlier {
        line: view(notebook, &earlier.line),
        giving: ShareGiving {
            episode: earlier.episode.to_string(),
            realm: giving.realm.to_string(),
            to: giving.to.to_string(),
            parts: giving.parts.iter().map(part_text).collect(),
            purpose: giving.purpose.clone(),
            how: how(giving.how),
            language: giving.language.clone(),
            days: giving.days,
            may_keep: giving.may_keep,
            basis: basis(giving.basis),
            instead_of: giving.supersedes.map(|space| space.to_string()),
        },
        not_found: count(earlier.not_found),
    })
}

/// A copy before anybody signs.
pub(crate) fn offer(notebook: &Notebook, offer: &CopyOffer, language: Language) -> ShareOffer {
    ShareOffer {
        shown: shown(&offer.snapshot),
        mark: offer.mark.to_string(),
        until: exact(offer.end_ms),
        to: recipient(notebook, &offer.to, language),
    }
}

/// A copy that is read, as it stands.
///
/// # Errors
/// As [`Notebook::read_copy`].
pub(crate) fn read(notebook: &mut Notebook, realm: RealmId, copy: &str, now: Moment) -> Result<CopyRead, Trouble> {
    let space = id(copy)?;
    let shown = shown(notebook.read_copy(realm, space, now)?);
    let line = notebook.copies(now).into_iter().find(|line| line.space == space && line.realm == realm);
    let line = line.ok_or_else(|| trouble::coded("disclosure.none"))?;
    Ok(CopyRead {
        line: view(notebook, &line),
        shown,
        reader: notebook.my_name().unwrap_or_default().to_owned(),
        now_ms: notebook.time(now).ms,
    })
}

/// What the screen means to give.
///
/// # Errors
/// For what is no id, or a part that is not named as the page names it.
pub(crate) fn giving(notebook: &Notebook, ask: &ShareGiving) -> Result<(EpisodeId, Giving), Trouble> {
    let episode: EpisodeId = id(&ask.episode)?;
    let known = notebook.copy_parts(episode, &ask.language)?;
    let part = |named: &String| known.iter().find(|part| part_text(&part.part) == *named).map(|part| part.part.clone());
    let parts: Option<Vec<Part>> = ask.parts.iter().map(part).collect();
    let giving = Giving {
        realm: id(&ask.realm)?,
        to: id::<PersonId>(&ask.to)?,
        parts: parts.ok_or_else(|| trouble::coded("disclosure.changed"))?,
        purpose: ask.purpose.clone(),
        how: match ask.how {
            HowView::OnDevice => How::OnDevice,
            HowView::Spoken => How::Spoken,
            HowView::OnPaper => How::OnPaper,
        },
        language: ask.language.clone(),
        days: ask.days,
        may_keep: ask.may_keep,
        basis: match ask.basis {
            BasisView::YoungPerson => Basis::YoungPerson,
            BasisView::WithGuardian => Basis::WithGuardian,
            BasisView::CourtOrder => Basis::CourtOrder,
            BasisView::MandatedReport => Basis::MandatedReport,
        },
        supersedes: ask.instead_of.as_deref().map(id).transpose()?,
    };
    Ok((episode, giving))
}

/// What was signed.
///
/// # Errors
/// For what is no mark of a copy.
pub(crate) fn signing(ask: ShareSigning) -> Result<Signing, Trouble> {
    let by_hand = ask.signature.as_deref().map(|strokes| Signed::Drawn(drawn(strokes)));
    let guardian = ask.guardian.zip(ask.guardian_signature);
    Ok(Signing {
        seen: id(&ask.mark)?,
        text_version: ask.text_version,
        told: Told { effects: ask.told_effects, voluntary: ask.told_voluntary, taking_back: ask.told_taking_back },
        signed: by_hand.or_else(|| ask.witness.map(Signed::Witnessed)),
        guardian: guardian.map(|(name, strokes)| Guardian { name, signature: drawn(&strokes) }),
        reference: ask.reference,
    })
}

fn view(notebook: &Notebook, line: &CopyLine) -> CopyLineView {
    let name = |person| Some(notebook.person_in(line.realm, person)?.facts.as_ref()?.short_name.clone());
    CopyLineView {
        realm: line.realm.to_string(),
        copy: line.space.to_string(),
        agency: notebook.realm_name(line.realm).unwrap_or_default().to_owned(),
        from: name(line.author),
        to: name(line.to),
        mine: line.mine,
        for_me: line.for_me,
        episode: line.episode.map(|episode| episode.to_string()),
        handle: line.handle.clone(),
        parts: line.parts.clone(),
        purpose: line.purpose.clone(),
        basis: line.basis.map(basis),
        given: exact(line.from_ms),
        until: exact(line.end_ms),
        may_keep: line.may_keep,
        state: state(line.state),
        held: line.held.as_ref().map(|line| held(notebook, line)),
        devices: line.devices.iter().map(device).collect(),
        can_read: line.can_read,
        can_take_back: line.can_take_back,
        can_amend: line.can_amend,
        can_hold: line.can_hold,
    }
}

pub(super) const fn state(state: CopyState) -> CopyStateView {
    match state {
        CopyState::Open => CopyStateView::Open,
        CopyState::TakenBack => CopyStateView::TakenBack,
        CopyState::Replaced => CopyStateView::Replaced,
        CopyState::Over => CopyStateView::Over,
    }
}

pub(super) fn device(device: &CopyDevice) -> CopyDeviceView {
    let (opened, purged) = match device.state {
        DeviceState::Unheard => (false, false),
        DeviceState::Opened => (true, false),
        DeviceState::Purged { opened } => (opened, true),
    };
    CopyDeviceView { label: device.label.clone(), opened, purged, heard: device.heard_ms.map(exact) }
}

fn recipient(notebook: &Notebook, to: &Recipient, language: Language) -> ShareTo {
    let right = |grant: &GrantRecord| {
        let terms = grant.terms.as_ref()?;
        let role = own_role(&terms.role, language);
        Some(ShareRight { role, basis: terms.basis.clone(), until: exact(grant.not_after_ms) })
    };
    ShareTo {
        realm: to.realm.to_string(),
        agency: notebook.realm_name(to.realm).unwrap_or_default().to_owned(),
        person: to.person.to_string(),
        name: to.facts.as_ref().map(|facts| facts.short_name.clone()),
        rights: to.grants.iter().filter_map(right).collect(),
        devices: count(to.devices),
    }
}

fn shown(copy: &Snapshot) -> CopyShown {
    let section = |section: &first72_core::episode::Section| CopySection {
        title: section.title.clone(),
        lines: section.lines.iter().map(|line| (line.label.clone(), line.words.clone())).collect(),
    };
    CopyShown {
        handle: copy.handle.clone(),
        language: copy.language.clone(),
        purpose: copy.purpose.clone(),
        basis: basis(copy.basis),
        how: how(copy.how),
        sections: copy.sections.iter().map(section).collect(),
    }
}

const fn how(how: How) -> HowView {
    match how {
        How::OnDevice => HowView::OnDevice,
        How::Spoken => HowView::Spoken,
        How::OnPaper => HowView::OnPaper,
    }
}

const fn basis(basis: Basis) -> BasisView {
    match basis {
        Basis::YoungPerson => BasisView::YoungPerson,
        Basis::WithGuardian => BasisView::WithGuardian,
        Basis::CourtOrder => BasisView::CourtOrder,
        Basis::MandatedReport => BasisView::MandatedReport,
    }
}

fn part_text(part: &Part) -> String {
    match part {
        Part::Question(key) => format!("question:{key}"),
        Part::Note(reference) => format!("note:{}", reference_text(*reference)),
    }
}
