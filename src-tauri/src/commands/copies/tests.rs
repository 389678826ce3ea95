//! A changed copy in the place of an earlier one, as the window gives it: what the page begins with, and the same in core's act.

use super::*;
use crate::invented::{PIN, contact, deputy, founded_with_pack};
use crate::view::{BasisView, CopyStateView, HowView};
use first72_core::moment::Moment;
use first72_core::notebook::{Compartment, SpaceId};
use std::path::Path;

/// The desk of one of two deputies, with an episode in which there is a note to share; and the episode's id.
fn sharing(folder: &Path) -> (Desk, String) {
    let now = Moment::read();
    let (mut county, packs) = founded_with_pack(folder, &[Compartment::Ops, Compartment::Le], now);
    drop(deputy(folder, &mut county, &packs, "D. Rivera", now));
    let mut phone = deputy(folder, &mut county, &packs, "K. Lopez", now);
    let episode = contact(&mut phone, now);
    phone.note(episode, Compartment::Ops, "An invented note.".into(), now).unwrap();
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    desk.take(phone, now);
    (desk, episode.to_string())
}

fn ask(episode: &str, instead_of: Option<CopyTap>) -> ShareAsk {
    ShareAsk { episode: episode.into(), language: "es".into(), instead_of }
}

/// Shares it, with the PIN once more, as the page does.
fn shared(desk: &Desk, giving: ShareGiving) -> CopiesPage {
    let mark = desk.with(|notebook, now| {
        let (episode, giving) = copies::giving(notebook, &giving)?;
        Ok(notebook.copy_offer(episode, &giving, now)?.mark.to_string())
    });
    let signing = ShareSigning {
        giving,
        mark: mark.unwrap(),
        text_version: "1".into(),
        told_effects: true,
        told_voluntary: true,
        told_taking_back: true,
        signature: Some(vec![vec![(3, 4), (900, 390)]]),
        witness: None,
        guardian: None,
        guardian_signature: None,
        reference: None,
    };
    desk.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::CopyGive, PIN, now)?)).unwrap();
    give(desk, signing).unwrap()
}

// cjis:AC-21 cjis:AC-3
#[test]
fn a_changed_copy_begins_with_the_earlier_one_and_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, episode) = sharing(folder.path());
    let page = share(&desk, &ask(&episode, None)).unwrap();
    assert!(page.earlier.is_none());
    let to = page.people.iter().find(|to| to.name.as_deref() == Some("D. Rivera")).unwrap();
    let note = page.parts.iter().find(|part| part.words == "An invented note.").unwrap();
    let giving = ShareGiving {
        episode: episode.clone(),
        realm: to.realm.clone(),
        to: to.person.clone(),
        parts: vec![note.part.clone()],
        purpose: "Para el turno de noche.".into(),
        how: HowView::Spoken,
        language: "es".into(),
        days: 7,
        may_keep: false,
        basis: BasisView::YoungPerson,
        instead_of: None,
    };
    let first = shared(&desk, giving.clone()).copies.remove(0);
    assert!(first.can_amend && !first.can_hold && first.episode.as_deref() == Some(&episode));
    let tap = CopyTap { realm: first.realm.clone(), copy: first.copy.clone() };
    let earlier = share(&desk, &ask(&episode, Some(tap.clone()))).unwrap().earlier.unwrap();
    assert!(earlier.giving == ShareGiving { instead_of: Some(first.copy.clone()), ..giving });
    assert_eq!((earlier.not_found, earlier.line.copy.as_str()), (0, first.copy.as_str()));

    let page = shared(&desk, ShareGiving { days: 3, ..earlier.giving });
    let state = |copy: &CopyTap| page.copies.iter().find(|line| line.copy == copy.copy).unwrap().state;
    assert_eq!((page.copies.len(), state(&tap)), (2, CopyStateView::Replaced));
    let over = share(&desk, &ask(&episode, Some(tap.clone()))).err().unwrap();
    assert_eq!(over.code, "disclosure.over");
    let unknown = CopyTap { copy: SpaceId([9; 16]).to_string(), ..tap.clone() };
    assert_eq!(share(&desk, &ask(&episode, Some(unknown))).err().unwrap().code, "disclosure.none");
    let unreadable = CopyTap { copy: "x".into(), ..tap };
    assert_eq!(share(&desk, &ask(&episode, Some(unreadable))).err().unwrap().code, "shell.unreadable");
}

// masvs:PRIVACY-3 cjis:AC-3
#[test]
fn who_can_read_an_episode_names_its_copies_with_their_readers() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, episode) = sharing(folder.path());
    let readers = || super::super::show(&desk, &episode, |shown| shown.readers()).unwrap();
    assert!(readers().copies.is_empty());
    let page = share(&desk, &ask(&episode, None)).unwrap();
    let to = page.people.iter().find(|to| to.name.as_deref() == Some("D. Rivera")).unwrap();
    let giving = ShareGiving {
        episode: episode.clone(),
        realm: to.realm.clone(),
        to: to.person.clone(),
        parts: page.parts.iter().map(|part| part.part.clone()).collect(),
        purpose: "For the night car.".into(),
        how: HowView::OnDevice,
        language: "en".into(),
        days: 7,
        may_keep: false,
        basis: BasisView::YoungPerson,
        instead_of: None,
    };
    let given = shared(&desk, giving).copies.remove(0);
    let [copy] = &readers().copies[..] else { panic!("one copy") };
    assert_eq!((copy.copy.as_str(), copy.to.as_deref()), (given.copy.as_str(), Some("D. Rivera")));
    assert_eq!((copy.agency.as_str(), copy.state), ("Demo County", Some(CopyStateView::Open)));
    assert!(copy.parts.contains(&"Notes".to_owned()) && copy.until == given.until);
    let names: Vec<_> = copy.readers.iter().flatten().map(|reader| (reader.name.as_deref(), reader.me)).collect();
    assert!(
        names.len() == 2 && names.contains(&(Some("K. Lopez"), true)) && names.contains(&(Some("D. Rivera"), false))
    );
    assert_eq!((copy.devices.len(), copy.devices[0].label.as_deref()), (1, Some("phone")));
}
