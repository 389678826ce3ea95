//! What every place has in common, however different its protocol: the advocate's pages, the rights, and the record of a
//! first contact. A pack that loses one of them fails here, and so does a new pack that never had it.

#![expect(clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use first72_core::notebook::rights;
use first72_core::protocol::Pack;
use first72_core::protocol::form::AnswerType;
use first72_core::protocol::shipped::PACKS;
use first72_wire::compartment::Compartment;

/// The place whose pages are the measure: what its plan asks, every other plan asks too.
const MEASURE: &str = "los-angeles";

/// Who asks an advocate things, everywhere.
const ASK: [&str; 6] = ["officer", "child_welfare", "health", "family", "court", "anyone"];

/// Fewer sentences do not say what stays private, what does not, and who else hears it.
const FEWEST_LIMITS: usize = 6;

/// Fewer nights do not try a pack.
const FEWEST_SCENARIOS: usize = 6;

/// Each question of the record that any place asks. A place that calls it otherwise, or has no use for it, is in
/// [`OTHERWISE`] with the reason.
const RECORD: &str = "
    agency how_found youths_here operation_id place_coarse place_exact medical_need_now medical_flags safety_threat
    family_danger others_at_risk_count others_at_risk name_to_use pronouns age_band age_stated age_estimated dob age_basis
    legal_name aliases_online gender race_ethnicity race_self_described tribe_or_heritage tribe_name language
    interpreter_need accommodation accommodation_note system_status status_checked_by status_checked_at home_area
    home_area_name missing_entry missing_entry_number missing_since ran_from ran_from_date warrant warrant_number
    from_abroad_volunteered indicators_seen indicators_absent exchange_type exam_window last_assault_earliest
    last_assault_latest exam_offer exam_offered_at interview_answer services_answer needs call_to_whom comfort_bag_given
    comfort_bag_size needs_given clothes_size shoe_size phone_state phone_property pregnant_or_parenting own_child_place
    youth_wants youth_wants_readers hotline_worker referral_number team team_notified team_acknowledged team_answer
    team_no_reason team_eta team_arrived team_left team_badge calls handover_from handover_to handover_at handover_place left
    outcome_scene custody_ground parent_contact parent_contact_by parent_contact_reason placement_tonight placement_address
    urn tag evidence_refs t_endorsement exploiter_info exploiter_description exploiter_name_used exploiter_phone
    exploiter_handle exploiter_vehicle exploiter_plate exploiter_direction exploiter_relation buyer_info buyer_description
    buyer_name_used buyer_phone buyer_handle buyer_vehicle buyer_plate buyer_direction buyer_relation found_before
    first_recovery prior_referrals prior_sexual_abuse_referral prior_foster_placement csec_type_code screening_tool
    screening_band screening_on screening_by attestation
";

/// Places, what they do not ask by this name, what they ask in its place, and why.
const OTHERWISE: [(&[&str], &str, Option<&str>, &str); 10] = [
    (&["suffolk", "washington"], "age_band", Some("age"), "a range is all that everybody learns about the age"),
    (&["suffolk", "washington"], "age_stated", Some("age"), "the same range"),
    (&["suffolk", "washington"], "age_estimated", Some("age"), "the same range"),
    (&["suffolk", "washington"], "exam_window", Some("recent_harm"), "the window is another; the question is the same"),
    (&["suffolk", "washington"], "referral_number", Some("intake_number"), "the state's numbers have no 19 digits"),
    (&["suffolk", "washington"], "urn", Some("case_number"), "the number of one sheriff has a name of its own"),
    (&["suffolk", "washington"], "tag", None, "the call tag of one sheriff"),
    (&["suffolk", "washington"], "csec_type_code", None, "the types of California's case system"),
    (&["washington"], "tribe_or_heritage", Some("indian_child"), "the name that the state's policy uses"),
    (&["washington"], "screening_band", Some("suspicion"), "the state's screening has levels of its own"),
];

fn packs() -> Vec<Pack> {
    PACKS.iter().map(|shipped| shipped.load().unwrap_or_else(|errors| panic!("{}: {errors}", shipped.id))).collect()
}

fn of_topic<'p>(pack: &'p Pack, topic: &str) -> BTreeSet<&'p str> {
    let fields = pack.fields.iter().filter(|field| field.topic.as_deref() == Some(topic));
    fields.map(|field| field.id.as_str()).collect()
}

fn choices<'p>(pack: &'p Pack, field: &str) -> BTreeSet<&'p str> {
    let kind = pack.field(field).and_then(|field| field.kind.as_ref());
    kind.map(AnswerType::choices).unwrap_or_default().iter().map(String::as_str).collect()
}

#[test]
fn every_place_has_every_page_of_the_advocates() {
    for pack in packs() {
        let (place, work) = (&pack.id, &pack.advocate);
        let callout = work.callout.as_ref().unwrap_or_else(|| panic!("{place} has no page of a call"));
        let shows: BTreeSet<&str> = callout.shows.iter().map(String::as_str).collect();
        assert!(shows.contains("age_band") || shows.contains("age"), "{place}: about how old");
        for shown in ["language", "interpreter_need", "safety_threat"] {
            assert!(shows.contains(shown), "{place}: the page of a call does not show {shown}");
        }
        assert!(shows.len() <= 5, "{place}: the page of a call shows more of the record than it needs: {shows:?}");
        assert!(work.limits.is_some(), "{place} says nothing of what stays private");
        assert!(work.safety_plan.is_some() && work.contact_plan.is_some(), "{place} has no plans");
        assert!(work.needs.is_some(), "{place} does not ask for needs");
        assert_eq!(work.follow_up.as_ref().map(|rule| rule.steps.len()), Some(3), "{place}: days, weeks, and the year");
        for ask in ASK {
            assert!(work.tells.iter().any(|tell| tell.id == ask), "{place}: what may be told to {ask}?");
        }
        for texts in &pack.texts {
            let said = texts.limits.as_ref().map_or(0, |limits| limits.say.len());
            assert!(said >= FEWEST_LIMITS, "{place}, {}: {said} sentences about privacy", texts.language);
        }
    }
}

#[test]
fn every_place_asks_the_same_of_the_plans_and_of_needs() {
    let measure = PACKS.iter().find(|shipped| shipped.id == MEASURE).unwrap().load().unwrap();
    let plan = |pack: &Pack| pack.advocate.safety_plan.as_ref().map(|plan| plan.topic.clone()).unwrap();
    let contact = |pack: &Pack| pack.advocate.contact_plan.clone().unwrap();
    for pack in packs() {
        for topic in [plan, contact] {
            let (wanted, found) = (of_topic(&measure, &topic(&measure)), topic(&pack));
            let missing: Vec<_> = wanted.difference(&of_topic(&pack, &found)).copied().collect();
            assert!(missing.is_empty(), "{}: {missing:?}", pack.id);
        }
        for field in ["needs", "needs_given", "plan_phone", "plan_ready", "contact_ways", "contact_times"] {
            assert_eq!(choices(&pack, field), choices(&measure, field), "{}: {field}", pack.id);
        }
    }
}

#[test]
fn every_place_has_the_rights_with_words_to_say_and_two_texts_to_read_aloud() {
    for pack in packs() {
        for field in rights::FIELDS {
            assert!(pack.field(field).is_some(), "{}: there is no {field}", pack.id);
        }
        let answers = choices(&pack, rights::ADVOCATE);
        assert!(answers.contains(rights::CLEAR_NO) && answers.contains("undecided"), "{}: {answers:?}", pack.id);
        for document in [rights::WAIVER_TEXT, "rights_card"] {
            assert!(pack.document(document).is_some(), "{}: there is no {document}", pack.id);
        }
        let asked = [rights::TOLD, rights::BENEFITS, rights::ADVOCATE, rights::WAIVER, rights::CARD, rights::NAME_TOLD];
        for field in asked {
            let asks = |ids: &[String]| ids.iter().any(|id| id == field);
            let step = pack.steps.iter().find(|step| asks(&step.answered_by) || asks(&step.asks));
            let step = step.unwrap_or_else(|| panic!("{}: no step asks {field}", pack.id));
            for texts in &pack.texts {
                let said = texts.steps.get(&step.id).and_then(|text| text.say.as_ref());
                assert!(said.is_some(), "{}, {}: {} has no words to say", pack.id, texts.language, step.id);
            }
        }
    }
}

#[test]
fn every_place_asks_the_whole_record_or_says_why_not() {
    let mut used = BTreeSet::new();
    let mut missing = Vec::new();
    for pack in packs() {
        let there = |id: &str| pack.field(id).or_else(|| pack.field(&format!("{id}@item"))).is_some();
        for id in RECORD.split_whitespace().filter(|id| !there(id)) {
            let excused =
                OTHERWISE.iter().find(|(places, field, ..)| *field == id && places.contains(&pack.id.as_str()));
            match excused {
                Some((_, field, instead, _)) if instead.is_none_or(there) => {
                    used.insert(*field);
                }
                _ => missing.push(format!("{}: {id}", pack.id)),
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    let excuses: BTreeSet<&str> = OTHERWISE.iter().map(|(_, field, ..)| *field).collect();
    assert_eq!(excuses, used, "excuses that nothing needs");
}

#[test]
fn what_is_private_is_private_in_every_place() {
    let shared = [Compartment::Ops, Compartment::Stat, Compartment::Agg];
    for pack in packs() {
        for id in ["legal_name", "dob", "support_person", "placement_address", "exploiter_name_used"] {
            let field = pack.field(id).or_else(|| pack.field(&format!("{id}@item"))).unwrap();
            let open = field.compartments.iter().find(|one| shared.contains(one));
            assert_eq!(open, None, "{}: everybody reads {id}", pack.id);
        }
        let topics: Vec<&str> = pack.advocate.own_topics().collect();
        let own =
            pack.fields.iter().filter(|field| field.topic.as_deref().is_some_and(|topic| topics.contains(&topic)));
        for field in own {
            assert_eq!(field.compartments, [Compartment::Adv], "{}: {} leaves the agency", pack.id, field.id);
        }
        for clock in ["TA_enrol", "TD_look"] {
            let clock = pack.clock(clock).unwrap_or_else(|| panic!("{}: there is no {clock}", pack.id));
            assert_eq!(clock.compartments, [Compartment::Adv], "{}: {} tells of an advocate", pack.id, clock.id);
        }
    }
}

#[test]
fn every_place_has_been_tried_in_enough_nights() {
    for pack in packs() {
        assert!(pack.scenarios.len() >= FEWEST_SCENARIOS, "{}: {} scenarios", pack.id, pack.scenarios.len());
    }
}
