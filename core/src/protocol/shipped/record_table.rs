//! The table of the first-contact record: every question with its type, the moment it comes up, and who may see it,
//! held against the Los Angeles pack line by line.

use std::collections::BTreeSet;

use crate::protocol::form::AnswerType;
use crate::protocol::pack::{AskedAt, Field};

/// Question, type, moment, who may see it: as the county's table has them. A line that the pack has otherwise is in
/// [`OTHERWISE`] with its reason.
const TABLE: &str = "
    clock.T0_first_contact      instant             R   OPS STAT
    agency                      choice              R   OPS STAT AGG
    how_found                   choice              S   LE AGG
    operation_id                reference           S   LE AGG
    place_coarse                text                R   OPS
    place_exact                 text                S   OPS LE
    medical_need_now            choice              R   OPS MED
    medical_flags               choices             S   MED OPS
    safety_threat               choices             S   OPS LE
    name_to_use                 name                S   OPS
    pronouns                    text                S   OPS
    legal_name                  name                72  CW LE
    aliases_online              text                L   LE
    age_band                    choice              S   OPS
    dob                         date                S   CW LE
    age_stated                  number              S   CW LE
    age_estimated               range               S   CW LE
    age_basis                   choice              S   CW LE
    gender                      choice              72  CW AGG
    race_ethnicity              choices             72  CW AGG
    race_self_described         text                72  CW
    tribe_or_heritage           flag                72  CW
    tribe_name                  text                72  CW
    language                    choice              S   OPS
    interpreter_need            choice              S   OPS
    accommodation               choices             S   OPS
    accommodation_note          text                S   OPS
    home_area                   choice              S   OPS CW
    home_area_name              text                S   OPS CW
    system_status               choice              S   OPS CW LE
    status_checked_by           name                S   OPS CW LE
    status_checked_at           instant             S   OPS CW LE
    missing_entry               choice              S   LE CW
    missing_entry_number        reference           S   LE CW
    missing_since               date                S   LE CW
    ran_from                    choice              72  CW AGG
    ran_from_date               date                72  CW AGG
    warrant                     choice              S   LE CW
    warrant_number              reference           S   LE CW
    indicators_seen             choices             S   LE CW
    indicators_absent           choices             S   LE CW
    exchange_type               choices             L   CW
    exam_window                 flag                S   MED CW LE
    last_assault_earliest       instant             S   MED CW LE
    last_assault_latest         instant             S   MED CW LE
    exam_offer                  choice              S   MED STAT
    exam_offered_at             instant             S   MED STAT
    phone_state                 choice              S   OPS LE
    phone_property              reference           S   OPS LE
    needs                       choices             S   OPS YOUTH
    call_to_whom                name                S   OPS YOUTH
    comfort_bag_given           flag                S   OPS
    comfort_bag_size            text                S   OPS
    pregnant_or_parenting       choices             S   MED CW
    own_child_place             text                S   MED CW
    others_at_risk_count        number              S   LE CW
    others_at_risk              text                S   LE CW
    exploiter_info              list                S   LE
    exploiter_description       long_text           S   LE
    exploiter_name_used         name                S   LE
    exploiter_phone             reference           S   LE
    exploiter_handle            reference           S   LE
    exploiter_vehicle           text                S   LE
    exploiter_plate             reference           S   LE
    exploiter_direction         text                S   LE
    exploiter_relation          choice              S   LE
    buyer_info                  list                L   LE
    buyer_description           long_text           L   LE
    buyer_name_used             name                L   LE
    buyer_phone                 reference           L   LE
    buyer_handle                reference           L   LE
    buyer_vehicle               text                L   LE
    buyer_plate                 reference           L   LE
    buyer_direction             text                L   LE
    buyer_relation              choice              L   LE
    custody_ground              choice              S   LE CW
    clock.TX_custody            instant             S   LE CW
    advised_rights              choice              S   OPS LE
    advised_rights_at           instant             S   OPS LE
    advised_rights_by           name                S   OPS LE
    advised_rights_language     text                S   OPS LE
    advocate_benefits_told      choices             S   OPS LE
    advocate_choice             choice              S   OPS LE
    waiver_version              reference           S   OPS LE
    waiver_language             text                S   OPS LE
    waiver_explained_by         name                S   OPS LE
    waiver_signed               choice              S   OPS LE
    waiver_signed_at            instant             S   OPS LE
    waiver_signature            signature           S   OPS LE
    waiver_revoked_at           instant             S   OPS LE
    support_person              name                S   LE
    support_person_present      choice              S   LE
    support_person_reason       text                S   LE
    rights_card_given           instant             S   OPS
    rights_card_language        text                S   OPS
    pc293_advised               instant             S   LE CW
    pc293_advised_by            name                S   LE CW
    pc293_choice                choice              S   LE CW
    clock.TC_hotline_call       instant             S   OPS CW STAT
    hotline_worker              name                S   OPS CW STAT
    referral_number             referral_19_digits  S   OPS CW STAT
    team                        list                S   OPS STAT AGG
    team_notified               instant             S   OPS STAT AGG
    team_acknowledged           instant             S   OPS STAT AGG
    team_eta                    instant             S   OPS STAT AGG
    team_arrived                instant             S   OPS STAT AGG
    team_left                   instant             S   OPS STAT AGG
    team_badge                  reference           S   OPS STAT AGG
    handover_from               name                S   OPS
    handover_to                 name                S   OPS
    handover_at                 instant             S   OPS
    handover_place              text                S   OPS
    urn                         reference           S   LE
    tag                         reference           S   LE
    evidence_refs               text                L   LE
    parent_contact              choice              S   CW LE
    parent_contact_by           name                S   CW LE
    parent_contact_reason       text                S   CW LE
    placement_tonight           choice              72  OPS CW
    placement_address           text                72  CW
    youth_wants                 long_text           S   OPS
    youth_wants_readers         choices             S   OPS
    outcome_scene               choice              S   OPS STAT AGG
    prior_referrals             number              72  CW AGG
    prior_sexual_abuse_referral flag                72  CW AGG
    prior_foster_placement      flag                72  CW AGG
    first_recovery              flag                72  CW AGG
    csec_type_code              choice              L   CW
    csec_type_start             date                L   CW
    csec_type_end               date                L   CW
    screening_tool              text                L   CW
    screening_band              choice              L   CW
    screening_on                date                L   CW
    screening_by                name                L   CW
    attestation                 flag                R   OPS
";

/// What the pack has otherwise than the table, and why.
const OTHERWISE: [(&str, &str, &str); 16] = [
    ("agency", "S OPS STAT AGG", "opening stays four taps: the station stands in until the agency is given"),
    ("place_coarse", "S OPS", "opening stays four taps: the station's area stands in"),
    ("attestation", "S OPS", "an officer's word at the end; opening stays four taps"),
    ("missing_entry_number", "S LE", "results of law-enforcement databases are not copied outside LE (C14)"),
    ("warrant_number", "S LE", "results of law-enforcement databases are not copied outside LE (C14)"),
    ("ran_from_date", "72 CW", "the report counts from where, not when"),
    ("exam_offer", "S OPS MED STAT", "officers and advocates offer it, and hold OPS: the flag only"),
    ("exam_offered_at", "S OPS MED STAT", "officers and advocates offer it, and hold OPS"),
    ("phone_property", "S LE", "a property number leads to evidence; OPS learns only that the phone is held"),
    ("call_to_whom", "S OPS", "a name that somebody beside the screen could read"),
    ("own_child_place", "S CW LE", "an officer makes the welfare check on the young person's own child"),
    ("clock.TX_custody", "S OPS STAT", "clocks are seen by everybody on the episode; the ground for custody is not"),
    ("team_badge", "S OPS", "it names a person, and STAT and AGG hold no names"),
    ("medical_flags", "S OPS MED", "minimal in OPS: whoever stands at the scene holds OPS and not MED"),
    ("exam_window", "S LE MED CW", "the officer asks it and holds LE: the flag, never a story"),
    ("legal_name", "72 LE CW", "kept first with whoever asks"),
];

fn type_of(field: &Field) -> &'static str {
    field.kind.as_ref().map_or("list", AnswerType::name)
}

fn moment_of(field: &Field) -> &'static str {
    AskedAt::WORDS.iter().find(|(at, _)| *at == field.asked_at).map_or("", |(_, word)| word)
}

fn seen_by(field: &Field) -> BTreeSet<&'static str> {
    let youth = field.show_youth.then_some("YOUTH");
    field.compartments.iter().map(|compartment| compartment.code()).chain(youth).collect()
}

#[test]
fn every_question_of_the_first_contact_record_is_in_the_los_angeles_pack_as_the_table_has_it() {
    let pack = super::find("los-angeles").unwrap().load().unwrap();
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = line.split_whitespace();
        let (id, kind) = (words.next().unwrap(), words.next().unwrap());
        let Some(field) = pack.field(id).or_else(|| pack.field(&format!("{id}@item"))) else {
            wrong.push(format!("{id} is missing"));
            continue;
        };
        let otherwise = OTHERWISE.iter().find(|(otherwise, ..)| *otherwise == id).map(|(_, otherwise, _)| *otherwise);
        let mut wanted = otherwise.map_or_else(|| words.clone(), str::split_whitespace);
        let moment = wanted.next().unwrap();
        let see: BTreeSet<&str> = wanted.collect();
        let found = (type_of(field), moment_of(field), seen_by(field));
        if found != (kind, moment, see.clone()) {
            wrong.push(format!("{id}: wanted {kind} {moment} {see:?}, found {found:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_line_that_differs_from_the_table_is_in_it() {
    let ids: BTreeSet<&str> = TABLE.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(OTHERWISE.iter().all(|(id, ..)| ids.contains(id)), "a reason for a line that is not there");
}

#[test]
fn a_legal_name_or_a_birth_date_is_never_kept_where_everybody_on_the_episode_reads_it() {
    let pack = super::find("los-angeles").unwrap().load().unwrap();
    for id in ["legal_name", "dob", "support_person", "placement_address"] {
        let see = seen_by(pack.field(id).unwrap());
        assert!(["OPS", "STAT", "AGG", "YOUTH"].iter().all(|shared| !see.contains(shared)), "{id}");
    }
}

#[test]
fn nobody_can_write_down_that_an_advocate_was_kept_out() {
    let pack = super::find("los-angeles").unwrap().load().unwrap();
    let keeps_out = |field: &&Field| {
        let choices = field.kind.as_ref().map(AnswerType::choices).unwrap_or_default();
        choices.iter().any(|choice| ["kept_out", "excluded", "refused_entry", "sent_out"].contains(&choice.as_str()))
    };
    let found: Vec<&str> = pack.fields.iter().filter(keeps_out).map(|field| field.id.as_str()).collect();
    assert_eq!(found, ["support_person_present"]);
}
