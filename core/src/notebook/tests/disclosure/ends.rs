//! How a copy ends: by a word, by its time; held, kept, and with nobody left who gave it.

use super::*;

#[test]
fn what_is_taken_back_is_served_no_more_and_destroyed_and_that_is_acknowledged() {
    for opened in [false, true] {
        let world = World::new();
        let space = world.given(&world.giving());
        if opened {
            world.read(&world.deputy, space, now()).unwrap();
        }
        assert_eq!(world.on_server(space), 2);
        world.take_back(space);
        assert_eq!(world.read(&world.advocate, space, now()), Ok(SAFE.to_owned()), "a copy of their own words");
        world.advocate.sync(&world.county);
        assert_eq!(world.on_server(space), 0, "as soon as the server has heard");
        let before = world.line(&world.advocate, now());
        assert_eq!((before.state, before.devices[0].state), (CopyState::TakenBack, DeviceState::Unheard));
        world.deputy.sync(&world.county);
        assert_eq!(world.kept(&world.deputy, space), gone());
        assert_eq!(world.read(&world.deputy, space, now()), Err("disclosure.over"));
        world.sync();
        let after = world.line(&world.advocate, now());
        assert_eq!(after.devices[0].state, DeviceState::Purged { opened });
        assert_eq!(
            world.advocate.open().take_copy_back(world.county.id, space, now()).unwrap_err().code(),
            "disclosure.over"
        );
        assert_eq!(world.kept(&world.deputy, space), gone(), "and it does not come back");
        let World { county, deputy, .. } = world;
        let deputy = deputy.reopen();
        assert_eq!(deputy.sync(&county).report.refused, 0);
        assert_eq!(deputy.open().copies(now())[0].state, CopyState::TakenBack);
    }
}

#[test]
fn a_device_that_never_fetched_it_never_gets_it() {
    let world = World::new();
    let space = world.give(&world.giving()).unwrap();
    world.take_back(space);
    world.advocate.sync(&world.county);
    world.sync();
    assert_eq!((world.on_server(space), world.kept(&world.deputy, space)), (0, gone()));
    assert_eq!(world.read(&world.deputy, space, now()), Err("disclosure.over"));
    let line = world.line(&world.deputy, now());
    assert_eq!((line.for_me, line.can_read, line.parts.len()), (true, false, 0));
}

#[test]
fn at_its_time_a_device_without_a_network_locks_it_and_destroys_it_once_the_time_is_certain() {
    let world = World::new();
    let space = world.given(&world.giving());
    world.read(&world.deputy, space, now()).unwrap();
    let end = later(30 * DAY_MS);
    assert!(world.read(&world.deputy, space, later(30 * DAY_MS - 1)).is_ok());
    assert_eq!(world.read(&world.deputy, space, end), Err("disclosure.over"));
    assert_eq!(world.line(&world.deputy, end).state, CopyState::Over);
    // Somebody set the clock forward: locked, and not destroyed.
    let forward = Moment { wall_ms: NOW + 40 * DAY_MS, ..now() };
    world.deputy.open().purge_copies(world.county.id, forward).unwrap();
    assert_eq!(world.kept(&world.deputy, space).0, 2);
    // After 30 days without a server its clock may be some minutes off: then it is not certain yet.
    assert_eq!(world.deputy.open().purge_copies(world.county.id, end).unwrap(), 0);
    let certain = later(30 * DAY_MS + 3_600_000);
    assert_eq!(world.deputy.open().purge_copies(world.county.id, certain).unwrap(), 1);
    assert_eq!(world.kept(&world.deputy, space), gone());
    world.county.relay.set_time(end.wall_ms);
    assert_eq!(world.on_server(space), 0);
    for device in [&world.deputy, &world.advocate] {
        sync(&device.door, world.county.id, &world.county.relay, &|| certain).unwrap();
    }
    let line = world.line(&world.advocate, end);
    assert_eq!((line.state, line.devices[0].state), (CopyState::Over, DeviceState::Purged { opened: true }));
}

#[test]
fn what_may_be_kept_stays_theirs_whatever_is_said_later() {
    let world = World::new();
    let space = world.given(&Giving { may_keep: true, ..world.giving() });
    world.take_back(space);
    world.sync();
    world.sync();
    assert_eq!(world.on_server(space), 0, "nobody else gets it");
    assert_eq!(world.read(&world.deputy, space, later(100 * DAY_MS)), Ok(SAFE.to_owned()));
    let line = world.line(&world.deputy, now());
    assert_eq!((line.may_keep, line.can_read, line.state), (true, true, CopyState::TakenBack));
}

#[test]
fn a_hold_keeps_it_sealed_and_unread_and_says_why() {
    let world = World::new();
    let space = world.given(&world.giving());
    let number = world.deputy.open().episode_number(world.episode).unwrap();
    let reason = "An invented order to keep.";
    assert_eq!(
        world.deputy.open().hold(world.county.id, &number, reason, now()).unwrap_err().code(),
        "notebook.not-registrar"
    );
    let registrar = &world.county.registrar;
    assert_eq!(registrar.open().hold(world.county.id, &number, " ", now()).unwrap_err().code(), "disclosure.reason");
    assert_eq!(
        registrar.open().hold(world.county.id, "abandon", reason, now()).unwrap_err().code(),
        "glass.number-length"
    );
    let hold = registrar.open().hold(world.county.id, &number, reason, now()).unwrap();
    registrar.sync(&world.county);
    world.sync();
    let line = world.line(&world.advocate, now());
    let held = line.held.unwrap();
    assert_eq!((held.reason.as_deref(), held.from_ms, held.hold), (Some(reason), Some(NOW), hold));
    // The young person's word stops the reading all the same.
    world.take_back(space);
    world.sync();
    assert_eq!(world.read(&world.deputy, space, now()), Err("disclosure.over"));
    assert_eq!((world.on_server(space), world.kept(&world.deputy, space).0), (2, 2), "and nothing is destroyed");
    assert_eq!(registrar.open().holds()[0].copies, 1);
    registrar.open().end_hold(world.county.id, hold, now()).unwrap();
    assert_eq!(registrar.open().end_hold(world.county.id, hold, now()).unwrap_err().code(), "disclosure.no-hold");
    registrar.sync(&world.county);
    world.sync();
    world.sync();
    assert_eq!((world.on_server(space), world.kept(&world.deputy, space)), (0, gone()));
    assert_eq!(world.line(&world.advocate, now()).held, None);
}

#[test]
fn a_registrar_holds_the_episode_of_a_copy_without_its_number_and_nobody_else_does() {
    let world = World::new();
    let space = world.given(&world.giving());
    world.sync();
    let registrar = &world.county.registrar;
    registrar.sync(&world.county);
    assert!(world.line(registrar, now()).can_hold && !world.line(&world.advocate, now()).can_hold);
    let hold = |device: &Device, space| {
        device.open().hold_copy(world.county.id, space, "An invented order.", now()).map_err(|error| error.code())
    };
    assert_eq!(hold(&world.deputy, space), Err("notebook.not-registrar"));
    assert_eq!(hold(&world.other, space), Err("disclosure.none"), "who may not know of it");
    assert_eq!(hold(registrar, SpaceId([9; 16])), Err("disclosure.none"));
    let held = hold(registrar, space).unwrap();
    let line = registrar.open().holds().remove(0);
    assert_eq!((line.hold, line.episode, line.copies, line.from_ms), (held, None, 1, Some(NOW)));
    assert!(!world.line(registrar, now()).can_hold, "it is held");
    // The number of the same episode names the same.
    let number = world.deputy.open().episode_number(world.episode).unwrap();
    registrar.open().end_hold(world.county.id, held, now()).unwrap();
    registrar.open().hold(world.county.id, &number, "Another invented order.", later(5)).unwrap();
    let lines = registrar.open().holds();
    assert_eq!(lines.iter().map(|line| (line.stands, line.copies)).collect::<Vec<_>>(), [(true, 1), (false, 1)]);
    assert_eq!(world.line(registrar, now()).held.unwrap().from_ms, Some(NOW + 5));
}

#[test]
fn a_hold_outlasts_the_time_of_what_it_keeps() {
    let world = World::new();
    let space = world.given(&world.giving());
    let number = world.deputy.open().episode_number(world.episode).unwrap();
    let registrar = &world.county.registrar;
    let hold = registrar.open().hold(world.county.id, &number, "An invented order.", now()).unwrap();
    registrar.sync(&world.county);
    world.sync();
    let over = later(30 * DAY_MS + 3_600_000);
    world.county.relay.set_time(over.wall_ms);
    assert_eq!(world.deputy.open().purge_copies(world.county.id, over).unwrap(), 0);
    assert_eq!(world.read(&world.deputy, space, over), Err("disclosure.over"));
    assert_eq!((world.on_server(space), world.kept(&world.deputy, space).0), (2, 2));
    registrar.open().end_hold(world.county.id, hold, over).unwrap();
    for device in [registrar, &world.deputy] {
        sync(&device.door, world.county.id, &world.county.relay, &|| over).unwrap();
    }
    assert_eq!((world.on_server(space), world.kept(&world.deputy, space)), (0, gone()));
}

#[test]
fn without_its_author_a_registrar_or_a_lead_takes_it_back() {
    let world = World::new();
    let space = world.given(&world.giving());
    world.sync();
    let refused = world.other.open().take_copy_back(world.county.id, space, now()).unwrap_err();
    assert_eq!(refused.code(), "disclosure.not-theirs");
    let registrar = &world.county.registrar;
    registrar.sync(&world.county);
    let line = world.line(registrar, now());
    assert_eq!((line.mine, line.can_take_back, line.can_read, line.parts.len()), (false, true, false, 0));
    registrar.open().take_copy_back(world.county.id, space, now()).unwrap();
    registrar.sync(&world.county);
    assert_eq!(world.on_server(space), 0);
    world.deputy.sync(&world.county);
    assert_eq!(world.kept(&world.deputy, space), gone());
}

#[test]
fn what_a_lead_took_back_reaches_the_server_by_who_gave_it() {
    let world = World::new();
    let lead = Device::new();
    let station = Scope::Station("harbor-demo".into());
    let terms = GrantTerms {
        role: Role::StationLead,
        scope: station,
        compartments: vec![Ops],
        rights: vec![Right::Write, Right::Assign],
        basis: "assignment".into(),
    };
    join(&lead, &world.county, "S. Lead", Role::StationLead, &[Ops]);
    let person = person(&lead);
    world.county.registrar.open().add_grant(world.county.id, person, NewGrant { terms, days: 30 }, now()).unwrap();
    world.county.registrar.sync(&world.county);
    let space = world.given(&world.giving());
    lead.sync(&world.county);
    lead.open().take_copy_back(world.county.id, space, now()).unwrap();
    lead.sync(&world.county);
    assert_eq!(world.on_server(space), 2, "the server knows no leads");
    world.deputy.sync(&world.county);
    assert_eq!(world.kept(&world.deputy, space), gone(), "devices do");
    world.advocate.sync(&world.county);
    assert_eq!(world.on_server(space), 0);
}

#[test]
fn what_a_court_ordered_is_not_called_consent_and_no_change_of_mind_ends_it() {
    let world = World::new();
    let giving = Giving { basis: Basis::CourtOrder, ..world.giving() };
    let space = {
        let mut open = world.advocate.open();
        let seen = open.copy_offer(world.episode, &giving, now()).unwrap().mark;
        let signing = Signing { seen, reference: Some("Invented order 7".into()), ..signing() };
        open.give_copy(world.episode, &giving, signing, now()).unwrap()
    };
    world.sync();
    let open = world.advocate.open();
    let ground = open.record(world.episode).unwrap().consents().next().unwrap().0;
    assert!(!ground.basis.is_consent() && ground.signed.is_none() && ground.text_version.is_none());
    drop(open);
    assert!(!world.line(&world.advocate, now()).can_take_back);
    let refused = world.advocate.open().take_copy_back(world.county.id, space, now()).unwrap_err();
    assert_eq!(refused.code(), "disclosure.ordered");
}
