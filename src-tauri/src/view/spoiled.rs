//! What the window asks with, spoiled in every place: the shell refuses it or takes it, and never breaks down.

#[cfg(test)]
mod tests {
    use crate::view::*;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, from_value, json, to_value};
    use std::collections::BTreeSet;

    const ID: &str = "07070707070707070707070707070707";

    /// Reads a question as a command does. What was taken is written in one way, which is taken again.
    fn taken<T: Serialize + DeserializeOwned>(question: Value) -> bool {
        let Ok(asked) = from_value::<T>(question) else { return false };
        let written = to_value(&asked).expect("what was read can be written");
        let again = from_value::<T>(written.clone()).expect("what was written can be read");
        assert_eq!(to_value(&again).ok(), Some(written));
        true
    }

    /// One kind of question: its name, how it is read, and questions of the kind that are taken.
    struct Kind {
        name: &'static str,
        read: fn(Value) -> bool,
        samples: Vec<Value>,
    }

    macro_rules! kinds {
        ($($name:ident: $($sample:tt),+;)*) => {
            vec![$(Kind { name: stringify!($name), read: taken::<$name>, samples: vec![$(json!($sample)),+] }),*]
        };
    }

    fn of_the_desk() -> Vec<Kind> {
        kinds! {
            Who: {"name": "dr", "new": false}, {"name": null, "new": true};
            Behind: {"behind": true};
            Unlock: {"secret": [50, 53, 56]};
            Confirm: {"act": "hold", "secret": [50]};
            NewSecret: {"secret": [50]};
            Sought: {"words": "made up"};
            Settings: {"language": "es", "text_size": "largest", "theme": "day", "idle_minutes": 2, "card_leave": "upper", "reminders": true};
            DraftPut: {"key": "note", "text": "Invented."};
            DraftGet: {"key": "note"};
            EnrolBegin: {"secret": [50]};
            EnrolAccept: {"approval": "F72"};
            EnrolConfirm: {"same": true};
            ReleaseCheck: {"code": "ABCDEFG"};
            Release: {"code": "ABCDEFG", "secret": [50]};
            DrillOpen: {"drill": "planned-sting", "anew": true};
            DrillRun: {"running": true};
            DrillCall: {"contact": "hotline"};
            GuardSet: {"on": true};
            OfServer: {"realm": ID};
            CarryOf: {"realm": ID, "what": {"kind": "unsent"}}, {"realm": ID, "what": {"kind": "receipts", "device": ID}},
                {"realm": ID, "what": {"kind": "directory"}};
            CarryEnd: {"realm": ID, "device": ID};
            CarryTexts: {"texts": ["F72-PART-1:AAAA"]};
            CarryBytes: {"bytes": "RjcyVU5TTlQ="};
            CarryFolder: {"folder": "/srv/invented"};
            HeadTheirs: {"realm": ID, "note": "an invented note"};
        }
    }

    fn of_an_episode() -> Vec<Kind> {
        let at = json!({"ms": 1_780_000_000_000_i64, "plus_minus_ms": 60_000});
        let given = |value: Value| json!({"kind": "given", "value": value});
        kinds! {
            NewContact: {"at": at, "station": "harbor-demo", "medical": "none_seen", "link": {"kind": "same_youth", "episode": ID}};
            OfEpisode: {"episode": ID};
            PlanLook: {"episode": ID, "at": at};
            LeftTap: {"episode": ID, "kind": "left", "at": at, "replaces": [ID]};
            LinkTap: {"episode": ID, "kind": "same_operation", "other": ID, "on": true};
            OfStep: {"episode": ID, "step": "D1-01"};
            StepTap: {"episode": ID, "step": "D1-01", "kind": "declined", "at": at, "reason": "no_time", "to": null,
                "evidence": {"place": {"kind": "text", "text": "Invented."}}, "replaces": []};
            AnswerTap: {"episode": ID, "field": "f", "answer": (given(json!({"kind": "flag", "yes": true}))), "replaces": []},
                {"episode": ID, "field": "f", "answer": (given(json!({"kind": "choices", "codes": ["a"]}))), "replaces": []},
                {"episode": ID, "field": "f", "answer": (given(json!({"kind": "instant", "at": at}))), "replaces": []},
                {"episode": ID, "field": "f", "answer": (given(json!({"kind": "date", "year": 2026, "month": 2, "day": 29}))), "replaces": []},
                {"episode": ID, "field": "f", "answer": (given(json!({"kind": "range", "low": 13, "high": 16}))), "replaces": []},
                {"episode": ID, "field": "f", "answer": {"kind": "declined"}, "replaces": [ID]};
            OfQuestion: {"episode": ID, "field": "f"};
            ItemAdd: {"episode": ID, "list": "needs"};
            ItemRemove: {"episode": ID, "list": "needs", "item": "x", "replaces": [ID]};
            OfCalls: {"episode": ID, "step": null};
            CallBegin: {"episode": ID, "step": "D1-01", "contact": "hotline", "usage": "tty"};
            CallEnd: {"episode": ID, "step": null, "item": "x", "result": "reached"};
            CallDrop: {"episode": ID, "step": null, "item": "x"};
            RightsTap: {"episode": ID, "act": {"kind": "tell", "how": "read", "language": "es"}, "replaces": []},
                {"episode": ID, "act": {"kind": "waive", "language": "en", "strokes": [[[1, 2], [65_535, 0]]]}, "replaces": []},
                {"episode": ID, "act": {"kind": "revoke"}, "replaces": [ID]};
            NoteAdd: {"episode": ID, "text": "Invented.", "amends": ID, "replaces": []};
            NoteTakeBack: {"episode": ID, "note": ID, "shown": [ID]};
            OfPack: {"episode": ID, "to": "2026.3"};
            PackTap: {"episode": ID, "to": "2026.3"};
            CalloutTap: {"episode": ID, "word": {"kind": "coming", "minutes": 40}, "replaces": []},
                {"episode": ID, "word": {"kind": "there", "at": at}, "replaces": []};
            CardAsk: {"episode": ID, "language": "es"};
            ContactTap: {"episode": ID, "result": "reached", "how": null, "at": at, "plan_seen": true};
            SupportTap: {"episode": ID, "pause": true, "how": "text", "at": at};
            OwnCopyAsk: {"episode": ID, "language": "es", "write": true};
        }
    }

    fn between_people() -> Vec<Kind> {
        let role = json!({"role": "deputy", "station": "harbor-demo", "days": 90});
        let person =
            json!({"name": "D. Rivera (invented)", "short_name": "D. Rivera", "agency": "Demo County", "guest": false});
        let giving = json!({"episode": ID, "realm": ID, "to": ID, "parts": ["a"], "purpose": "Invented.", "how": "spoken", "language": "en",
            "days": 30, "may_keep": false, "basis": "with_guardian", "instead_of": null});
        kinds! {
            ShareAsk: {"episode": ID, "language": "en", "instead_of": {"realm": ID, "copy": ID}};
            ShareGiving: giving;
            ShareSigning: {"giving": giving, "mark": "m", "text_version": "1", "told_effects": true, "told_voluntary": true,
                "told_taking_back": true, "signature": [[[1, 2], [3, 4]]], "witness": null, "guardian": "B. Invented",
                "guardian_signature": null, "reference": "Invented 7"};
            CopyTap: {"realm": ID, "copy": ID};
            HoldNew: {"number": "7", "copy": {"realm": ID, "copy": ID}, "reason": "Invented."};
            GlassBreak: {"realm": ID, "number": "7", "reason": "Invented."};
            GlassTap: {"realm": ID, "grant": ID};
            HandOverTo: {"episode": ID, "realm": ID, "person": ID};
            TakeOver: {"episode": ID, "grant": ID};
            LateTakeIn: {"episode": ID, "realm": ID, "device": ID};
            AuditAsk: {"weeks_back": 3};
            AuditRowsAsk: {"person": ID, "weeks_back": 3};
            RosterNewPerson: person;
            RosterApprove: {"request": "F72", "person": null, "new_person": person, "label": "phone", "role": role};
            RosterEnd: {"device": ID, "reason": "lost", "wipe": true, "locked": true, "pin_known": null};
            RosterGone: {"device": ID, "locked": null, "pin_known": false};
            RosterGrantNew: {"person": ID, "role": role};
            RosterTap: {"id": ID};
            OfAgency: {"agency": "Harbor House"};
            AgencyEnd: {"agency": "Harbor House", "devices": true, "wipe": false};
            RosterRelease: {"request": "F72"};
            RecoveryNew: {"realm": ID, "compartment": "CW", "device": ID, "reason": "Invented.", "custodians": ["A. Invented"]};
            RecoveryShareIn: {"realm": ID, "share": [70, 55]};
        }
    }

    /// A picture from the camera goes in and is never written again.
    fn a_picture() -> Kind {
        let samples = vec![json!({"width": 2, "height": 1, "grey": "AAA="})];
        Kind { name: "PictureIn", read: |question| from_value::<PictureIn>(question).is_ok(), samples }
    }

    fn kinds() -> Vec<Kind> {
        let of_all = [of_the_desk(), of_an_episode(), between_people(), vec![a_picture()]];
        of_all.into_iter().flatten().collect()
    }

    /// What stands in no honest question.
    fn odd_values() -> Vec<Value> {
        let deep = (0..100).fold(json!(0), |inner, _| json!([inner]));
        vec![
            Value::Null,
            json!(true),
            json!(-1),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(1e308),
            json!(0.5),
            json!(""),
            json!("\u{0}\u{202e}\u{fffd}"),
            json!("x".repeat(100_000)),
            json!([]),
            json!([null, [[]], {}]),
            json!({}),
            json!({"kind": "given"}),
            json!({"kind": {"kind": []}}),
            deep,
        ]
    }

    /// The places in a value, as JSON pointers.
    fn places(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, inner)| places(inner, &format!("{at}/{name}"), found))
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(n, inner)| places(inner, &format!("{at}/{n}"), found))
            }
            _ => {}
        }
    }

    /// An odd value in each place, each field left out, one too many, and the text with one bit turned or cut.
    fn spoiled(sample: &Value) -> Vec<Value> {
        let (mut found, mut all) = (Vec::new(), Vec::new());
        places(sample, "", &mut found);
        for place in &found {
            for odd in odd_values() {
                let mut question = sample.clone();
                *question.pointer_mut(place).expect("a place that was found") = odd;
                all.push(question);
            }
            let mut question = sample.clone();
            if let Some(Value::Object(fields)) = question.pointer_mut(place) {
                for name in fields.keys().cloned().collect::<Vec<_>>() {
                    let mut fewer = sample.clone();
                    fewer.pointer_mut(place).and_then(Value::as_object_mut).and_then(|fields| fields.remove(&name));
                    all.push(fewer);
                }
                fields.insert("one too many".into(), json!([7]));
                all.push(question);
            }
        }
        let text = sample.to_string().into_bytes();
        let turned = (0..text.len()).flat_map(|at| [1, 4, 32].map(|bit| (at, bit))).map(|(at, bit)| {
            let mut text = text.clone();
            text[at] ^= bit;
            text
        });
        let cut = (0..text.len()).map(|length| text[..length].to_vec());
        all.extend(turned.chain(cut).filter_map(|text| serde_json::from_slice(&text).ok()));
        all
    }

    // masvs:CODE-4 masvs:PLATFORM-1 cjis:SI-10
    #[test]
    fn no_spoiled_question_of_the_window_breaks_the_shell_down() {
        let kinds = kinds();
        let (mut read, mut refused) = (0, 0);
        for Kind { name, read: reads, samples } in &kinds {
            for sample in samples {
                assert!(reads(sample.clone()), "{name} is asked with {sample}");
                for question in spoiled(sample) {
                    read += 1;
                    refused += usize::from(!reads(question));
                }
            }
        }
        println!(
            "T19   {} kinds of questions of the window, {read} of them spoiled: {refused} refused, 0 panics",
            kinds.len()
        );
        assert!(read > 10_000 && refused > read / 2, "{read} {refused}");
    }

    #[test]
    fn every_kind_of_question_is_among_them() {
        let kinds = kinds();
        let named: BTreeSet<&str> = kinds.iter().map(|kind| kind.name).collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bridge/types.ts");
        let types = std::fs::read_to_string(path).expect("the screen's types");
        let asked =
            types.lines().filter_map(|line| line.split_once("{ ask: ")?.1.split_once(';').map(|(name, _)| name));
        let missing: BTreeSet<&str> = asked.filter(|name| *name != "null" && !named.contains(name)).collect();
        assert_eq!(missing, BTreeSet::new());
    }
}
