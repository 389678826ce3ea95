//! How a changed copy takes the place of an earlier one.

use super::*;

impl World {
    fn earlier(&self, space: SpaceId, at: Moment) -> Result<(Giving, usize), &'static str> {
        let earlier = self.advocate.open().earlier_copy(self.county.id, space, at).map_err(|error| error.code())?;
        assert_eq!((earlier.episode, earlier.line.space), (self.episode, space));
        Ok((earlier.giving, earlier.not_found))
    }

    fn note(&self, text: &str) -> Part {
        let mut open = self.advocate.open();
        open.note(self.episode, Adv, text.into(), now()).unwrap();
        open.copy_parts(self.episode, "en").unwrap().into_iter().find(|part| part.words == text).unwrap().part
    }
}

#[test]
fn an_amendment_is_a_copy_of_its_own_that_takes_the_place_of_the_first() {
    let world = World::new();
    let first = world.given(&world.giving());
    world.advocate.open().answer(world.episode, PLAN, Answer::Given(Value::Text("Nobody now.".into())), now()).unwrap();
    world.sync();
    assert_eq!(world.read(&world.deputy, first, now()), Ok(SAFE.to_owned()), "no live link into the record");
    let second = world.given(&Giving { supersedes: Some(first), ..world.giving() });
    world.sync();
    assert_eq!(world.read(&world.deputy, first, now()), Err("disclosure.over"));
    assert_eq!(world.read(&world.deputy, second, now()), Ok("Nobody now.".to_owned()));
    let lines = world.advocate.open().copies(now());
    let of = |space| lines.iter().find(|line| line.space == space).unwrap().state;
    assert_eq!((of(first), of(second)), (CopyState::Replaced, CopyState::Open));
    assert_eq!((world.on_server(first), world.on_server(second)), (0, 2));
}

#[test]
fn a_changed_copy_begins_with_what_was_chosen_for_the_earlier_one() {
    let world = World::new();
    let giving = Giving { language: "es".into(), how: How::Spoken, may_keep: true, ..world.giving() };
    let first = world.given(&giving);
    assert!(world.line(&world.advocate, now()).can_amend && !world.line(&world.deputy, now()).can_amend);
    // Ten days later it would end on the same day, and says what stands there then.
    let at = later(10 * DAY_MS + 1);
    let value = Answer::Given(Value::Text("Nobody now.".into()));
    world.advocate.open().answer(world.episode, PLAN, value, at).unwrap();
    let (again, not_found) = world.earlier(first, at).unwrap();
    assert!(again == Giving { days: 20, supersedes: Some(first), ..giving }, "and nothing else differs");
    assert_eq!(not_found, 0);
    let offer = world.advocate.open().copy_offer(world.episode, &again, at).unwrap();
    assert_eq!(offer.snapshot.sections[0].lines[0].words, "Nobody now.");
    assert_eq!(world.earlier(SpaceId([9; 16]), at).err(), Some("disclosure.none"));
    let theirs = world.deputy.open().earlier_copy(world.county.id, first, at).err().unwrap();
    assert_eq!(theirs.code(), "disclosure.not-theirs");
    {
        let mut registrar = world.county.registrar.open();
        let people = registrar.people(world.county.id).unwrap();
        let deputy = people.into_iter().find(|line| line.person == person(&world.deputy)).unwrap();
        registrar.end_grant(world.county.id, deputy.grants[0].grant, now()).unwrap();
    }
    world.county.registrar.sync(&world.county);
    world.advocate.sync(&world.county);
    assert_eq!(world.earlier(first, at).err(), Some("disclosure.recipient"), "they have no part there now");
    world.take_back(first);
    assert_eq!(world.earlier(first, at).err(), Some("disclosure.over"));
    assert!(!world.line(&world.advocate, at).can_amend);
}

// cjis:AC-21 masvs:PRIVACY-4
#[test]
fn what_cannot_be_told_apart_by_its_words_is_not_picked_again() {
    let world = World::new();
    // Both were written in the same minute, which is what a note is called by.
    let (shared, private) = (world.note("An invented note to share."), world.note("An invented note that stays."));
    let first = world.given(&Giving { parts: vec![shared.clone()], ..world.giving() });
    let (again, not_found) = world.earlier(first, now()).unwrap();
    assert!(again.parts == [shared.clone()] && not_found == 0, "its words say which it is");
    let Part::Note(reference) = shared else { panic!("a note") };
    world.advocate.open().amend(world.episode, reference, "Changed since.".into(), now()).unwrap();
    let (again, not_found) = world.earlier(first, now()).unwrap();
    assert!(again.parts.is_empty() && not_found == 1, "nobody can say which of two it was");
    assert!(!again.parts.contains(&private));
}

// cjis:AC-3
#[test]
fn one_takes_the_place_of_another_only_for_the_same_reader_and_episode_and_while_it_may_be_read() {
    let world = World::new();
    let first = world.given(&world.giving());
    let instead = |giving: Giving| world.give(&Giving { supersedes: Some(first), ..giving }).err().map(|e| e.code());
    let other = person(&world.other);
    assert_eq!(instead(Giving { to: other, ..world.giving() }), Some("disclosure.other-copy"));
    let unknown = world.give(&Giving { supersedes: Some(SpaceId([9; 16])), ..world.giving() });
    assert_eq!(unknown.err().map(|error| error.code()), Some("disclosure.none"));
    let second = world.deputy.open().new_contact(contact(), now()).unwrap();
    world.sync();
    world.advocate.open().answer(second, PLAN, Answer::Given(Value::Text(SAFE.into())), now()).unwrap();
    let giving = Giving { supersedes: Some(first), ..world.giving() };
    let elsewhere = world.advocate.open().copy_offer(second, &giving, now()).err().unwrap();
    assert_eq!(elsewhere.code(), "disclosure.other-copy");
    world.take_back(first);
    assert_eq!(instead(world.giving()), Some("disclosure.over"), "a word that was taken back is not given again so");
    assert_eq!(world.advocate.open().copies(now()).len(), 1, "nothing was given by any of it");
}

#[test]
fn what_was_ordered_is_replaced_by_an_order_and_by_no_consent() {
    let world = World::new();
    let ordered = Giving { basis: Basis::CourtOrder, ..world.giving() };
    let give = |giving: &Giving| {
        let mut open = world.advocate.open();
        let seen = open.copy_offer(world.episode, giving, now())?.mark;
        let signing = Signing { seen, reference: Some("Invented order 7".into()), ..signing() };
        open.give_copy(world.episode, giving, signing, now())
    };
    let first = give(&ordered).unwrap();
    let agreed = Giving { supersedes: Some(first), ..world.giving() };
    assert_eq!(give(&agreed).err().unwrap().code(), "disclosure.ordered");
    assert!(world.line(&world.advocate, now()).can_amend);
    give(&Giving { supersedes: Some(first), ..ordered }).unwrap();
    let lines = world.advocate.open().copies(now());
    let state = lines.iter().find(|line| line.space == first).unwrap().state;
    assert_eq!((state, lines.len()), (CopyState::Replaced, 2));
}
