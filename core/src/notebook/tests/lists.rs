//! Lists whose items people add.

use super::*;

#[test]
fn an_item_of_a_list_is_added_answered_and_taken_off_and_an_unseen_answer_brings_it_back() {
    use Compartment::{Le, Ops};
    let county = realm("Demo County", &[Ops, Le]);
    let (deputy, partner) = (Device::new(), Device::new());
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
    join(&partner, &county, "P. Nguyen", Role::Deputy, &[Ops, Le]);
    county.registrar.sync(&county);
    deputy.sync(&county);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    let text = |text: &str| Answer::Given(Value::Text(text.into()));

    let refused = deputy.open().add_item(episode, "team", now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.fixed-list");
    assert!(deputy.open().answer(episode, "exploiter_plate@nobody", text("x"), now()).is_err(), "no such item");
    let item = deputy.open().add_item(episode, "exploiter_info", now()).unwrap();
    let other = deputy.open().add_item(episode, "exploiter_info", now()).unwrap();
    let plate = format!("exploiter_plate@{item}");
    deputy.open().answer(episode, &plate, text("7ABC"), now()).unwrap();
    deputy.sync(&county);
    partner.sync(&county);

    let listed = |device: &Device| device.open().items(episode, "exploiter_info").unwrap();
    let seen = listed(&deputy);
    assert_eq!(
        seen.iter().map(|one| (one.item.as_str(), one.number)).collect::<Vec<_>>(),
        [(item.as_str(), Some(1)), (other.as_str(), Some(2))]
    );
    // Taken off on one device while somebody writes about it on another.
    deputy.open().remove_item(episode, "exploiter_info", &item, Before::Shown(&seen[0].held_by), now()).unwrap();
    assert_eq!(listed(&deputy).len(), 1);
    partner.open().answer(episode, &format!("exploiter_vehicle@{item}"), text("white van"), now()).unwrap();
    for device in [&partner, &deputy, &partner] {
        device.sync(&county);
    }
    assert_eq!(listed(&deputy), listed(&partner));
    assert_eq!(listed(&deputy).len(), 2, "what was written is not lost");
    assert_eq!(deputy.open().record(episode).unwrap().answers(&plate).len(), 0);
    let all = listed(&deputy)[0].held_by.clone();
    deputy.open().remove_item(episode, "exploiter_info", &item, Before::Shown(&all), now()).unwrap();
    assert_eq!(listed(&deputy).iter().map(|one| one.number).collect::<Vec<_>>(), [Some(2)], "numbers do not move");
}
