//! Pulls: who reads what, pages, cursors, marks.

use crate::support::{Author, Client, Relay, SPACE, space};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::SpaceId;
use first72_wire::limits::MAX_PAGE;
use first72_wire::outcome::PullAnswer;
use first72_wire::request::{Cursor, PullRequest};
use first72_wire::run::{Form, unpack};
use first72_wire::statement::PublicPart;

fn spaces(client: &mut Client) -> Vec<SpaceId> {
    client.pull_all().into_keys().collect()
}

/// A writer whose space is open to itself and the readers given.
fn written(relay: &mut Relay, readers: &[&Author], count: usize) -> Author {
    let mut writer = relay.enrol(0x20);
    let mut names: Vec<_> = readers.iter().map(|reader| reader.device()).collect();
    names.push(writer.device());
    let batch = [vec![writer.wraps(SPACE, 1, &names)], writer.ops(SPACE, count)].concat();
    relay.client(&writer).push(&batch).unwrap();
    writer
}

#[test]
fn a_device_reads_the_directory_and_the_spaces_that_wraps_open_to_it() {
    let mut relay = Relay::start();
    let (reader, outsider) = (relay.enrol(0x21), relay.enrol(0x22));
    written(&mut relay, &[&reader], 2);
    let directory = relay.county.directory;
    let mut expected = vec![directory, SPACE];
    expected.sort_unstable();
    assert_eq!(spaces(&mut relay.client(&reader)), expected);
    assert_eq!(spaces(&mut relay.client(&outsider)), [directory]);
}

// masvs:AUTH-1 cjis:AC-3
#[test]
fn naming_a_space_in_a_cursor_opens_nothing_and_tells_nothing() {
    let mut relay = Relay::start();
    let outsider = relay.enrol(0x22);
    written(&mut relay, &[], 2);
    let directory = relay.county.directory;
    let mut client = relay.client(&outsider);
    let asked = |space| PullRequest {
        cursors: vec![Cursor { space, pos: 0 }, Cursor { space: directory, pos: 9 }],
        ..PullRequest::default()
    };
    let secret = client.pull(&asked(SPACE)).unwrap();
    let nowhere = client.pull(&asked(space(0x99))).unwrap();
    assert_eq!(secret, nowhere, "a space that is not his looks like one that is not");
}

#[test]
fn every_entry_comes_back_exactly_as_it_was_signed() {
    let mut relay = Relay::start();
    let reader = relay.enrol(0x21);
    let mut writer = written(&mut relay, &[&reader], 0);
    let mut second = relay.enrol(0x23);
    let mut sent = Vec::new();
    for _ in 0..3 {
        sent.extend([writer.op(SPACE), second.op(SPACE), second.write(Kind::Audit, SPACE, b"sealed audit rows")]);
    }
    for entry in &sent {
        relay.client(&reader).push(std::slice::from_ref(entry)).unwrap();
    }
    let found = relay.client(&reader).pull_all().remove(&SPACE).unwrap();
    assert_eq!(found.iter().map(|item| item.place.pos).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    let read: Vec<_> = found[1..].iter().map(|item| item.entry.clone().unwrap().to_bytes()).collect();
    assert_eq!(read, sent.iter().map(|entry| entry.to_bytes()).collect::<Vec<_>>());
}

#[test]
fn a_late_entry_is_known_by_its_place_in_the_directory() {
    let mut relay = Relay::start();
    let carrier = relay.enrol(0x21);
    let mut lost = written(&mut relay, &[&carrier], 1);
    let (before, after) = (lost.op(SPACE), lost.op(SPACE));
    relay.client(&carrier).push(&[before]).unwrap();
    let end =
        relay.county.state(PublicPart::DeviceEnd { device_id: lost.device(), reason: 1, wipe: false, heads: vec![] });
    let end_pos = relay.registrar().push(&[end]).unwrap().outcomes[0].pos().unwrap();
    relay.client(&carrier).push(&[after]).unwrap();
    let found = relay.client(&carrier).pull_all().remove(&SPACE).unwrap();
    let late: Vec<bool> = found.iter().map(|item| item.place.dir_pos >= end_pos).collect();
    assert_eq!(late, [false, false, false, true]);
}

#[test]
fn pages_are_cut_to_size_and_together_hold_everything() {
    let mut relay = Relay::start();
    let reader = relay.enrol(0x21);
    let mut writer = written(&mut relay, &[&reader], 0);
    for _ in 0..5 {
        let batch: Vec<_> = (0..9).map(|_| writer.write(Kind::Op, SPACE, &[0xc3; 65_536])).collect();
        relay.client(&writer).push(&batch).unwrap();
    }
    let mut client = relay.client(&reader);
    let pages = client.pages(&PullRequest::default()).unwrap();
    let [first, .., last] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    assert!(first.more && first.page.len() <= MAX_PAGE, "{}", first.page.len());
    assert!(first.page.len() > MAX_PAGE - 2 * 66_000, "a page is filled");
    assert!(!last.more && pages.iter().filter(|page| !page.more).count() == 1, "only the last one says so");
    let of_page = |page: &PullAnswer| unpack(relay.county.realm, Form::Download, &page.page).unwrap();
    let items: Vec<_> =
        pages.iter().flat_map(of_page).filter(|run| run.space == SPACE).flat_map(|run| run.items).collect();
    let places: std::collections::BTreeSet<u64> = items.iter().map(|item| item.place.pos).collect();
    assert_eq!((items.len(), places), (46, (1..=46).collect()), "one answer has all of it, once");
    let rest = PullRequest { mark: Some(first.mark), ..PullRequest::default() };
    assert_eq!(client.pages(&rest).unwrap_err().status, 409, "marks of early pages are forgotten");
    let rest = PullRequest { cursors: first.cursors.clone(), ..PullRequest::default() };
    assert_eq!(client.pages(&rest).unwrap().len(), pages.len() - 1, "who got only the first goes on after it");
}

#[test]
fn an_upload_learns_whether_others_have_written_since_its_mark() {
    let mut relay = Relay::start();
    let (mut reader, stranger) = (relay.enrol(0x21), relay.enrol(0x22));
    let mut writer = written(&mut relay, &[&reader], 2);
    let (mut reading, mut writing) = (relay.client(&reader), relay.client(&writer));
    let news = |client: &mut Client, entries: &[SealedEntry]| client.push(entries).unwrap().news;
    assert!(news(&mut reading, &[reader.op(SPACE)]), "without a mark nothing is known");
    reading.mark = Some([7; 8]);
    assert!(news(&mut reading, &[reader.op(SPACE)]), "nor with one that the server has not given");
    reading.mark = Some(reading.pull(&PullRequest::default()).unwrap().mark);
    assert!(!news(&mut reading, &[reader.op(SPACE)]), "one's own entries are no news");
    assert!(!news(&mut reading, &[]), "however often it asks");
    writing.mark = Some(writing.pull(&PullRequest::default()).unwrap().mark);
    assert!(!news(&mut writing, &[writer.op(SPACE)]));
    assert!(news(&mut reading, &[]), "others' are");
    reading.mark = Some(reading.pull(&PullRequest { mark: reading.mark, ..PullRequest::default() }).unwrap().mark);
    assert!(!news(&mut reading, &[]));
    let elsewhere = space(0x98);
    let opened = [writer.wraps(elsewhere, 1, &[writer.device(), stranger.device()]), writer.op(elsewhere)];
    writing.push(&opened).unwrap();
    assert!(!news(&mut reading, &[]), "what it may not read is no news, and is not betrayed");
    writing.push(&[writer.wraps(elsewhere, 1, &[reader.device()])]).unwrap();
    assert!(news(&mut reading, &[]), "a space that has been opened to it is");
    relay.restart();
    let mut again = relay.client(&reader);
    again.mark = reading.mark;
    assert!(news(&mut again, &[]), "after a restart nothing is known");
}

#[test]
fn after_a_pull_there_is_nothing_more_until_something_is_new() {
    let mut relay = Relay::start();
    let reader = relay.enrol(0x21);
    let mut writer = written(&mut relay, &[&reader], 2);
    let mut client = relay.client(&reader);
    let first = client.pull(&PullRequest::default()).unwrap();
    let by_mark = PullRequest { mark: Some(first.mark), ..PullRequest::default() };
    let second = client.pull(&by_mark).unwrap();
    assert!(!second.more && second.cursors.is_empty());
    assert_eq!((second.page.as_slice(), second.mark), (&b"FCP1\x02"[..], first.mark));
    let by_cursors = PullRequest { cursors: first.cursors.clone(), ..PullRequest::default() };
    assert_eq!(client.pull(&by_cursors).unwrap(), second, "cursors and mark say the same");
    relay.client(&writer).push(&[writer.op(SPACE)]).unwrap();
    let third = client.pull(&by_mark).unwrap();
    assert_eq!(third.cursors, [Cursor { space: SPACE, pos: 4 }]);
    assert_eq!(unpack(relay.county.realm, Form::Download, &third.page).unwrap()[0].items.len(), 1);
}

#[test]
fn a_mark_that_is_not_remembered_is_said_so() {
    let mut relay = Relay::start();
    let (reader, other) = (relay.enrol(0x21), relay.enrol(0x22));
    let mut client = relay.client(&reader);
    let mark = client.pull(&PullRequest::default()).unwrap().mark;
    let by_mark = PullRequest { mark: Some(mark), ..PullRequest::default() };
    let told = relay.client(&other).pull(&by_mark).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (409, "pull.mark"), "a mark is one device's");
    relay.restart();
    assert_eq!(relay.client(&reader).pull(&by_mark).unwrap_err().status, 409);
}

#[test]
fn a_device_is_not_sent_its_own_entries_unless_it_asks() {
    let mut relay = Relay::start();
    let reader = relay.enrol(0x21);
    let writer = written(&mut relay, &[&reader], 2);
    let mut client = relay.client(&writer);
    let answer = client.pull(&PullRequest::default()).unwrap();
    let runs = unpack(relay.county.realm, Form::Download, &answer.page).unwrap();
    assert!(runs.iter().all(|run| run.device != writer.device()));
    assert!(answer.cursors.contains(&Cursor { space: SPACE, pos: 3 }), "its cursor moves all the same");
    assert_eq!(client.pull_all().remove(&SPACE).unwrap().len(), 3);
}

#[test]
fn a_leaver_reads_up_to_the_rotation_and_sees_nothing_of_what_follows() {
    let mut relay = Relay::start();
    let leaver = relay.enrol(0x21);
    let mut writer = written(&mut relay, &[&leaver], 2);
    let mut client = relay.client(&leaver);
    let before = client.pull(&PullRequest::default()).unwrap();
    let rotate = [vec![writer.wraps(SPACE, 2, &[writer.device()])], writer.ops(SPACE, 5)].concat();
    relay.client(&writer).push(&rotate).unwrap();
    assert_eq!(client.pull_all().remove(&SPACE).unwrap().len(), 3);
    let after = client.pull(&PullRequest { mark: Some(before.mark), ..PullRequest::default() }).unwrap();
    assert_eq!((after.mark, after.cursors.len()), (before.mark, 0), "the same answer as if nothing had happened");
}

#[test]
fn a_newcomer_reads_all_history_with_one_wrap() {
    let mut relay = Relay::start();
    let newcomer = relay.enrol(0x21);
    let mut writer = written(&mut relay, &[], 4);
    assert_eq!(spaces(&mut relay.client(&newcomer)), [relay.county.directory]);
    let wrap = writer.wraps(SPACE, 1, &[newcomer.device()]);
    relay.client(&writer).push(&[wrap]).unwrap();
    assert_eq!(relay.client(&newcomer).pull_all().remove(&SPACE).unwrap().len(), 6);
}

#[test]
fn a_cursor_beyond_what_is_there_is_lowered() {
    let mut relay = Relay::start();
    let reader = relay.enrol(0x21);
    written(&mut relay, &[&reader], 1);
    let cursors = vec![Cursor { space: SPACE, pos: 99 }];
    let answer = relay.client(&reader).pull(&PullRequest { cursors, ..PullRequest::default() }).unwrap();
    assert!(answer.cursors.contains(&Cursor { space: SPACE, pos: 2 }), "the device learns that something was lost");
}

#[test]
fn a_body_that_is_no_pull_is_refused() {
    let relay = Relay::start();
    let mut client = relay.registrar();
    for body in [&b""[..], b"\x83", b"nonsense", &[0xff; 100]] {
        let answer = client.post("/v1/pull", body).unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (400, &br#"{"code":"request.form"}"#[..]), "{body:?}");
    }
}
