//! A server that answers wrongly, as the whole notebook meets it: every answer altered, cut,
//! replayed, with bodies swapped or statements of another realm put in.

use std::collections::BTreeSet;
use std::sync::Mutex;

use first72_core::episode::Record;
use first72_core::sync::{Answer, MemoryRelay, Relay, RelayError, Request};
use first72_tests::county::{County, STATION, Twisted, choice, contact, done, first_answer, now, text};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{EpisodeId, Hash};
use first72_wire::outcome::PullAnswer;
use first72_wire::run::{Form, Packer, Place, unpack};

/// A deputy and an advocate before one server in memory.
struct Night {
    demo: County,
    server: MemoryRelay,
}

impl Night {
    fn begin(seed: u64) -> Self {
        let demo = County::found(seed);
        let server = demo.county.in_memory();
        demo.county.registrar.sync(demo.county.id, &server).unwrap();
        for device in [&demo.deputy, &demo.advocate] {
            device.sync(demo.county.id, &server).unwrap();
        }
        Self { demo, server }
    }

    /// A new episode of the deputy's that only the server has.
    fn episode(&self) -> EpisodeId {
        let mut deputy = self.demo.deputy.open();
        let episode = deputy.new_contact(contact(STATION), now()).unwrap();
        deputy.answer(episode, "language", choice("spanish"), now()).unwrap();
        deputy.answer(episode, "pronouns", text("they"), now()).unwrap();
        deputy.step(episode, "ID-02", done(), now()).unwrap();
        drop(deputy);
        self.demo.deputy.sync(self.demo.county.id, &self.server).unwrap();
        episode
    }

    fn saves(&self, episode: EpisodeId) -> BTreeSet<Hash> {
        hashes(self.demo.advocate.open().record(episode))
    }

    /// What the advocate has after a sync with the liar: the code it ended with or of what was kept
    /// aside, and the saves that were believed.
    fn believe(&self, episode: EpisodeId, liar: &dyn Relay) -> (Vec<String>, BTreeSet<Hash>) {
        let before = self.demo.advocate.open().problems().unwrap().len();
        let ended = self.demo.advocate.sync(self.demo.county.id, liar);
        let mut codes: Vec<String> = ended.err().iter().map(|error| error.code().to_owned()).collect();
        let advocate = self.demo.advocate.open();
        let problems = advocate.problems().unwrap();
        codes.extend(problems.into_iter().skip(before).map(|line| line.problem.code));
        drop(advocate);
        let believed = self.saves(episode);
        let written = hashes(self.demo.deputy.open().record(episode));
        assert!(believed.is_subset(&written), "nothing is believed that the deputy did not write");
        (codes, believed)
    }

    /// With the honest server everything comes, and what the deputy shows is what the advocate shows.
    fn honest_again(&self, episode: EpisodeId, case: &str) {
        self.demo.advocate.sync(self.demo.county.id, &self.server).unwrap();
        let (advocate, deputy) = (self.demo.advocate.open(), self.demo.deputy.open());
        let (theirs, ours) = (advocate.record(episode).expect(case), deputy.record(episode).unwrap());
        assert_eq!(hashes(Some(theirs)), hashes(Some(ours)), "{case}");
        assert_eq!(theirs.answers("pronouns")[0].answer, ours.answers("pronouns")[0].answer, "{case}");
    }

    /// One lie about the entries of a pull, on an episode of its own.
    fn lie(&self, case: &str, twist: impl Fn(&mut Vec<(SealedEntry, Place)>) + Send + Sync) -> Vec<String> {
        let episode = self.episode();
        let realm = self.demo.county.id;
        let liar = Twisted::new(&self.server, |server, request| {
            let answer = first_answer(server, request)?;
            let Answer::Pull(bytes) = &answer else { return Ok(answer) };
            let mut answer = PullAnswer::parse(bytes).unwrap();
            let mut entries: Vec<_> = unpack(realm, Form::Download, &answer.page)
                .unwrap()
                .into_iter()
                .flat_map(|run| run.items)
                .map(|item| (item.entry.unwrap(), item.place))
                .collect();
            twist(&mut entries);
            let mut packer = Packer::new(Form::Download);
            entries.iter().for_each(|(entry, place)| packer.push(entry, &entry.hash(), *place));
            answer.page = packer.into_bytes();
            Ok(Answer::Pull(answer.to_bytes()))
        });
        let (codes, believed) = self.believe(episode, &liar);
        assert!(!codes.is_empty(), "{case} went unnoticed; {} saves were believed", believed.len());
        self.honest_again(episode, case);
        codes
    }
}

fn hashes(record: Option<&Record>) -> BTreeSet<Hash> {
    record.map(|record| record.history().iter().map(|save| save.hash()).collect()).unwrap_or_default()
}

fn is_op(entry: &SealedEntry) -> bool {
    entry.header.kind == Kind::Op
}

#[test]
fn altered_and_swapped_entries_are_refused_with_a_code_and_come_again_from_an_honest_server() {
    let night = Night::begin(21);
    let ops = |entries: &[(SealedEntry, Place)]| -> Vec<usize> {
        (0..entries.len()).filter(|at| is_op(&entries[*at].0)).collect()
    };
    let codes = night.lie("a body with one bit turned", |entries| {
        let at = ops(entries)[1];
        entries[at].0.body[7] ^= 1;
    });
    assert!(codes.iter().any(|code| code == "entry.signature"), "{codes:?}");
    night.lie("a signature with one bit turned", |entries| entries.last_mut().unwrap().0.signature[5] ^= 1);
    night.lie("two bodies swapped", |entries| {
        let at = ops(entries);
        let (one, other) = (entries[at[0]].0.clone(), entries[at[1]].0.clone());
        entries[at[0]].0.body = other.body;
        entries[at[0]].0.header.body_len = other.header.body_len;
        entries[at[1]].0.body = one.body;
        entries[at[1]].0.header.body_len = one.header.body_len;
    });
    night.lie("a body that stands under another's header in its whole length", |entries| {
        let at = ops(entries);
        let first = entries[at[0]].0.clone();
        for index in &at[1..] {
            entries[*index].0.body.clone_from(&first.body);
            entries[*index].0.header.body_len = first.header.body_len;
        }
    });
    night.lie("an author changed", |entries| entries[1].0.header.device.0[3] ^= 1);
    night.lie("a commitment changed", |entries| {
        let at = ops(entries)[0];
        entries[at].0.header.commit.0[0] ^= 1;
    });
    night.lie("a key entry with other bytes", |entries| {
        let key = entries.iter_mut().find(|(entry, _)| entry.header.kind == Kind::Key).unwrap();
        let last = key.0.body.len() - 1;
        key.0.body[last] ^= 1;
    });
}

#[test]
fn statements_and_entries_of_another_realm_count_for_nothing() {
    let night = Night::begin(22);
    let agency = night.demo.agency.in_memory();
    night.demo.agency.registrar.sync(night.demo.agency.id, &agency).unwrap();
    // What a member of the other realm is given by its server: that realm's own statements.
    let foreign: Mutex<Vec<(SealedEntry, Place)>> = Mutex::default();
    let listening = Twisted::new(&agency, |server, request| {
        let answer = first_answer(server, request)?;
        if let Answer::Pull(bytes) = &answer {
            let page = PullAnswer::parse(bytes).unwrap().page;
            let runs = unpack(night.demo.agency.id, Form::Download, &page).unwrap();
            let items = runs.into_iter().flat_map(|run| run.items).map(|item| (item.entry.unwrap(), item.place));
            foreign.lock().unwrap().extend(items);
        }
        Ok(answer)
    });
    night.demo.advocate.sync(night.demo.agency.id, &listening).unwrap();
    let foreign = foreign.into_inner().unwrap();
    let statements: Vec<_> = foreign.into_iter().filter(|(entry, _)| entry.header.kind == Kind::Statement).collect();
    assert!(!statements.is_empty(), "the other realm has statements");

    let people_before = night.demo.advocate.open().roles();
    let known = night.demo.advocate.open().people(night.demo.county.id).unwrap();
    for as_a_member in [false, true] {
        let codes = night.lie("statements of another realm", |entries| {
            let county = entries[0].0.header;
            let space = first72_wire::derived::directory_space(&county.realm);
            for (pos, (entry, _)) in (900..).zip(&statements) {
                let mut entry = entry.clone();
                entry.header.realm = county.realm;
                entry.header.space = space;
                if as_a_member {
                    entry.header.device = county.device;
                }
                entries.push((entry, Place { pos, dir_pos: pos - 1, leaf: pos }));
            }
        });
        assert!(codes.len() >= statements.len(), "each is refused or waits: {codes:?}");
    }
    assert_eq!(night.demo.advocate.open().roles(), people_before);
    assert_eq!(night.demo.advocate.open().people(night.demo.county.id).unwrap(), known);
}

#[test]
fn an_answer_that_is_cut_or_has_a_bit_turned_anywhere_harms_nothing() {
    let night = Night::begin(23);
    let mut refused = 0;
    for part in 0..24_usize {
        let episode = night.episode();
        let before = night.saves(episode);
        let cutting = Twisted::new(&night.server, |server, request| match first_answer(server, request)? {
            Answer::Pull(mut bytes) => {
                bytes.truncate(bytes.len() * part / 24);
                Ok(Answer::Pull(bytes))
            }
            other => Ok(other),
        });
        let (codes, believed) = night.believe(episode, &cutting);
        assert_eq!((codes.len(), &believed), (1, &before), "cut at {part}/24: {codes:?}");
        let turning = Twisted::new(&night.server, |server, request| match first_answer(server, request)? {
            Answer::Pull(mut bytes) => {
                let at = (bytes.len() - 1) * part / 23;
                bytes[at] ^= 1 << (part % 8);
                Ok(Answer::Pull(bytes))
            }
            other => Ok(other),
        });
        let (codes, _) = night.believe(episode, &turning);
        refused += usize::from(!codes.is_empty());
        night.honest_again(episode, &format!("a bit turned at {part}/23"));
    }
    // The mark of a pull is the server's own: a bit of it may turn and nothing is wrong.
    assert!(refused >= 20, "{refused} of 24 turned bits were noticed");
}

#[test]
fn old_answers_that_are_played_again_take_nothing_out_of_the_outbox_and_hide_nothing_for_good() {
    let night = Night::begin(24);
    let first = night.episode();
    let tape: Mutex<Vec<(Request, Answer)>> = Mutex::default();
    let recording = Twisted::new(&night.server, |server, request| {
        let answer = first_answer(server, request)?;
        tape.lock().unwrap().push((request.clone(), answer.clone()));
        Ok(answer)
    });
    night.demo.advocate.open().draft_put("note", "unfinished", now()).unwrap();
    night.demo.advocate.sync(night.demo.county.id, &recording).unwrap();
    night.demo.advocate.open().answer(first, "pronouns", text("she"), now()).unwrap();
    night.demo.advocate.sync(night.demo.county.id, &recording).unwrap();
    let tape = tape.into_inner().unwrap();
    assert!(tape.iter().any(|(request, _)| matches!(request, Request::Push { .. })), "a receipt is on the tape");

    let second = night.episode();
    night.demo.advocate.open().answer(first, "pronouns", text("he"), now()).unwrap();
    let replaying = Twisted::new(&night.server, |server, request| {
        let same = |(old, _): &&(Request, Answer)| std::mem::discriminant(old) == std::mem::discriminant(request);
        match tape.iter().find(same) {
            Some((_, old)) if !matches!(request, Request::Hello(_)) => Ok(old.clone()),
            _ => first_answer(server, request),
        }
    });
    let ended = night.demo.advocate.sync(night.demo.county.id, &replaying);
    let troubles = ended.map(|end| end.report.troubles).unwrap_or_else(|error| vec![error.code()]);
    assert!(!troubles.is_empty(), "the old receipt is not taken for the new one");
    assert!(waiting(&night) > 0, "what was not received stays in the outbox");
    night.honest_again(second, "after replayed answers");
    assert_eq!(waiting(&night), 0);
    night.demo.deputy.sync(night.demo.county.id, &night.server).unwrap();
    night.honest_again(first, "after replayed answers");
}

fn waiting(night: &Night) -> u64 {
    let state = night.demo.advocate.open().sync_state().unwrap();
    state.iter().filter(|state| state.realm == night.demo.county.id).map(|state| state.outbox.waiting).sum()
}

#[test]
fn a_relay_that_is_gone_is_named_and_nothing_changes() {
    let night = Night::begin(25);
    let episode = night.episode();
    let gone = Twisted::new(&night.server, |_, _| Err(RelayError::Away));
    assert_eq!(night.believe(episode, &gone), (vec!["relay.away".to_owned()], BTreeSet::new()));
    night.honest_again(episode, "after the relay was gone");
}
