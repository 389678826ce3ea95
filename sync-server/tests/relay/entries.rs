//! Uploads: chains, forks, duplicates, carriers, receipts.

use crate::support::{County, Relay, SPACE, space};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::header::Kind;
use first72_wire::id::Hash;
use first72_wire::log_keys::LogKeys;
use first72_wire::outcome::{EntryOutcome, Why};

fn refusals(outcomes: &[EntryOutcome]) -> Vec<&str> {
    let code = |outcome: &EntryOutcome| match outcome {
        EntryOutcome::Stored { .. } => "stored",
        EntryOutcome::Duplicate { .. } => "duplicate",
        EntryOutcome::Fork => "fork",
        EntryOutcome::Refused(why) => Box::leak(why.code().to_owned().into_boxed_str()),
    };
    outcomes.iter().map(code).collect()
}

#[test]
fn entries_are_stored_in_order_with_a_receipt_and_a_checkpoint() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let batch = [author.ops(SPACE, 3), author.ops(space(0x52), 2)].concat();
    let answer = client.push(&batch).unwrap();
    let places: Vec<Option<u64>> = answer.outcomes.iter().map(EntryOutcome::pos).collect();
    assert_eq!(places, [1, 2, 3, 1, 2].map(Some), "each space counts for itself");
    let checkpoint =
        Checkpoint::open(&answer.checkpoint, &relay.county.realm, &LogKeys::of(relay.county.log_pk)).unwrap();
    assert_eq!(checkpoint.size, 7, "two statements and five saves");
}

#[test]
fn the_same_upload_again_is_answered_with_the_same_places() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let batch = author.ops(SPACE, 3);
    client.push(&batch[..2]).unwrap();
    let again = client.push(&batch).unwrap();
    assert_eq!(
        again.outcomes,
        [EntryOutcome::Duplicate { pos: 1 }, EntryOutcome::Duplicate { pos: 2 }, EntryOutcome::Stored { pos: 3 }]
    );
}

#[test]
fn a_gap_says_where_to_go_on() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let batch = author.ops(SPACE, 4);
    client.push(&batch[..1]).unwrap();
    let answer = client.push(&batch[2..]).unwrap();
    let gap = EntryOutcome::Refused(Why::Gap { have: 1 });
    assert_eq!(answer.outcomes, [gap.clone(), gap]);
    assert_eq!(refusals(&client.push(&batch[1..]).unwrap().outcomes), ["stored"; 3]);
}

#[test]
fn a_second_entry_with_a_number_that_is_taken_is_a_fork() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let honest = author.ops(SPACE, 2);
    client.push(&honest).unwrap();
    let other = author.sign(Kind::Op, SPACE, 2, honest[0].hash(), b"another save");
    let follows_unknown = author.sign(Kind::Op, SPACE, 3, other.hash(), b"after another save");
    assert_eq!(refusals(&client.push(&[other]).unwrap().outcomes), ["fork"]);
    assert_eq!(refusals(&client.push(&[follows_unknown]).unwrap().outcomes), ["fork"]);
    let goes_on = author.op(SPACE);
    assert_eq!(refusals(&client.push(&[goes_on]).unwrap().outcomes), ["stored"], "the stored chain goes on");
}

#[test]
fn a_chain_begins_with_what_introduced_its_author() {
    let mut relay = Relay::start();
    let author = relay.enrol(0x20);
    let made_up = author.sign(Kind::Op, SPACE, 1, Hash([1; 32]), b"save");
    assert_eq!(refusals(&relay.client(&author).push(&[made_up]).unwrap().outcomes), ["chain.prev"]);
}

#[test]
fn the_realms_of_others_and_unknown_authors_are_refused() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut stranger = relay.county.stranger(0x30);
    let mut client = relay.client(&author);
    let mut elsewhere = County::make_with(false, None).enrol(0x20).0;
    let foreign = elsewhere.op(SPACE);
    assert_eq!(foreign.header.device, author.device(), "the same device, in another realm");
    let outcomes = client.push(&[stranger.op(SPACE)]).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["entry.author"]);
    // A page has no realm in it: the entry is rebuilt for this realm, and its signature fails.
    let mut page = first72_wire::run::Packer::new(first72_wire::run::Form::Upload);
    page.push(&foreign, &foreign.hash(), first72_wire::run::Place::default());
    let body = first72_wire::request::PushRequest { mark: None, page: page.into_bytes(), tree_size: None }.to_bytes();
    let answer = client.post("/v1/entries", &body).unwrap();
    let answer = first72_wire::outcome::PushAnswer::parse(&answer.body).unwrap();
    assert_eq!(refusals(&answer.outcomes), ["entry.signature"]);
    assert_eq!(refusals(&client.push(&[author.op(SPACE)]).unwrap().outcomes), ["stored"]);
}

#[test]
fn any_live_device_may_carry_entries_of_another() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let carrier = relay.enrol(0x21);
    let batch = author.ops(SPACE, 3);
    assert_eq!(refusals(&relay.client(&carrier).push(&batch).unwrap().outcomes), ["stored"; 3]);
    assert_eq!(refusals(&relay.client(&author).push(&batch).unwrap().outcomes), ["duplicate"; 3]);
}

#[test]
fn a_carrier_cannot_slip_in_a_damaged_signature() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let carrier = relay.enrol(0x21);
    let mut batch = author.ops(SPACE, 3);
    let honest = batch.clone();
    batch[1].signature = [0; 64];
    let outcomes = relay.client(&carrier).push(&batch).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["stored", "entry.signature", "chain.gap"]);
    assert_eq!(refusals(&relay.client(&author).push(&honest).unwrap().outcomes), ["duplicate", "stored", "stored"]);
}

#[test]
fn forged_entries_are_refused_and_do_not_hold_up_other_chains() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut victim = relay.enrol(0x21);
    let mut forged = victim.op(SPACE);
    forged.body[0] ^= 1;
    let batch = [vec![forged], author.ops(SPACE, 2)].concat();
    let outcomes = relay.client(&author).push(&batch).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["entry.signature", "stored", "stored"]);
}

#[test]
fn a_run_is_taken_up_to_its_newest_good_signature() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut batch = author.ops(SPACE, 3);
    batch[2].signature = [0; 64];
    let outcomes = relay.client(&author).push(&batch).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["stored", "stored", "entry.signature"]);
}

#[test]
fn statements_stand_in_the_directory_and_saves_do_not() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let directory = relay.county.directory;
    let mut client = relay.client(&author);
    let outcomes = client.push(&[author.write(Kind::Statement, SPACE, &[0x82])]).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["entry.space"]);
    let outcomes = client.push(&[author.op(directory)]).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["entry.space"]);
    let wrong_class = relay.county.registrar.wraps(directory, 1, &[author.device()]);
    assert_eq!(refusals(&relay.registrar().push(&[wrong_class]).unwrap().outcomes), ["entry.body"]);
}

#[test]
fn a_body_that_is_no_statement_is_refused() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let directory = relay.county.directory;
    let outcomes =
        relay.client(&author).push(&[author.write(Kind::Statement, directory, b"nonsense")]).unwrap().outcomes;
    assert_eq!(refusals(&outcomes), ["entry.body"]);
}

#[test]
fn a_page_that_is_none_is_refused_whole() {
    let relay = Relay::start();
    let mut client = relay.registrar();
    for body in [&b""[..], b"FCP1", b"FCP1\x01", b"FCP1\x00junk", &[0xff; 9_000]] {
        let answer = client.post("/v1/entries", body).unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (400, &br#"{"code":"request.form"}"#[..]), "{body:?}");
    }
    assert!(client.push(&[]).unwrap().outcomes.is_empty(), "an upload of nothing is fine");
}
