//! Writes the screen's side of these types.

#[cfg(test)]
mod tests {
    use crate::view::*;
    use std::path::PathBuf;
    use ts_rs::{Config, TS};

    /// All types in the order of the file, and all commands as `name: Ask => Answer`.
    macro_rules! surface {
        (types: [$($type:ty),* $(,)?], commands: [$($name:ident: $ask:ty => $answer:ty),* $(,)?] $(,)?) => {
            fn written(cfg: &Config) -> String {
                let mut out = String::from(
                    "// Written from src-tauri/src/view.rs. Do not edit: change the Rust types, then run\n\
                     //   FIRST72_WRITE_TYPES=1 cargo test -p first72-app view\n\n",
                );
                $( declare::<$type>(cfg, &mut out); )*
                out.push_str("/** Every command of the shell: what it is asked with and what it answers. */\nexport type Commands = {\n");
                $( out.push_str(&format!(
                    "  {}: {{ ask: {}; answer: {} }};\n",
                    stringify!($name), <$ask as TS>::name(cfg), <$answer as TS>::name(cfg),
                )); )*
                out.push_str("};\n");
                out
            }
        };
    }

    surface! {
        types: [
            Language, TextSize, Theme, Door, SecretKind, May, Me, LeftBehindView, SharedView, Who, Status, Behind, Unlock, UnlockOutcome, Confirm, ConfirmOutcome, Settings, PackLine, SettingsPage, NewSecret, Sought,
            DraftPut, DraftGet, Draft, Trouble, Told,
            TimeView, ClockTrouble,
            PictureIn, Scanned, SecretOffer, EnrolBegin, Qr, EnrolRequest, EnrolAccept, EnrolCheck, EnrolConfirm, ReleaseAsk, ReleaseCheck, Release,
            When, Choice, Kept, DueAtView, DueView, NextDue, SyncLine, EpisodeLine, Differing, HeldBackView, Notice, Tonight, NewContactForm, NewContact, Started,
            OfEpisode, ClockView, LinkKind, LinkTo, LinkedLine, LinkedView, LinkTap, HandedView, EpisodeHead, LeftKind, LeftTap, StepState, StepKind, StandingView, TurnView,
            PlanLine, UnnamedStep, PhaseView, PlanWarning, PlanView,
            ValueView, AnswerView, QuestionKind, Limits, LiveAnswer, Question, OfQuestion, EarlierAnswers, ClockFrom, ClockTime, Times, SaveWhat, SaveLine, Saves, ListItem, ListView, ItemAdd, ItemRemove, Topic, UnnamedAnswer, RecordForm, AnswerTap, SwitchedView, Saved,
            OfStep, EvidenceAsked, NumberUse, NumberView, UnsureHours, AnswersView, ContactView, StepEventKind, StepReason, BecauseView, StepChange, StepPage, StepTap,
            CalloutState, CalloutRefusal, CalloutLine, CalloutCard, CalloutFact, CalloutPage, CalloutWord, CalloutTap,
            CallFor, CallGroup, CallLine, CallStep, CallPage, OfCalls, CallBegin, CallEnd, CallDrop,
            RightsQuestions, RightsSay, DocumentView, WaiverState, RightsPage, RightsAct, RightsTap,
            CardLeave, CardAsk, CardPartView, Card, OwnCopyAsk, OwnCopyView, GuardSet,
            LimitsWords, PrivacyLimits, PrivatePlan, PlanLook, OwnWords, PlanToShow, Needs, TellView, Tells,
            Support, ContactLine, LookView, OfferView, FollowUp, ContactTap, SupportTap,
            TakerView, LeavingDeviceView, LeavingView, HandOverPage, HandOverTo, TakeOver, LateSaid, LateView, LateTakeIn,
            CopyStateView, BasisView, HowView, CopyDeviceView, HeldView, CopyLineView, CopiesPage, CopyTap, ShareAsk, SharePart, ShareRight, ShareTo, SharePage,
            ShareEarlier, ShareGiving, HoldView, HoldsPage, HoldNew, CopySection, CopyShown, ShareOffer, ShareSigning, CopyRead,
            GlassStateView, GlassView, GlassRealm, GlassPage, GlassBreak, GlassTap,
            AccessView, ReaderView, SpaceView, CopyReadersView, Readers, RealmSight, Sight,
            ProtocolLine, StandingOfPack, FitOfPack, PackChoiceView, DueMove, ComingStep, ChangedThing, ChangedWords, PackChange,
            PackMoveView, PackPage, OfPack, PackTap,
            AgencyPerson, AgencyLeaves, AgencyEnd, OfAgency,
            RosterDevice, RosterGrant, RosterPerson, RosterMeaning, RosterEnded, RosterGone, RosterHeld, RosterLoss, RosterLate, RosterUnsigned, Roster, RosterNewPerson, RosterRole, RosterApprove,
            RosterPicture, RosterAnswer, RosterReason, RosterEnd, RosterGrantNew, RosterTap, RosterRelease, RosterReleased,
            AuditAsk, AuditRemarkKind, AuditRemark, AuditPerson, AuditServer, AuditPage, AuditRowsAsk, AuditLine, AuditRows, IncidentWritten,
            RecoveryKeyView, RecoveryDevice, RecoveryAnnounced, RecoveryShares, RecoveryWork, RecoveryDrill, RecoveryRealm, RecoveryPage, RecoveryNew, RecoveryShareIn,
            NoteBeside, NoteView, Notes, NoteAdd, NoteTakeBack, NoteTakenBack, BoardRow, Board,
            DrillMark, DrillLine, DrillList, DrillOpen, DrillRun, DrillCall, DrillPlace, DrillGuide, DrillChannel, DrillHeard, DrillView,
            DrillOutcome, DrillStepLine, DrillAsked, DrillAskedTwice, DrillYouth, DrillDebrief,
            SyncTrouble, RealmSync, OfServer, SyncState, ProblemView, Problems, HeadView, ServerHead, HeadTheirs, HeadOutcome, HeadCompared,
            HoldingsWritten, ProofsWritten,
            CarryPage, CarryAgency, CarryOther, CarryHeard, CarryWhat, CarryOf, CarryEnd, CarryCodes, CarryFile, CarryTexts, CarryBytes, CarryFolder, CarryTaken, CarryTook,
        ],
        commands: [
            status: () => Status,
            awake: () => (),
            behind: Behind => (),
            unlock: Unlock => UnlockOutcome,
            confirm: Confirm => ConfirmOutcome,
            who: Who => Status,
            share: () => Status,
            unshare: () => Status,
            release_requests: () => ReleaseAsk,
            release_check: ReleaseCheck => (),
            release: Release => UnlockOutcome,
            lock: () => Status,
            quick_exit: () => (),
            enrol_secret: () => SecretOffer,
            enrol_begin: EnrolBegin => Status,
            enrol_request: () => EnrolRequest,
            enrol_accept: EnrolAccept => EnrolCheck,
            enrol_confirm: EnrolConfirm => Status,
            scan: PictureIn => Scanned,
            tonight: () => Tonight,
            new_contact_form: () => NewContactForm,
            new_contact: NewContact => Started,
            episode: OfEpisode => EpisodeHead,
            plan: OfEpisode => PlanView,
            left: LeftTap => EpisodeHead,
            times: OfEpisode => Times,
            saves: OfEpisode => Saves,
            link: LinkTap => EpisodeHead,
            step: OfStep => StepPage,
            step_event: StepTap => StepPage,
            record_form: OfEpisode => RecordForm,
            earlier_answers: OfQuestion => EarlierAnswers,
            answer: AnswerTap => Saved,
            item_add: ItemAdd => RecordForm,
            item_remove: ItemRemove => RecordForm,
            calls: OfCalls => CallPage,
            call_begin: CallBegin => CallPage,
            call_end: CallEnd => CallPage,
            call_drop: CallDrop => CallPage,
            rights: OfEpisode => RightsPage,
            rights_tap: RightsTap => RightsPage,
            note_list: OfEpisode => Notes,
            note_add: NoteAdd => Notes,
            note_take_back: NoteTakeBack => Notes,
            pack_page: OfPack => PackPage,
            pack_move: PackTap => PackPage,
            callout: OfEpisode => CalloutPage,
            callout_answer: CalloutTap => CalloutPage,
            card: CardAsk => Card,
            guard: GuardSet => (),
            limits: OfEpisode => PrivacyLimits,
            tells: OfEpisode => Tells,
            needs: OfEpisode => Needs,
            safety_plan: OfEpisode => PrivatePlan,
            safety_plan_look: PlanLook => PrivatePlan,
            safety_plan_show: OfEpisode => PlanToShow,
            contact_plan: OfEpisode => PrivatePlan,
            follow_up: OfEpisode => FollowUp,
            contact_log: ContactTap => FollowUp,
            support_set: SupportTap => FollowUp,
            copies_page: () => CopiesPage,
            share_page: ShareAsk => SharePage,
            share_offer: ShareGiving => ShareOffer,
            share_give: ShareSigning => CopiesPage,
            copy_read: CopyTap => CopyRead,
            copy_take_back: CopyTap => CopiesPage,
            holds: () => HoldsPage,
            hold_set: HoldNew => HoldsPage,
            hold_end: RosterTap => HoldsPage,
            glass_page: () => GlassPage,
            glass_break: GlassBreak => GlassPage,
            glass_end: GlassTap => GlassPage,
            hand_over_page: OfEpisode => HandOverPage,
            hand_over: HandOverTo => HandOverPage,
            late_take_in: LateTakeIn => HandOverPage,
            take_over: TakeOver => EpisodeHead,
            readers: OfEpisode => Readers,
            sight: () => Sight,
            audit_incident: AuditAsk => IncidentWritten,
            own_copy: OwnCopyAsk => OwnCopyView,
            holdings_write: OfServer => HoldingsWritten,
            proofs_write: OfServer => ProofsWritten,
            carry_page: () => CarryPage,
            carry_codes: CarryOf => CarryCodes,
            carry_write: CarryOf => CarryFile,
            carry_read: CarryTexts => CarryTook,
            carry_take: CarryBytes => CarryTook,
            carry_done: CarryEnd => CarryPage,
            carry_folder: CarryFolder => CarryPage,
            board: () => Board,
            roster: () => Roster,
            roster_person_add: RosterNewPerson => Roster,
            roster_approve: RosterApprove => RosterAnswer,
            roster_gone: RosterGone => RosterLoss,
            roster_device_end: RosterEnd => Roster,
            roster_grant_add: RosterGrantNew => Roster,
            roster_grant_end: RosterTap => Roster,
            agency_leaves: OfAgency => AgencyLeaves,
            agency_end: AgencyEnd => Roster,
            roster_cosign: RosterTap => Roster,
            roster_adopt: RosterTap => Roster,
            roster_release: RosterRelease => RosterReleased,
            audit: AuditAsk => AuditPage,
            audit_rows: AuditRowsAsk => AuditRows,
            recovery: () => RecoveryPage,
            recovery_announce: RecoveryNew => RecoveryPage,
            recovery_share: RecoveryShareIn => RecoveryPage,
            recovery_open: OfServer => RecoveryPage,
            recovery_end: OfServer => RecoveryPage,
            sync_now: () => SyncState,
            sync_state: () => SyncState,
            server_go_on: OfServer => SyncState,
            server_head: OfServer => ServerHead,
            server_compare: HeadTheirs => HeadCompared,
            problems: () => Problems,
            settings_get: () => SettingsPage,
            settings_set: Settings => SettingsPage,
            second_pin: NewSecret => (),
            pin_change: NewSecret => (),
            mentions: Sought => Vec<String>,
            reminder_seen: () => (),
            draft_put: DraftPut => (),
            draft_get: DraftGet => Draft,
            drill_list: () => DrillList,
            drill_open: DrillOpen => Status,
            drill_view: () => DrillView,
            drill_run: DrillRun => DrillView,
            drill_skip: () => DrillView,
            drill_call: DrillCall => DrillView,
            drill_debrief: () => DrillDebrief,
            drill_close: () => Status,
            drill_throw_away: () => DrillList,
        ],
    }

    fn declare<T: TS>(cfg: &Config, out: &mut String) {
        if let Some(docs) = T::docs() {
            out.push_str(&docs);
        }
        out.push_str("export ");
        out.push_str(&T::decl(cfg));
        out.push_str("\n\n");
    }

    #[test]
    fn the_screens_types_are_those_of_the_shell() {
        let cfg = Config::new().with_large_int("number");
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bridge/types.ts");
        let written = written(&cfg);
        if std::env::var_os("FIRST72_WRITE_TYPES").is_some() {
            std::fs::write(&path, &written).expect("ui/src/bridge/types.ts can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == written,
            "ui/src/bridge/types.ts is stale: run FIRST72_WRITE_TYPES=1 cargo test -p first72-app view"
        );
    }
}
