// One function per command of the shell, typed from Rust (types.ts). Screens call these and nothing else.
import { call } from "./call";
import type {
  AgencyEnd,
  OfAgency,
  AnswerTap,
  AuditAsk,
  AuditRowsAsk,
  CallBegin,
  CallDrop,
  CallEnd,
  CalloutTap,
  CardAsk,
  CarryBytes,
  CarryFolder,
  CarryEnd,
  CarryOf,
  CarryTexts,
  ContactTap,
  EnrolAccept,
  EnrolBegin,
  EnrolConfirm,
  CopyTap,
  GlassBreak,
  GlassTap,
  ShareAsk,
  ShareGiving,
  ShareSigning,
  GuardSet,
  HandOverTo,
  HeadTheirs,
  HoldNew,
  ItemAdd,
  ItemRemove,
  LateTakeIn,
  LeftTap,
  LinkTap,
  NewContact,
  NoteAdd,
  NoteTakeBack,
  OfCalls,
  OfEpisode,
  OfServer,
  OwnCopyAsk,
  OfPack,
  OfQuestion,
  PackTap,
  OfStep,
  PictureIn,
  PlanLook,
  RecoveryNew,
  Release,
  ReleaseCheck,
  RightsTap,
  RosterApprove,
  RosterEnd,
  RosterGone,
  RosterGrantNew,
  RosterNewPerson,
  RosterRelease,
  RosterTap,
  NewSecret,
  Settings,
  StepTap,
  DrillCall,
  DrillOpen,
  DrillRun,
  SupportTap,
  TakeOver,
} from "./types";

export const status = () => call("status", null);
export const awake = () => call("awake", null);
export const behind = (behind: boolean) => call("behind", { behind });
export const lock = () => call("lock", null);
export const quickExit = () => call("quick_exit", null);

/** The typed secret is wiped here as soon as the shell has it. */
export async function unlock(secret: number[]) {
  try {
    return await call("unlock", { secret });
  } finally {
    secret.fill(0);
  }
}

/** The same for an act that wants the secret once more. */
export async function confirm(act: string, secret: number[]) {
  try {
    return await call("confirm", { act, secret });
  } finally {
    secret.fill(0);
  }
}

export const who = (name: string | null, fresh = false) => call("who", { name, new: fresh });
export const share = () => call("share", null);
export const unshare = () => call("unshare", null);

export const releaseRequests = () => call("release_requests", null);
export const releaseCheck = (ask: ReleaseCheck) => call("release_check", ask);
export async function release(ask: Release) {
  try {
    return await call("release", ask);
  } finally {
    ask.secret.fill(0);
  }
}

export const enrolSecret = () => call("enrol_secret", null);
export async function enrolBegin(ask: EnrolBegin) {
  try {
    return await call("enrol_begin", ask);
  } finally {
    ask.secret.fill(0);
  }
}
export const enrolRequest = () => call("enrol_request", null);
export const enrolAccept = (ask: EnrolAccept) => call("enrol_accept", ask);
export const enrolConfirm = (ask: EnrolConfirm) => call("enrol_confirm", ask);

export const scan = (ask: PictureIn) => call("scan", ask);

export const tonight = () => call("tonight", null);
export const newContactForm = () => call("new_contact_form", null);
export const newContact = (ask: NewContact) => call("new_contact", ask);

export const episode = (ask: OfEpisode) => call("episode", ask);
export const plan = (ask: OfEpisode) => call("plan", ask);
export const times = (ask: OfEpisode) => call("times", ask);
export const saves = (ask: OfEpisode) => call("saves", ask);
export const link = (ask: LinkTap) => call("link", ask);
export const left = (ask: LeftTap) => call("left", ask);
export const step = (ask: OfStep) => call("step", ask);
export const stepEvent = (ask: StepTap) => call("step_event", ask);

export const recordForm = (ask: OfEpisode) => call("record_form", ask);
export const earlierAnswers = (ask: OfQuestion) => call("earlier_answers", ask);
export const answer = (ask: AnswerTap) => call("answer", ask);

export const itemAdd = (ask: ItemAdd) => call("item_add", ask);
export const itemRemove = (ask: ItemRemove) => call("item_remove", ask);

export const calls = (ask: OfCalls) => call("calls", ask);
export const callBegin = (ask: CallBegin) => call("call_begin", ask);
export const callEnd = (ask: CallEnd) => call("call_end", ask);
export const callDrop = (ask: CallDrop) => call("call_drop", ask);
export const rights = (ask: OfEpisode) => call("rights", ask);
export const rightsTap = (ask: RightsTap) => call("rights_tap", ask);
export const noteList = (ask: OfEpisode) => call("note_list", ask);
export const noteAdd = (ask: NoteAdd) => call("note_add", ask);
export const noteTakeBack = (ask: NoteTakeBack) => call("note_take_back", ask);

export const packPage = (ask: OfPack) => call("pack_page", ask);
export const packMove = (ask: PackTap) => call("pack_move", ask);
export const callout = (ask: OfEpisode) => call("callout", ask);
export const calloutAnswer = (ask: CalloutTap) => call("callout_answer", ask);

export const card = (ask: CardAsk) => call("card", ask);
export const guard = (ask: GuardSet) => call("guard", ask);

export const limits = (ask: OfEpisode) => call("limits", ask);
export const tells = (ask: OfEpisode) => call("tells", ask);
export const needs = (ask: OfEpisode) => call("needs", ask);
export const safetyPlan = (ask: OfEpisode) => call("safety_plan", ask);
export const safetyPlanLook = (ask: PlanLook) => call("safety_plan_look", ask);
export const safetyPlanShow = (ask: OfEpisode) => call("safety_plan_show", ask);
export const contactPlan = (ask: OfEpisode) => call("contact_plan", ask);
export const followUp = (ask: OfEpisode) => call("follow_up", ask);
export const contactLog = (ask: ContactTap) => call("contact_log", ask);
export const supportSet = (ask: SupportTap) => call("support_set", ask);

export const readers = (ask: OfEpisode) => call("readers", ask);
export const handOverPage = (ask: OfEpisode) => call("hand_over_page", ask);
export const handOver = (ask: HandOverTo) => call("hand_over", ask);
export const lateTakeIn = (ask: LateTakeIn) => call("late_take_in", ask);
export const takeOver = (ask: TakeOver) => call("take_over", ask);
export const copiesPage = () => call("copies_page", null);
export const sharePage = (ask: ShareAsk) => call("share_page", ask);
export const shareOffer = (ask: ShareGiving) => call("share_offer", ask);
export const shareGive = (ask: ShareSigning) => call("share_give", ask);
export const copyRead = (ask: CopyTap) => call("copy_read", ask);
export const copyTakeBack = (ask: CopyTap) => call("copy_take_back", ask);
export const holds = () => call("holds", null);
export const holdSet = (ask: HoldNew) => call("hold_set", ask);
export const holdEnd = (ask: RosterTap) => call("hold_end", ask);
export const glassPage = () => call("glass_page", null);
export const glassBreak = (ask: GlassBreak) => call("glass_break", ask);
export const glassEnd = (ask: GlassTap) => call("glass_end", ask);
export const sight = () => call("sight", null);
export const carryPage = () => call("carry_page", null);
export const carryCodes = (ask: CarryOf) => call("carry_codes", ask);
export const carryWrite = (ask: CarryOf) => call("carry_write", ask);
export const carryRead = (ask: CarryTexts) => call("carry_read", ask);
export const carryTake = (ask: CarryBytes) => call("carry_take", ask);
export const carryDone = (ask: CarryEnd) => call("carry_done", ask);
export const carryFolder = (ask: CarryFolder) => call("carry_folder", ask);
export const proofsWrite = (ask: OfServer) => call("proofs_write", ask);
export const holdingsWrite = (ask: OfServer) => call("holdings_write", ask);

export const board = () => call("board", null);

export const roster = () => call("roster", null);
export const rosterPersonAdd = (ask: RosterNewPerson) => call("roster_person_add", ask);
export const rosterApprove = (ask: RosterApprove) => call("roster_approve", ask);
export const rosterGone = (ask: RosterGone) => call("roster_gone", ask);
export const rosterDeviceEnd = (ask: RosterEnd) => call("roster_device_end", ask);
export const rosterGrantAdd = (ask: RosterGrantNew) => call("roster_grant_add", ask);
export const rosterGrantEnd = (ask: RosterTap) => call("roster_grant_end", ask);
export const agencyLeaves = (ask: OfAgency) => call("agency_leaves", ask);
export const agencyEnd = (ask: AgencyEnd) => call("agency_end", ask);
export const rosterCosign = (ask: RosterTap) => call("roster_cosign", ask);
export const rosterAdopt = (ask: RosterTap) => call("roster_adopt", ask);
export const audit = (ask: AuditAsk) => call("audit", ask);
export const auditIncident = (ask: AuditAsk) => call("audit_incident", ask);
export const ownCopy = (ask: OwnCopyAsk) => call("own_copy", ask);
export const auditRows = (ask: AuditRowsAsk) => call("audit_rows", ask);
export const rosterRelease = (ask: RosterRelease) => call("roster_release", ask);

export const recovery = () => call("recovery", null);
export const recoveryAnnounce = (ask: RecoveryNew) => call("recovery_announce", ask);

/** A custodian's share. The bytes are wiped here as soon as the shell has them. */
export async function recoveryShare(realm: string, typed: string) {
  const share = [...new TextEncoder().encode(typed)];
  try {
    return await call("recovery_share", { realm, share });
  } finally {
    share.fill(0);
  }
}
export const recoveryOpen = (ask: OfServer) => call("recovery_open", ask);
export const recoveryEnd = (ask: OfServer) => call("recovery_end", ask);

export const syncNow = () => call("sync_now", null);
export const syncState = () => call("sync_state", null);
export const serverGoOn = (ask: OfServer) => call("server_go_on", ask);
export const serverHead = (ask: OfServer) => call("server_head", ask);
export const serverCompare = (ask: HeadTheirs) => call("server_compare", ask);
export const problems = () => call("problems", null);

export const settingsGet = () => call("settings_get", null);
export const settingsSet = (ask: Settings) => call("settings_set", ask);
export const secondPin = (ask: NewSecret) => call("second_pin", ask);
export const pinChange = (ask: NewSecret) => call("pin_change", ask);
export const mentions = (words: string) => call("mentions", { words });
export const reminderSeen = () => call("reminder_seen", null);

export const draftPut = (key: string, text: string) => call("draft_put", { key, text });
export const draftGet = (key: string) => call("draft_get", { key });

export const drillList = () => call("drill_list", null);
export const drillOpen = (ask: DrillOpen) => call("drill_open", ask);
export const drillView = () => call("drill_view", null);
export const drillRun = (ask: DrillRun) => call("drill_run", ask);
export const drillSkip = () => call("drill_skip", null);
export const drillCall = (ask: DrillCall) => call("drill_call", ask);
export const drillDebrief = () => call("drill_debrief", null);
export const drillClose = () => call("drill_close", null);
export const drillThrowAway = () => call("drill_throw_away", null);
