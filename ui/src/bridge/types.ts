// Written from src-tauri/src/view.rs. Do not edit: change the Rust types, then run
//   FIRST72_WRITE_TYPES=1 cargo test -p first72-app view

/**
 * Language of the screen and of the pack's sentences.
 */
export type Language = "en" | "es";

/**
 * Size of all text, on top of what the device itself is set to.
 */
export type TextSize = "normal" | "large" | "largest";

/**
 * Colours of the screen.
 */
export type Theme = "night" | "day" | "contrast" | "phone";

/**
 * Which door the person stands before.
 */
export type Door = "who" | "no_profile" | "enrolling" | "locked" | "release_needed" | "open";

/**
 * What kind of secret opens this device.
 */
export type SecretKind = "pin" | "passphrase";

/**
 * What the person may do here; a screen offers nothing else and hints at nothing else.
 */
export type May = { 
/**
 * Start episodes.
 */
new_contact: boolean, 
/**
 * Keep private notes with an advocacy agency.
 */
notes: boolean, 
/**
 * See the station lead's board.
 */
board: boolean, 
/**
 * Take in people and devices, and end them.
 */
register: boolean, 
/**
 * Review what was done on the devices.
 */
audit: boolean, };

/**
 * The person at the desk.
 */
export type Me = { 
/**
 * Short name as the registrar wrote it, "D. Rivera".
 */
short_name: string, 
/**
 * Roles in words of the pack's language.
 */
roles: Array<string>, 
/**
 * Agencies this device is enrolled with.
 */
agencies: Array<string>, 
/**
 * What may be done.
 */
may: May, };

/**
 * What a device has left that a registrar ended and that destroyed what it held.
 */
export type LeftBehindView = { 
/**
 * The signed receipt as text, for the registrar.
 */
text: string, 
/**
 * The same as a picture; null when it is too long for one.
 */
qr: Qr | null, 
/**
 * How many saves it had never sent; they lie sealed in a file on it.
 */
unsent: number, };

/**
 * A device that several people use. Whose vaults are on it is not said.
 */
export type SharedView = { 
/**
 * Nobody has a vault here yet, and it can be one person's again.
 */
unused: boolean, };

/**
 * Asked with: who stands at the door of a device that several people use.
 */
export type Who = { 
/**
 * The short name as typed; null when nobody does any more.
 */
name: string | null, 
/**
 * True for somebody who has no vault here yet.
 */
new: boolean, };

/**
 * Where the desk stands.
 */
export type Status = { 
/**
 * The door.
 */
door: Door, 
/**
 * Where several people use this device; null on one person's.
 */
shared: SharedView | null, 
/**
 * True where every record is made up; a mark is then shown on every screen.
 */
demo: boolean, 
/**
 * Language chosen on this device; known before unlock.
 */
language: Language, 
/**
 * Text size chosen on this device; known before unlock.
 */
text_size: TextSize, 
/**
 * Colours chosen on this device; known before unlock.
 */
theme: Theme, 
/**
 * What the agencies of this device say to whoever comes to its door, while nothing is open.
 */
use_notices: Array<string>, 
/**
 * What a device that was ended has left, while it has no profile.
 */
left_behind: LeftBehindView | null, 
/**
 * What opens the door.
 */
secret: SecretKind, 
/**
 * How many digits a PIN has: the pad goes on by itself at the last one.
 */
pin_digits: number, 
/**
 * Milliseconds until the next try is taken; 0 when it is taken now.
 */
wait_ms: number, 
/**
 * Now, UTC milliseconds, as the notebook reckons it.
 */
now_ms: number, 
/**
 * How well that is known, when the door is open.
 */
time: TimeView | null, 
/**
 * The zone that times are shown in, by its IANA name: the county's own, wherever the device thinks it is. Null while
 * nobody knows the county.
 */
zone: string | null, 
/**
 * The person, when the door is open.
 */
me: Me | null, 
/**
 * The drill that is open: nobody on any screen is real.
 */
drill: DrillMark | null, };

/**
 * Asked with: whether the window's page is hidden, by a call, another app, or a dark screen.
 */
export type Behind = { 
/**
 * True while nobody can see it; half a minute of that closes the notebook.
 */
behind: boolean, };

/**
 * Asked with: the secret as typed. The bytes are wiped on both sides after use.
 */
export type Unlock = { 
/**
 * ASCII digits of the PIN, or UTF-8 of the passphrase.
 */
secret: Array<number>, };

/**
 * What came of a try to unlock. A miss says only how long to wait.
 */
export type UnlockOutcome = { "kind": "opened", 
/**
 * Where the desk stands now.
 */
status: Status, } | { "kind": "missed", 
/**
 * Milliseconds until the next try is taken.
 */
wait_ms: number, } | { "kind": "release_needed" };

/**
 * Asked with: the secret once more, before an act that was refused with `confirm.needed`.
 */
export type Confirm = { 
/**
 * The act, as the refusal named it.
 */
act: string, 
/**
 * ASCII digits of the PIN, or UTF-8 of the passphrase.
 */
secret: Array<number>, };

/**
 * What came of it. A miss counts like one at the door, and says as little.
 */
export type ConfirmOutcome = { "kind": "confirmed" } | { "kind": "missed", 
/**
 * Milliseconds until the next try is taken.
 */
wait_ms: number, } | { "kind": "release_needed" };

/**
 * What a person can set on this device. Works before every door: language, text size and colours are kept outside
 * the vault, since they say nothing about a record.
 */
export type Settings = { 
/**
 * Language of the screen.
 */
language: Language, 
/**
 * Text size.
 */
text_size: TextSize, 
/**
 * Colours. A device of an earlier version has not chosen any yet.
 */
theme: Theme, 
/**
 * Minutes without a touch until the device locks itself, 1 to 15.
 */
idle_minutes: number, 
/**
 * How the holder comes back from a page that is shown to the young person.
 */
card_leave: CardLeave, 
/**
 * Whether somebody is reminded before something is due, in the window and, where nobody can see it, by the system.
 * A new device does; one of an earlier version that has kept other choices does not until it is chosen.
 */
reminders: boolean, };

/**
 * One protocol pack on the device.
 */
export type PackLine = { 
/**
 * Name in words.
 */
name: string, 
/**
 * Version.
 */
version: string, 
/**
 * Last day of its court calendar, "2027-12-31"; due times in court days are not reckoned after it.
 */
calendar_ends: string | null, 
/**
 * Whether a new episode could begin with it.
 */
standing: StandingOfPack, };

/**
 * What the settings screen shows besides what can be set.
 */
export type SettingsPage = { 
/**
 * What can be set.
 */
settings: Settings, 
/**
 * Whether the system shows reminders while the window is not in front, as far as is known.
 */
reminders_outside: boolean, 
/**
 * Version of the app.
 */
version: string, 
/**
 * Protocol packs on this device.
 */
packs: Array<PackLine>, 
/**
 * Whether an agency of this device offers a second PIN.
 */
second_pin: boolean, };

/**
 * Asked with: a PIN or passphrase that is to open this device, or its training records.
 */
export type NewSecret = { 
/**
 * ASCII digits of the PIN, or UTF-8 of the passphrase.
 */
secret: Array<number>, };

/**
 * Asked with: words that stand somewhere in an episode.
 */
export type Sought = { 
/**
 * As typed.
 */
words: string, };

/**
 * Half-typed words, handed over as they are typed so that a kill loses nothing.
 */
export type DraftPut = { 
/**
 * Which input, `note:<episode>`.
 */
key: string, 
/**
 * The words; an empty text forgets the draft.
 */
text: string, };

/**
 * Asked with: which draft.
 */
export type DraftGet = { 
/**
 * Which input.
 */
key: string, };

/**
 * The draft that was kept, if any.
 */
export type Draft = { 
/**
 * The words.
 */
text: string | null, };

/**
 * Why a command was not carried out: a stable code and facts, never a sentence. The screen has the words.
 */
export type Trouble = { 
/**
 * Stable code, "vault.full".
 */
code: string, 
/**
 * Facts that the sentence may name.
 */
fields: { [key in string]: string }, };

/**
 * What the shell tells without being asked, as the one event `told`.
 */
export type Told = { "kind": "locked" } | { "kind": "changed", 
/**
 * Episodes that changed; empty means any.
 */
episodes: Array<string>, } | { "kind": "reminder" } | { "kind": "reminder_over" } | { "kind": "sync" };

/**
 * How well this device knows the time. One of three, shown in words.
 */
export type TimeView = { "kind": "exact" } | { "kind": "estimated", 
/**
 * By so many milliseconds.
 */
plus_minus_ms: number, } | { "kind": "problem", 
/**
 * What is wrong.
 */
problem: ClockTrouble, 
/**
 * By so many milliseconds; negative for back, or for a server that is behind.
 */
by_ms: number, 
/**
 * How far new times may be off either way; null when they are exact all the same.
 */
plus_minus_ms: number | null, };

/**
 * What is wrong with a clock.
 */
export type ClockTrouble = "moved" | "behind" | "server_differs" | "not_checked";

/**
 * What a camera sees, or a file shows.
 */
export type PictureIn = { 
/**
 * Pixels across, at most 2,048.
 */
width: number, 
/**
 * Pixels down, at most 2,048.
 */
height: number, 
/**
 * One byte a pixel, 0 black and 255 white, row by row from the top, in base 64.
 */
grey: string, };

/**
 * What was read in it.
 */
export type Scanned = { 
/**
 * The text of the code; none when there is no code in it that can be read.
 */
text: string | null, };

/**
 * The secret that the device proposes or demands at its first start.
 */
export type SecretOffer = { "kind": "pin", 
/**
 * ASCII digits.
 */
digits: Array<number>, } | { "kind": "passphrase", 
/**
 * Least number of characters.
 */
least: number, };

/**
 * Asked with: the secret the person has learned or chosen.
 */
export type EnrolBegin = { 
/**
 * ASCII digits of the PIN, or UTF-8 of the passphrase.
 */
secret: Array<number>, };

/**
 * A QR code as a grid; the screen draws it.
 */
export type Qr = { 
/**
 * Modules along one side.
 */
size: number, 
/**
 * One text per row, "1" dark and "0" light.
 */
rows: Array<string>, };

/**
 * This device's request, to be shown to the registrar.
 */
export type EnrolRequest = { 
/**
 * The request as text, for a file or a message.
 */
text: string, 
/**
 * The same as a picture.
 */
qr: Qr, };

/**
 * Asked with: the registrar's approval as text.
 */
export type EnrolAccept = { 
/**
 * The approval as pasted, scanned or read from a file.
 */
approval: string, };

/**
 * An approval that fits this device's request, not yet taken: people compare the words first.
 */
export type EnrolCheck = { 
/**
 * Name of the agency that approves.
 */
agency: string, 
/**
 * Six words that both devices show.
 */
words: Array<string>, };

/**
 * Asked with: whether both devices show the same words.
 */
export type EnrolConfirm = { 
/**
 * True: take the approval. False: forget it.
 */
same: boolean, };

/**
 * What a locked device shows to a registrar, one for each agency it is in.
 */
export type ReleaseAsk = { 
/**
 * The requests, in the order in which the device joined. Empty when it never joined any.
 */
requests: Array<EnrolRequest>, };

/**
 * Asked with: the code that the registrar read back, looked at before it is used.
 */
export type ReleaseCheck = { 
/**
 * Four groups of seven characters, as typed.
 */
code: string, };

/**
 * Asked with: the code and the secret that shall open the device from now on.
 */
export type Release = { 
/**
 * Four groups of seven characters, as typed.
 */
code: string, 
/**
 * ASCII digits of the PIN, or UTF-8 of the passphrase.
 */
secret: Array<number>, };

/**
 * A moment in a record.
 */
export type When = { 
/**
 * UTC milliseconds.
 */
ms: number, 
/**
 * Half-width of an estimate in milliseconds; null when the moment is exact.
 */
plus_minus_ms: number | null, };

/**
 * A thing that can be chosen.
 */
export type Choice = { 
/**
 * Code that is recorded.
 */
code: string, 
/**
 * Words that are shown.
 */
label: string, };

/**
 * Where a saved thing is.
 */
export type Kept = { "kind": "only_here" } | { "kind": "on_server", 
/**
 * When the newest part arrived.
 */
at_ms: number, } | { "kind": "refused", 
/**
 * Why, as a code.
 */
code: string, };

/**
 * An instant at which something is due.
 */
export type DueAtView = { 
/**
 * UTC milliseconds.
 */
ms: number, 
/**
 * Half the width of the estimate of its clock; 0 when exact.
 */
plus_minus_ms: number, 
/**
 * Name of the clock that stands in while the step's own has not started.
 */
assumed_from: string | null, 
/**
 * True when the court calendar ends before it: holidays may be missing from the count.
 */
beyond_calendar: boolean, };

/**
 * When a step is due.
 */
export type DueView = { "kind": "now", 
/**
 * Since when, UTC milliseconds, if its clock has an instant.
 */
since_ms: number | null, } | { "kind": "at", 
/**
 * Which.
 */
due: DueAtView, } | { "kind": "occasion", 
/**
 * In words of the pack.
 */
what: string, 
/**
 * Its instant, once it has one.
 */
due: DueAtView | null, } | { "kind": "no_clock_yet", 
/**
 * Name of the clock in words.
 */
clock: string, };

/**
 * The next thing due in an episode.
 */
export type NextDue = { 
/**
 * Step id.
 */
step: string, 
/**
 * Its title.
 */
title: string, 
/**
 * When.
 */
due: DueView, 
/**
 * True when it is this person's.
 */
mine: boolean, };

/**
 * The one line about sync.
 */
export type SyncLine = { "kind": "all_sent", 
/**
 * When the server last signed for something; null when there was nothing yet.
 */
at_ms: number | null, } | { "kind": "only_here", 
/**
 * How many.
 */
waiting: number, 
/**
 * When the last sync ended well; null when none has.
 */
last_ms: number | null, } | { "kind": "sending", 
/**
 * How many saves are still to go.
 */
waiting: number, } | { "kind": "refused", 
/**
 * How many.
 */
count: number, 
/**
 * Saves that are only on this device besides.
 */
waiting: number, };

/**
 * One open episode in the list of tonight.
 */
export type EpisodeLine = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Station in words.
 */
station: string, 
/**
 * First contact.
 */
started: When, 
/**
 * The next thing due, mine first; null when nothing is open.
 */
next: NextDue | null, 
/**
 * Open steps that are this person's.
 */
mine_open: number, 
/**
 * Open steps past their time.
 */
late: number, 
/**
 * True when the youth has left.
 */
left: boolean, 
/**
 * Questions that people answered differently; a person settles each.
 */
differ: number, 
/**
 * Who handed it to this person, who has not confirmed it; "" while the name is not known here, null when nobody did.
 */
handed_by: string | null, 
/**
 * Where the episode's newest save is.
 */
kept: Kept, };

/**
 * A question that people answered differently. All their answers are kept, and none counts for more than another.
 */
export type Differing = { 
/**
 * Key of the field; `plate@<item>` for an item of a list.
 */
field: string, 
/**
 * The question in words.
 */
label: string, 
/**
 * The topic it stands under; null where it stands under none.
 */
topic: string | null, };

/**
 * Why a server may be holding back news, although the sync with it ends well.
 */
export type HeldBackView = { "kind": "quiet", 
/**
 * When the newest one was given, UTC milliseconds.
 */
since_ms: number, } | { "kind": "missing" };

/**
 * Something about this device that a person should know before the next tap.
 */
export type Notice = { "kind": "low_on_space" } | { "kind": "not_recorded" } | { "kind": "store_set_aside" } | { "kind": "protocol_ends", 
/**
 * When, UTC milliseconds.
 */
at_ms: number, } | { "kind": "protocol_stopped", 
/**
 * Why, as a code.
 */
code: string, } | { "kind": "recovery_announced", 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Whether it is a drill.
 */
drill: boolean, } | { "kind": "app_too_old", 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * The oldest version that begins anything new there, "1.4.0".
 */
oldest: string, 
/**
 * The version of this app.
 */
this: string, } | { "kind": "recovery_drill_due", 
/**
 * Name of the agency.
 */
agency: string, } | { "kind": "away", 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Whole days since.
 */
days: number, 
/**
 * How many episodes are shown only after a sync; null while all are.
 */
hidden: number | null, } | { "kind": "held_back", 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * What says so.
 */
why: HeldBackView, };

/**
 * The home screen.
 */
export type Tonight = { 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, 
/**
 * Calls that wait for this person's answer; they come before everything else.
 */
callouts: Array<CalloutCard>, 
/**
 * Open episodes, the one due next first.
 */
episodes: Array<EpisodeLine>, 
/**
 * The sync line.
 */
sync: SyncLine, 
/**
 * What to know about this device; mostly empty.
 */
notices: Array<Notice>, 
/**
 * How well this device knows the time.
 */
time: TimeView, 
/**
 * Looks in an emergency that run, of which this person may know.
 */
looks: Array<GlassView>, 
/**
 * Whether this person may look into an episode that is not theirs.
 */
may_look_in: boolean, 
/**
 * How many parts of episodes were shared, by this person or with them.
 */
shared: number, };

/**
 * What a new contact can be started with.
 */
export type NewContactForm = { 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, 
/**
 * Stations of this county, the person's own first.
 */
stations: Array<Choice>, 
/**
 * "Medical need now?" with its choices; the screen adds "not sure".
 */
medical: Array<Choice>, 
/**
 * A line the deputy can read aloud.
 */
say: string | null, 
/**
 * How well this device knows the time.
 */
time: TimeView, };

/**
 * Asked with: time, station, medical need.
 */
export type NewContact = { 
/**
 * First contact.
 */
at: When, 
/**
 * Code of the station.
 */
station: string, 
/**
 * Code of the medical need; null for "not sure", which is the answer "not known".
 */
medical: string | null, 
/**
 * The episode that it belongs with; null where it stands alone.
 */
link: LinkTo | null, };

/**
 * Answered: the episode that was started.
 */
export type Started = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, };

/**
 * Asked with: which episode.
 */
export type OfEpisode = { 
/**
 * Episode id.
 */
episode: string, };

/**
 * A clock of an episode, or a phase with its end: the 90 minutes and the 72 hours are phases.
 */
export type ClockView = { 
/**
 * Id of the clock or phase in the pack, "TC_hotline_call", "first_72h".
 */
clock: string, 
/**
 * Name in words: "Team beside the youth".
 */
name: string, 
/**
 * Its zero; null while it has not started.
 */
zero: When | null, 
/**
 * When its window ends; null for a clock without a window.
 */
ends_ms: number | null, 
/**
 * True when another clock stands in for its zero.
 */
assumed: boolean, 
/**
 * True for the two that are always shown (90 minutes, 72 hours).
 */
main: boolean, 
/**
 * True when what the window was for is done; the clock then rests.
 */
met: boolean, };

/**
 * How two episodes belong together.
 */
export type LinkKind = "same_operation" | "same_youth";

/**
 * Which episode a new one belongs with.
 */
export type LinkTo = { 
/**
 * How.
 */
kind: LinkKind, 
/**
 * Id of the episode that is there.
 */
episode: string, };

/**
 * Another episode that belongs with one.
 */
export type LinkedLine = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * How they belong together.
 */
kind: LinkKind, 
/**
 * Two neutral words; null when the other is not on this device.
 */
handle: string | null, 
/**
 * First contact of the other; null when it is not on this device.
 */
started: When | null, 
/**
 * True when the other began first.
 */
earlier: boolean, 
/**
 * Short name of the advocate who came to the other.
 */
advocate: string | null, };

/**
 * What belongs with an episode.
 */
export type LinkedView = { 
/**
 * The other episodes, the same young person first.
 */
lines: Array<LinkedLine>, 
/**
 * The step that tells the advocate who is known already, while it is open.
 */
tell_first: Choice | null, };

/**
 * Asked with: two episodes belong together, or they do not.
 */
export type LinkTap = { 
/**
 * Id of the episode on the screen.
 */
episode: string, 
/**
 * How.
 */
kind: LinkKind, 
/**
 * Id of the other.
 */
other: string, 
/**
 * False takes the link back.
 */
on: boolean, };

/**
 * A hand-over that stands.
 */
export type HandedView = { 
/**
 * Grant id.
 */
grant: string, 
/**
 * Who has it now; null while the name is not known here.
 */
to: string | null, 
/**
 * Who gave it; null while the name is not known here.
 */
by: string | null, 
/**
 * True when it went to this person.
 */
to_me: boolean, 
/**
 * When it was handed over.
 */
given: When, 
/**
 * When the new person confirmed it; null before they have.
 */
taken: When | null, };

/**
 * Head of an episode.
 */
export type EpisodeHead = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Station in words.
 */
station: string, 
/**
 * First contact.
 */
started: When, 
/**
 * Clocks, the main ones first.
 */
clocks: Array<ClockView>, 
/**
 * When the youth left; null while they have not, or have come back.
 */
left_at: When | null, 
/**
 * References of what was said about leaving and stands; the tap "left" gives them back.
 */
left_shown: Array<string>, 
/**
 * What there is to do because the youth left or came back; this person's own first.
 */
after_leaving: Array<PlanLine>, 
/**
 * Protocol pack and version that this episode runs on.
 */
pack: string, 
/**
 * What to know about that protocol before the next step; null when there is nothing.
 */
protocol: ProtocolLine | null, 
/**
 * True when this person may write here.
 */
may_write: boolean, 
/**
 * True when the pack asks of an advocate: the rights then have a screen of their own.
 */
rights: boolean, 
/**
 * True when this person keeps private notes about this episode.
 */
notes: boolean, 
/**
 * True when the protocol has a card for the young person.
 */
card: boolean, 
/**
 * Who is coming to the young person; null where the protocol has no page of a call.
 */
callout: CalloutLine | null, 
/**
 * The episodes that belong with this one.
 */
linked: LinkedView, 
/**
 * Questions answered in any way, and all of them.
 */
answered: number, 
/**
 * All questions.
 */
questions: number, 
/**
 * Questions that people answered differently, in the pack's order.
 */
differ: Array<Differing>, 
/**
 * The hand-over that stands; null while whoever opened it still has it.
 */
handed: HandedView | null, 
/**
 * Saves that came too late to count by themselves, and wait to be taken in.
 */
late_saves: number, 
/**
 * True when this person handed it on, and what is here goes as soon as it can.
 */
goes_from_here: boolean, 
/**
 * True when this person can hand it over, should there be somebody to take it.
 */
can_hand_over: boolean, 
/**
 * Where the newest save is.
 */
kept: Kept, 
/**
 * How well this device knows the time.
 */
time: TimeView, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: the youth has left, or is back.
 */
export type LeftKind = "left" | "back" | "undo";

/**
 * Asked with: the one tap "left".
 */
export type LeftTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Gone, back, or neither.
 */
kind: LeftKind, 
/**
 * When the youth left, where somebody chose a time; null for now.
 */
at: When | null, 
/**
 * What the tapped screen showed as standing: this is replaced, and nothing that came since.
 */
replaces: Array<string>, };

/**
 * State of a step.
 */
export type StepState = "open" | "done" | "declined" | "not_applicable" | "missed" | "transferred";

/**
 * How firm a step is.
 */
export type StepKind = "law" | "protocol" | "agency" | "state_model" | "advice";

/**
 * Whether a step is to be done.
 */
export type StandingView = { "kind": "on" } | { "kind": "suspended", 
/**
 * The branch or step in words.
 */
by: string, } | { "kind": "off" };

/**
 * Which turn of a repeating step is due.
 */
export type TurnView = { 
/**
 * From 1.
 */
number: number, 
/**
 * How many there are; null when it goes on.
 */
of: number | null, };

/**
 * One line of the working list.
 */
export type PlanLine = { 
/**
 * Step id.
 */
step: string, 
/**
 * Phase id.
 */
phase: string, 
/**
 * Title in words.
 */
title: string, 
/**
 * State.
 */
state: StepState, 
/**
 * When it is due, or was.
 */
due: DueView, 
/**
 * Whether it is to be done.
 */
standing: StandingView, 
/**
 * The turn that is due, for a step that has several.
 */
turn: TurnView | null, 
/**
 * When the state came about; null while open.
 */
at: When | null, 
/**
 * Whose it is, in words.
 */
roles: Array<string>, 
/**
 * True when it is this person's.
 */
mine: boolean, 
/**
 * How firm.
 */
kind: StepKind, 
/**
 * True when two people recorded different states; both are kept.
 */
conflict: boolean, };

/**
 * What became of a step that the pack does not name any more. It stays in the record.
 */
export type UnnamedStep = { 
/**
 * The id that it had.
 */
step: string, 
/**
 * What became of it.
 */
state: StepState, 
/**
 * When.
 */
at: When | null, 
/**
 * Who said so, short name.
 */
by: string, };

/**
 * A phase of the protocol.
 */
export type PhaseView = { 
/**
 * Phase id.
 */
phase: string, 
/**
 * Name in words: "First 90 minutes".
 */
name: string, 
/**
 * When it is over on the screen; cancels nothing.
 */
ends_ms: number | null, };

/**
 * What a person should know about the plan itself.
 */
export type PlanWarning = { "kind": "calendar_ends", 
/**
 * Its last day, "2027-12-31".
 */
ends: string, } | { "kind": "clock_disputed", 
/**
 * Name of the clock.
 */
clock: string, } | { "kind": "clock_implausible", 
/**
 * Name of the clock.
 */
clock: string, };

/**
 * The 72 hours as a working list.
 */
export type PlanView = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Phases in their order.
 */
phases: Array<PhaseView>, 
/**
 * Steps, each phase's own in order of urgency.
 */
steps: Array<PlanLine>, 
/**
 * Steps of which something was recorded and that this version of the protocol does not name.
 */
unnamed: Array<UnnamedStep>, 
/**
 * What to know about the plan itself.
 */
warnings: Array<PlanWarning>, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * A value that an answer can hold.
 */
export type ValueView = { "kind": "flag", 
/**
 * True for yes.
 */
yes: boolean, } | { "kind": "text", 
/**
 * The words.
 */
text: string, } | { "kind": "choice", 
/**
 * Code.
 */
code: string, } | { "kind": "choices", 
/**
 * Codes.
 */
codes: Array<string>, } | { "kind": "number", 
/**
 * The number.
 */
number: number, } | { "kind": "instant", 
/**
 * When.
 */
at: When, } | { "kind": "date", 
/**
 * Year.
 */
year: number, 
/**
 * Month, 1 to 12.
 */
month: number, 
/**
 * Day, 1 to 31.
 */
day: number, } | { "kind": "range", 
/**
 * Lowest.
 */
low: number, 
/**
 * Highest.
 */
high: number, } | { "kind": "signature", 
/**
 * Strokes, each a row of dots: x below 1000 from the left, y below 400 from above.
 */
strokes: Array<Array<[number, number]>>, };

/**
 * An answer. Not known, not asked and declined are three different answers.
 */
export type AnswerView = { "kind": "unknown" } | { "kind": "not_asked" } | { "kind": "declined" } | { "kind": "given", 
/**
 * The value.
 */
value: ValueView, };

/**
 * What kind of value a question takes.
 */
export type QuestionKind = "flag" | "text" | "line" | "name" | "choice" | "choices" | "number" | "digits" | "instant" | "date" | "range" | "signature";

/**
 * What a value may be. Numbers: least and most. Words: most characters. Digits: exactly `most` of them.
 */
export type Limits = { 
/**
 * The smallest number.
 */
least: number | null, 
/**
 * The largest number, or the most characters.
 */
most: number | null, };

/**
 * Somebody's answer that stands.
 */
export type LiveAnswer = { 
/**
 * Reference of the change.
 */
change: string, 
/**
 * The answer.
 */
answer: AnswerView, 
/**
 * Who, short name.
 */
by: string, 
/**
 * When it was saved, UTC milliseconds.
 */
at_ms: number, };

/**
 * One question.
 */
export type Question = { 
/**
 * Key of the field; `plate@<item>` for an item of a list.
 */
field: string, 
/**
 * The question in words.
 */
label: string, 
/**
 * Why it is asked, or how to record it.
 */
help: string | null, 
/**
 * Words to say aloud.
 */
say: string | null, 
/**
 * What kind of value.
 */
kind: QuestionKind, 
/**
 * What it may be.
 */
limits: Limits, 
/**
 * What can be chosen, for choices.
 */
options: Array<Choice>, 
/**
 * False when the youth is not to be asked: it is looked up or seen.
 */
ask_youth: boolean, 
/**
 * True when it is not for the scene but for the days after.
 */
later: boolean, 
/**
 * Answers that stand; more than one when people saved different ones, and all are kept.
 */
live: Array<LiveAnswer>, 
/**
 * The newest answers that later ones took the place of, newest first: a screen asks for the others.
 */
earlier: Array<LiveAnswer>, 
/**
 * How many there are in all. Nothing that was saved goes away.
 */
earlier_count: number, 
/**
 * Who can read the answer, in words.
 */
seen_by: Array<string>, };

/**
 * Asked with: a question of an episode.
 */
export type OfQuestion = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Key of the field, as in [`Question`].
 */
field: string, };

/**
 * The whole history of a question.
 */
export type EarlierAnswers = { 
/**
 * Answers that later ones took the place of, newest first.
 */
answers: Array<LiveAnswer>, };

/**
 * Where a clock's time comes from.
 */
export type ClockFrom = { "kind": "given" } | { "kind": "step", 
/**
 * The step's title.
 */
title: string, } | { "kind": "assumed", 
/**
 * That clock's name.
 */
clock: string, } | { "kind": "nowhere" };

/**
 * One clock of an episode: when it started, and how that can be corrected.
 */
export type ClockTime = { 
/**
 * The question that corrects it, with the answers that stand and those that stood before.
 */
question: Question, 
/**
 * Exactly which moment it is, where the pack says so.
 */
zero: string | null, 
/**
 * The time that counts; null while it has not started.
 */
at: When | null, 
/**
 * Where that comes from.
 */
from: ClockFrom, 
/**
 * Open steps that are counted from it.
 */
steps: number, };

/**
 * The clocks of an episode.
 */
export type Times = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Those that have started, then those that have not.
 */
clocks: Array<ClockTime>, 
/**
 * What to know about them.
 */
warnings: Array<PlanWarning>, 
/**
 * True when this person may correct them.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What one change of a save was about; never what it says.
 */
export type SaveWhat = { "kind": "opened" } | { "kind": "question", 
/**
 * Its label.
 */
title: string, } | { "kind": "step", 
/**
 * Its title.
 */
title: string, } | { "kind": "note" } | { "kind": "link" } | { "kind": "hand_over" } | { "kind": "unnamed" } | { "kind": "pack" } | { "kind": "copy" } | { "kind": "later" };

/**
 * One save with what the device said of its time and what the server's log says.
 */
export type SaveLine = { 
/**
 * Hash of its entry, 64 hexadecimal digits.
 */
hash: string, 
/**
 * Who made it, short name; empty while the directory does not know.
 */
by: string, 
/**
 * What it was about, each once.
 */
what: Array<SaveWhat>, 
/**
 * When, by its device.
 */
said: When, 
/**
 * Whether the server's log has it.
 */
logged: boolean, 
/**
 * Not before, milliseconds since 1970 UTC; null when nothing tells.
 */
after_ms: number | null, 
/**
 * Not after, milliseconds since 1970 UTC; null until the log was seen with it.
 */
by_ms: number | null, 
/**
 * False when what the device said does not lie between the two.
 */
fits: boolean, 
/**
 * The server's clock was so many milliseconds ahead of the device's (negative: behind); null when they were together.
 */
server_ahead_ms: number | null, 
/**
 * Whether it counts only once somebody takes it in.
 */
late: boolean, };

/**
 * Every save of an episode that this person can read, the newest first.
 */
export type Saves = { 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * The saves.
 */
saves: Array<SaveLine>, 
/**
 * How many looks at the server's log do not fit the others, and were left out.
 */
left_out: number, };

/**
 * One item of a list: a member of the team, a vehicle.
 */
export type ListItem = { 
/**
 * Item id.
 */
item: string, 
/**
 * Name in words.
 */
label: string, 
/**
 * Its questions.
 */
questions: Array<Question>, 
/**
 * True when somebody added it and this person may take it off the list.
 */
may_remove: boolean, 
/**
 * References of what holds it on the list; taking it off gives them back.
 */
shown: Array<string>, };

/**
 * A list of things, each with the same questions.
 */
export type ListView = { 
/**
 * Field id of the list.
 */
list: string, 
/**
 * Name in words.
 */
label: string, 
/**
 * How to use it.
 */
help: string | null, 
/**
 * Items, those of the pack first.
 */
items: Array<ListItem>, 
/**
 * True when people add items.
 */
may_add: boolean, };

/**
 * Asked with: a list that gets one more item.
 */
export type ItemAdd = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Field id of the list.
 */
list: string, };

/**
 * Asked with: an item that is taken off a list.
 */
export type ItemRemove = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Field id of the list.
 */
list: string, 
/**
 * Item id.
 */
item: string, 
/**
 * What was on the screen: this goes, and nothing that came since.
 */
replaces: Array<string>, };

/**
 * Questions that belong on one screen.
 */
export type Topic = { 
/**
 * Topic id.
 */
topic: string, 
/**
 * Title in words.
 */
title: string, 
/**
 * Questions, in order.
 */
questions: Array<Question>, 
/**
 * Lists, after the questions.
 */
lists: Array<ListView>, };

/**
 * What was answered to a question that the pack does not ask any more. It stays in the record.
 */
export type UnnamedAnswer = { 
/**
 * The key that it had.
 */
field: string, 
/**
 * Answers that stand.
 */
live: Array<LiveAnswer>, };

/**
 * The record's questions.
 */
export type RecordForm = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Topics, in order; any can be opened first and all can be skipped.
 */
topics: Array<Topic>, 
/**
 * Answers to questions that this version of the protocol does not ask.
 */
unnamed: Array<UnnamedAnswer>, 
/**
 * True when this person may answer here.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: one answer to save.
 */
export type AnswerTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Field id.
 */
field: string, 
/**
 * The answer.
 */
answer: AnswerView, 
/**
 * References of the answers that were on the screen: these are replaced, and none that came since.
 */
replaces: Array<string>, };

/**
 * What an answer changed on the list of steps, by their titles.
 */
export type SwitchedView = { 
/**
 * On the list now, and not before.
 */
on: Array<string>, 
/**
 * No longer on the list.
 */
off: Array<string>, 
/**
 * Set aside.
 */
aside: Array<string>, 
/**
 * On the list only to be safe, because nobody knows the answer.
 */
kept: Array<string>, };

/**
 * Answered: the answer is safe on this device.
 */
export type Saved = { 
/**
 * The question as it stands now.
 */
question: Question, 
/**
 * Where the save is.
 */
kept: Kept, 
/**
 * What the answer changed on the list of steps.
 */
switched: SwitchedView, };

/**
 * Asked with: which step of which episode.
 */
export type OfStep = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Step id.
 */
step: string, };

/**
 * A piece of evidence that a step asks for: a number, a time, a name. Never required.
 */
export type EvidenceAsked = { 
/**
 * Evidence id.
 */
id: string, 
/**
 * Label in words.
 */
label: string, 
/**
 * How to record it.
 */
hint: string | null, 
/**
 * What kind of answer.
 */
kind: QuestionKind, 
/**
 * What it may be.
 */
limits: Limits, 
/**
 * What can be chosen, for choices.
 */
options: Array<Choice>, 
/**
 * What was recorded last.
 */
value: ValueView | null, };

/**
 * How a number is used.
 */
export type NumberUse = "call" | "outside" | "tty" | "text";

/**
 * One number of a contact.
 */
export type NumberView = { 
/**
 * How it is used.
 */
usage: NumberUse, 
/**
 * As people read it out.
 */
number: string, 
/**
 * As a telephone dials it.
 */
dialled: string, };

/**
 * Why nobody can say whether it is open.
 */
export type UnsureHours = "hours_not_published" | "times_not_published" | "holiday";

/**
 * Whether anybody answers.
 */
export type AnswersView = { "kind": "open", 
/**
 * Until then, UTC milliseconds; none: day and night.
 */
until_ms: number | null, } | { "kind": "may_be_open", 
/**
 * Why nobody can say.
 */
why: UnsureHours, } | { "kind": "closed", 
/**
 * The next time, UTC milliseconds, when one is known.
 */
opens_ms: number | null, 
/**
 * True when the time of day is known, not only the day.
 */
time_known: boolean, };

/**
 * Somebody to call.
 */
export type ContactView = { 
/**
 * Contact id.
 */
id: string, 
/**
 * Name in words.
 */
name: string, 
/**
 * Its numbers, the one to dial first; empty while the pack does not have one.
 */
numbers: Array<NumberView>, 
/**
 * What to say when they answer.
 */
say: string | null, 
/**
 * What to know before dialling.
 */
hint: string | null, 
/**
 * Where it is.
 */
address: string | null, 
/**
 * Whether anybody answers now.
 */
answers: AnswersView, 
/**
 * Whether somebody would come out now, where that differs.
 */
comes_out: AnswersView | null, 
/**
 * The areas it serves, when the station's own area is not known.
 */
check_areas: Array<string>, 
/**
 * The day on which the number was last checked, as 2026-12-31.
 */
checked_on: string, 
/**
 * True when that check is older than the pack allows.
 */
check_is_old: boolean, };

/**
 * What can be recorded about a step.
 */
export type StepEventKind = "done" | "undone" | "declined" | "not_applicable" | "missed" | "transferred" | "reopened";

/**
 * Why a step did not go its way. A code of the app, so that it can be counted; never about the youth's conduct.
 */
export type StepReason = "other_did_it" | "not_needed" | "youth_left" | "no_answer" | "no_time" | "not_safe" | "ask_later";

/**
 * Why a step is on the list, or set aside.
 */
export type BecauseView = { "kind": "always" } | { "kind": "answer", 
/**
 * The question in words.
 */
question: string, 
/**
 * The answer in words; null when it is a moment, or one of unknown, not asked and declined.
 */
answer: string | null, } | { "kind": "not_known", 
/**
 * The question in words.
 */
question: string, } | { "kind": "step", 
/**
 * Its title.
 */
title: string, 
/**
 * Its state.
 */
state: StepState, } | { "kind": "clock", 
/**
 * Its name.
 */
clock: string, 
/**
 * Whether it has started.
 */
set: boolean, } | { "kind": "branch", 
/**
 * Its name.
 */
name: string, };

/**
 * One thing recorded about a step.
 */
export type StepChange = { 
/**
 * Reference of the change.
 */
change: string, 
/**
 * What.
 */
kind: StepEventKind, 
/**
 * When it happened.
 */
at: When, 
/**
 * Who recorded it, short name.
 */
by: string, 
/**
 * Why.
 */
reason: StepReason | null, 
/**
 * To whom, for a hand-over.
 */
to: string | null, 
/**
 * Code of whom, for a hand-over.
 */
to_code: string | null, 
/**
 * True while it counts; false when a later one replaced it.
 */
live: boolean, };

/**
 * A step's page.
 */
export type StepPage = { 
/**
 * The line of the list.
 */
line: PlanLine, 
/**
 * What to do.
 */
do_text: string, 
/**
 * When it applies, where the pack says so.
 */
when: string | null, 
/**
 * Why it matters.
 */
why: string | null, 
/**
 * Words to say.
 */
say: string | null, 
/**
 * Why it is on the list, or set aside.
 */
because: Array<BecauseView>, 
/**
 * Titles of the sources behind it.
 */
sources: Array<string>, 
/**
 * True when the county has confirmed this line.
 */
verified: boolean, 
/**
 * Evidence asked for.
 */
evidence: Array<EvidenceAsked>, 
/**
 * Questions of the record that belong to this step and that this person sees.
 */
asks: Array<Question>, 
/**
 * True when the step belongs to the rights, which have a screen of their own.
 */
rights: boolean, 
/**
 * Whom to call.
 */
contacts: Array<ContactView>, 
/**
 * To whom it can be handed over.
 */
hand_to: Array<Choice>, 
/**
 * What was recorded, newest first.
 */
history: Array<StepChange>, 
/**
 * References of all that this page shows as standing; a tap gives them back.
 */
shown: Array<string>, 
/**
 * True when this person may record here.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: one thing to record about a step.
 */
export type StepTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Step id.
 */
step: string, 
/**
 * What.
 */
kind: StepEventKind, 
/**
 * When it happened.
 */
at: When, 
/**
 * Why, where a reason was chosen.
 */
reason: StepReason | null, 
/**
 * Code of the person or role it went to.
 */
to: string | null, 
/**
 * Evidence given, by evidence id.
 */
evidence: { [key in string]: ValueView }, 
/**
 * What the page that was tapped showed as standing: this is replaced, and nothing that came since.
 */
replaces: Array<string>, };

/**
 * Where the page of a call stands.
 */
export type CalloutState = "waits" | "coming" | "there";

/**
 * Somebody who cannot come.
 */
export type CalloutRefusal = { 
/**
 * Who, short name; empty while it is not known.
 */
by: string, 
/**
 * Why, in words.
 */
reason: string | null, 
/**
 * When it was saved, UTC milliseconds.
 */
at_ms: number, };

/**
 * Who is coming to an episode, for everybody on it.
 */
export type CalloutLine = { 
/**
 * Where it stands.
 */
state: CalloutState, 
/**
 * Who is coming or there, short name; null while nobody is.
 */
by: string | null, 
/**
 * When they will be there, as they think.
 */
eta: When | null, 
/**
 * When they arrived.
 */
arrived: When | null, 
/**
 * Those who cannot come.
 */
refusals: Array<CalloutRefusal>, };

/**
 * A call that waits for this person's answer, at the top of tonight.
 */
export type CalloutCard = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Where, in words.
 */
area: string, };

/**
 * One line of the page: a question in words, and its answer.
 */
export type CalloutFact = { 
/**
 * The question in words.
 */
label: string, 
/**
 * The answer in words; null while it is not known.
 */
value: string | null, };

/**
 * The page of a call: handle, area, age band, language, safety, and nothing else of the record.
 */
export type CalloutPage = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * What the pack lets the page show.
 */
facts: Array<CalloutFact>, 
/**
 * Where it stands.
 */
state: CalloutState, 
/**
 * True when it is this person who comes, is there, or said that they cannot.
 */
mine: boolean, 
/**
 * True when this person's last word is that they cannot come.
 */
refused: boolean, 
/**
 * Who is coming or there, short name; null while nobody is.
 */
by: string | null, 
/**
 * When they will be there, as they think.
 */
eta: When | null, 
/**
 * When they arrived.
 */
arrived: When | null, 
/**
 * The minutes that can be chosen until arrival.
 */
eta_minutes: Array<number>, 
/**
 * Why somebody cannot come.
 */
reasons: Array<Choice>, 
/**
 * References of what the page shows as standing; a tap gives them back.
 */
shown: Array<string>, 
/**
 * True when this person may answer.
 */
may_answer: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What an advocate says to the page.
 */
export type CalloutWord = { "kind": "coming", 
/**
 * In about so many minutes from now.
 */
minutes: number, } | { "kind": "cannot_come", 
/**
 * Code of the reason.
 */
reason: string, } | { "kind": "there", 
/**
 * Since when.
 */
at: When, };

/**
 * Asked with: an answer to the page.
 */
export type CalloutTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * What is said.
 */
word: CalloutWord, 
/**
 * What the page that was tapped showed as standing: this is replaced, and nothing that came since.
 */
replaces: Array<string>, };

/**
 * What contacts are there for.
 */
export type CallFor = "first" | "hotline" | "crisis" | "medical_hub" | "exam_site" | "hospital" | "advocate" | "agency";

/**
 * Contacts that are there for one thing.
 */
export type CallGroup = { 
/**
 * What for.
 */
what: CallFor, 
/**
 * Whom, those first who answer now.
 */
contacts: Array<ContactView>, };

/**
 * A call that was begun.
 */
export type CallLine = { 
/**
 * Its item on the list of calls.
 */
item: string, 
/**
 * Who was called.
 */
name: string, 
/**
 * The number, as people read it out.
 */
number: string, 
/**
 * What to say when they answer.
 */
say: string | null, 
/**
 * When.
 */
at: When | null, 
/**
 * The step that it was for.
 */
step: string | null, 
/**
 * What came of it, in words; null while nobody has said.
 */
result: string | null, 
/**
 * True when somebody answered.
 */
answered: boolean, 
/**
 * Who answered.
 */
spoke_with: Question | null, };

/**
 * The step that a page of calls is for.
 */
export type CallStep = { 
/**
 * Step id.
 */
step: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What to write down when somebody answered.
 */
evidence: Array<EvidenceAsked>, 
/**
 * References of all that stands about it; a tap gives them back.
 */
shown: Array<string>, 
/**
 * True while it is open.
 */
open: boolean, };

/**
 * Whom to call, and what came of the calls so far.
 */
export type CallPage = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * The step, when the page was opened from one.
 */
step: CallStep | null, 
/**
 * Whom to call.
 */
groups: Array<CallGroup>, 
/**
 * Calls, newest first.
 */
calls: Array<CallLine>, 
/**
 * What can come of a call.
 */
results: Array<Choice>, 
/**
 * True when this device is a telephone.
 */
can_dial: boolean, 
/**
 * True when this person may write here.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: the calls of an episode, or of one of its steps.
 */
export type OfCalls = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Step id.
 */
step: string | null, };

/**
 * Asked with: a call that is begun. It names a contact of the pack; no number can be given.
 */
export type CallBegin = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Step id.
 */
step: string | null, 
/**
 * Contact id.
 */
contact: string, 
/**
 * Which of its numbers.
 */
usage: NumberUse, };

/**
 * Asked with: what came of a call.
 */
export type CallEnd = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Step id of the page.
 */
step: string | null, 
/**
 * The call's item.
 */
item: string, 
/**
 * Code of what came of it.
 */
result: string, };

/**
 * Asked with: a call that was begun by mistake.
 */
export type CallDrop = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Step id of the page.
 */
step: string | null, 
/**
 * The call's item.
 */
item: string, };

/**
 * The questions of the rights; null where the pack has none, or this person does not see it.
 */
export type RightsQuestions = { 
/**
 * How they were told of the right to an advocate and a support person.
 */
told: Question | null, 
/**
 * When.
 */
told_at: Question | null, 
/**
 * By whom.
 */
told_by: Question | null, 
/**
 * Which of the benefits of an advocate were explained.
 */
benefits: Question | null, 
/**
 * Whether they want an advocate.
 */
advocate: Question | null, 
/**
 * Whether the waiver was signed.
 */
waiver: Question | null, 
/**
 * Which wording it was.
 */
waiver_version: Question | null, 
/**
 * In which language it was read.
 */
waiver_language: Question | null, 
/**
 * Who explained it.
 */
waiver_by: Question | null, 
/**
 * When it was signed, or was not.
 */
waiver_at: Question | null, 
/**
 * The signature.
 */
signature: Question | null, 
/**
 * When they changed their mind.
 */
revoked: Question | null, 
/**
 * Who sits beside them besides the advocate.
 */
support_person: Question | null, 
/**
 * Whether that person was there.
 */
support_present: Question | null, 
/**
 * Why that person was kept out.
 */
support_reason: Question | null, 
/**
 * When they were told that their name can stay private.
 */
name_told: Question | null, 
/**
 * What they chose about their name.
 */
name: Question | null, 
/**
 * When the rights card was given.
 */
card: Question | null, };

/**
 * Words to say, from the steps that these questions do; null where the pack has none.
 */
export type RightsSay = { 
/**
 * Of the right to an advocate and a support person.
 */
tell: string | null, 
/**
 * What an advocate is for.
 */
benefits: string | null, 
/**
 * While the advocate is on the way.
 */
wait: string | null, 
/**
 * With the waiver.
 */
waiver: string | null, 
/**
 * With the card.
 */
card: string | null, 
/**
 * Of the private name.
 */
name: string | null, };

/**
 * A text of the pack that is read aloud, shown or signed, in one language.
 */
export type DocumentView = { 
/**
 * Two letters.
 */
language: string, 
/**
 * Title.
 */
title: string, 
/**
 * Paragraphs.
 */
paragraphs: Array<string>, 
/**
 * Which wording it is.
 */
version: string, };

/**
 * Where the waiver stands.
 */
export type WaiverState = "not_wanted" | "open" | "stands" | "revoked";

/**
 * The rights of one episode.
 */
export type RightsPage = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Questions with their answers.
 */
questions: RightsQuestions, 
/**
 * Words to say.
 */
say: RightsSay, 
/**
 * Where the waiver stands.
 */
waiver: WaiverState, 
/**
 * The waiver's text in each language, the person's own first; empty where the pack has none.
 */
waiver_text: Array<DocumentView>, 
/**
 * The card's words in each language, for where no printed card is at hand.
 */
card_text: Array<DocumentView>, 
/**
 * The step that finds the advocate, where it stands and is open.
 */
advocate_step: string | null, 
/**
 * References of every answer that this page shows; a tap gives them back.
 */
shown: Array<string>, 
/**
 * True when this person may write here.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What was tapped.
 */
export type RightsAct = { "kind": "tell", 
/**
 * Code of how.
 */
how: string, 
/**
 * Two letters of the language.
 */
language: string, } | { "kind": "waive", 
/**
 * Two letters of the language in which it was read.
 */
language: string, 
/**
 * What was drawn; null when they would not sign.
 */
strokes: Array<Array<[number, number]>> | null, } | { "kind": "revoke" } | { "kind": "ask_again" } | { "kind": "keep_out", 
/**
 * Why.
 */
reason: string, } | { "kind": "tell_name" } | { "kind": "give_card", 
/**
 * Two letters of the language.
 */
language: string, };

/**
 * Asked with: one tap about the rights.
 */
export type RightsTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * What.
 */
act: RightsAct, 
/**
 * What was on the screen: this is replaced, and nothing that came since.
 */
replaces: Array<string>, };

/**
 * How the holder comes back from a page that is shown to the young person.
 */
export type CardLeave = "pin" | "upper" | "lower";

/**
 * Asked with: which card.
 */
export type CardAsk = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Code of the language; null for the one that the record suggests.
 */
language: string | null, };

/**
 * A part of the card.
 */
export type CardPartView = { 
/**
 * Its title; null for the part on top.
 */
title: string | null, 
/**
 * Its lines.
 */
lines: Array<string>, };

/**
 * The card as it stands for one episode.
 */
export type Card = { 
/**
 * Two neutral words, for the holder alone.
 */
handle: string, 
/**
 * The languages that it can be shown in, each by its own name.
 */
languages: Array<Choice>, 
/**
 * Code of the language it is in.
 */
language: string, 
/**
 * What a screen reader calls it: the first line.
 */
name: string, 
/**
 * Its parts.
 */
parts: Array<CardPartView>, 
/**
 * The one number to call.
 */
number: string | null, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: which copy, and whether it becomes a file.
 */
export type OwnCopyAsk = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Code of the language.
 */
language: string, 
/**
 * Whether it is written into a file.
 */
write: boolean, };

/**
 * The young person's own copy of an episode.
 */
export type OwnCopyView = { 
/**
 * Code of the language it is in.
 */
language: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Its parts.
 */
parts: Array<CardPartView>, 
/**
 * Where it was written as a file; null while it is only shown.
 */
file: string | null, };

/**
 * Asked with: a page for the young person is shown, or its holder is back.
 */
export type GuardSet = { 
/**
 * True while it is shown: anything else that is asked of the notebook then locks it.
 */
on: boolean, };

/**
 * The words about the limits of privacy in one language.
 */
export type LimitsWords = { 
/**
 * The language.
 */
language: Language, 
/**
 * The sentences to say.
 */
say: Array<string>, 
/**
 * The question at the end.
 */
ask: string, };

/**
 * The page about the limits of privacy.
 */
export type PrivacyLimits = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * The step that is done when they were explained.
 */
step: string, 
/**
 * The words, in every language of the pack.
 */
words: Array<LimitsWords>, 
/**
 * In which language they can have been explained.
 */
spoken: Array<Choice>, 
/**
 * Id of the piece of evidence that says in which language.
 */
spoken_as: string | null, 
/**
 * When they were explained; null while they were not.
 */
explained: When | null, 
/**
 * References of what stands about the step; a tap gives them back.
 */
shown: Array<string>, 
/**
 * True when this person may record it.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * The young person's safety plan, or the plan how they may be reached.
 */
export type PrivatePlan = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Who alone can read it.
 */
agency: string, 
/**
 * Its parts.
 */
parts: Array<Question>, 
/**
 * When it was made; null while nobody has said so, and for the contact plan.
 */
made: When | null, 
/**
 * When it is to be looked at again, UTC milliseconds; null when no date is left.
 */
look_ms: number | null, 
/**
 * True when that date is near or over.
 */
look_now: boolean, 
/**
 * True when this person may write in it.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: the plan was made, or looked at again.
 */
export type PlanLook = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * When.
 */
at: When, };

/**
 * One part of the plan in the young person's own words.
 */
export type OwnWords = { 
/**
 * The part.
 */
label: string, 
/**
 * What they said, line by line.
 */
lines: Array<string>, };

/**
 * The plan as it can be shown to the young person.
 */
export type PlanToShow = { 
/**
 * What they said.
 */
parts: Array<OwnWords>, };

/**
 * What the young person needs and was given.
 */
export type Needs = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * What was asked for.
 */
asked: Question, 
/**
 * What was given.
 */
given: Question, 
/**
 * Whether the bag was given.
 */
bag: Question, 
/**
 * Sizes.
 */
sizes: Array<Question>, 
/**
 * True when this person may write here.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What the advocate may tell somebody who asks.
 */
export type TellView = { 
/**
 * Id in the pack.
 */
id: string, 
/**
 * Who asks.
 */
label: string, 
/**
 * Words to answer with.
 */
say: string, 
/**
 * What may be told.
 */
may: Array<string>, 
/**
 * What may not.
 */
never: Array<string>, 
/**
 * What needs the young person's release.
 */
release: Array<string>, 
/**
 * True when the county has confirmed it.
 */
verified: boolean, };

/**
 * The page "what I may tell them".
 */
export type Tells = { 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * By who asks, in the pack's order.
 */
tells: Array<TellView>, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * How the young person wants it.
 */
export type Support = "goes_on" | "paused" | "ended";

/**
 * One contact, or one try.
 */
export type ContactLine = { 
/**
 * Item id.
 */
item: string, 
/**
 * When.
 */
at: When | null, 
/**
 * Code of what became of it.
 */
result: string | null, 
/**
 * The same in words.
 */
result_words: string | null, 
/**
 * By which way, in words.
 */
how: string | null, 
/**
 * True when the safety plan was looked at together.
 */
plan_seen: boolean, 
/**
 * Who wrote it down, short name.
 */
by: string, 
/**
 * Where it is kept.
 */
kept: Kept, };

/**
 * The look at day 90, while it is still to be made.
 */
export type LookView = { 
/**
 * When it is due.
 */
due: NextDue, 
/**
 * What can be decided.
 */
choices: Array<Choice>, 
/**
 * Id of the piece of evidence that holds the decision.
 */
evidence: string, 
/**
 * Words to say.
 */
say: string | null, 
/**
 * References of what stands about the step; a tap gives them back.
 */
shown: Array<string>, };

/**
 * The next time to offer help again.
 */
export type OfferView = { 
/**
 * When it is due.
 */
due: NextDue, 
/**
 * Words to say.
 */
say: string | null, 
/**
 * References of what stands about the step; a tap gives them back.
 */
shown: Array<string>, };

/**
 * The page "keeping in touch".
 */
export type FollowUp = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Who alone can read it.
 */
agency: string, 
/**
 * How the young person wants it.
 */
support: Support, 
/**
 * The next contact by the plan; null while it rests.
 */
next: NextDue | null, 
/**
 * Tries since the last contact that was made.
 */
tries: number, 
/**
 * How the young person may be reached, as they said it.
 */
rules: Array<OwnWords>, 
/**
 * Contacts and tries, newest first.
 */
contacts: Array<ContactLine>, 
/**
 * What can become of a contact.
 */
results: Array<Choice>, 
/**
 * By which ways.
 */
ways: Array<Choice>, 
/**
 * The look at day 90.
 */
look: LookView | null, 
/**
 * The next offer of help.
 */
offer: OfferView | null, 
/**
 * True when this person may write here.
 */
may_write: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: one contact, or one try.
 */
export type ContactTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Code of what became of it.
 */
result: string, 
/**
 * Code of the way.
 */
how: string | null, 
/**
 * When.
 */
at: When, 
/**
 * True when the safety plan was looked at together.
 */
plan_seen: boolean, };

/**
 * Asked with: the young person wants a break, or is back.
 */
export type SupportTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * True for a break, false for being back.
 */
pause: boolean, 
/**
 * Code of the way by which they came back.
 */
how: string | null, 
/**
 * When.
 */
at: When, };

/**
 * Somebody who could take it over.
 */
export type TakerView = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Person id.
 */
person: string, 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * Role in words.
 */
role: string, 
/**
 * Agency; null while it is not known here.
 */
agency: string | null, 
/**
 * Codes of the classes of content that they would be given, "OPS".
 */
classes: Array<string>, };

/**
 * A device that held it.
 */
export type LeavingDeviceView = { 
/**
 * What it is called; null while it is not known here.
 */
label: string | null, 
/**
 * Whether it has said that it holds nothing of it any more.
 */
cleared: boolean, };

/**
 * Somebody who had it before.
 */
export type LeavingView = { 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * Their devices.
 */
devices: Array<LeavingDeviceView>, };

/**
 * The page of a hand-over.
 */
export type HandOverPage = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Who could take it over from this person, or from who holds it where this person may assign.
 */
takers: Array<TakerView>, 
/**
 * The hand-overs that stand, the newest first.
 */
handed: Array<HandedView>, 
/**
 * Those who had it before.
 */
leaving: Array<LeavingView>, 
/**
 * What came too late to count by itself.
 */
late: Array<LateView>, 
/**
 * True when this person handed it on, and what is here goes as soon as it can.
 */
goes_from_here: boolean, 
/**
 * True when this person holds it; false for a lead who hands it over for others.
 */
holds: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: an episode and its new person.
 */
export type HandOverTo = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Person id.
 */
person: string, };

/**
 * Asked with: a hand-over that this person confirms.
 */
export type TakeOver = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Grant id.
 */
grant: string, };

/**
 * One thing that was saved late, in a few words.
 */
export type LateSaid = { 
/**
 * When, by its device's clock.
 */
at: When, 
/**
 * What: a note, a question with its answer, a step.
 */
words: string, };

/**
 * The late saves of one device in an episode.
 */
export type LateView = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Device id.
 */
device: string, 
/**
 * Whose device, short name; null while it is not known here.
 */
name: string | null, 
/**
 * How many.
 */
saves: number, 
/**
 * What they say, the oldest first; of very many the first.
 */
said: Array<LateSaid>, 
/**
 * True when this person can take them in.
 */
can_take_in: boolean, };

/**
 * Asked with: the late saves of a device are to count.
 */
export type LateTakeIn = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Device id.
 */
device: string, };

/**
 * How a copy stands.
 */
export type CopyStateView = "open" | "taken_back" | "replaced" | "over";

/**
 * Why a copy may be given. The last two are no consent.
 */
export type BasisView = "young_person" | "with_guardian" | "court_order" | "mandated_report";

/**
 * How a copy is told.
 */
export type HowView = "on_device" | "spoken" | "on_paper";

/**
 * What a device of who got a copy did with it, as far as it said.
 */
export type CopyDeviceView = { 
/**
 * What people call it; null while that is not known here.
 */
label: string | null, 
/**
 * True when it was opened there.
 */
opened: boolean, 
/**
 * True when it was destroyed there.
 */
purged: boolean, 
/**
 * When the device last showed a sign of life; null when never.
 */
heard: When | null, };

/**
 * What keeps a copy from being destroyed.
 */
export type HeldView = { 
/**
 * Why, as the registrar wrote it; empty while it cannot be read here.
 */
reason: string, 
/**
 * Who said so, short name; null while it is not known here.
 */
by: string | null, 
/**
 * Since when; null while it is not known here.
 */
since: When | null, };

/**
 * A copy of which this person may know.
 */
export type CopyLineView = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * The copy's id.
 */
copy: string, 
/**
 * Name of the agency in which it was given.
 */
agency: string, 
/**
 * Who gave it, short name; null while it is not known here.
 */
from: string | null, 
/**
 * Who got it, short name; null while it is not known here.
 */
to: string | null, 
/**
 * True when this person gave it.
 */
mine: boolean, 
/**
 * True when it was given to this person.
 */
for_me: boolean, 
/**
 * Episode id; null while the episode is not here.
 */
episode: string | null, 
/**
 * Its two neutral words; null where the copy is not here.
 */
handle: string | null, 
/**
 * The headings of what was copied.
 */
parts: Array<string>, 
/**
 * What it is for; null where the copy is not here.
 */
purpose: string | null, 
/**
 * Why it was given; null where the copy is not here.
 */
basis: BasisView | null, 
/**
 * From when.
 */
given: When, 
/**
 * Until when.
 */
until: When, 
/**
 * True when it is the record of who got it.
 */
may_keep: boolean, 
/**
 * How it stands.
 */
state: CopyStateView, 
/**
 * What keeps it from being destroyed; null without a hold.
 */
held: HeldView | null, 
/**
 * The devices of who got it.
 */
devices: Array<CopyDeviceView>, 
/**
 * True when this person can read it.
 */
can_read: boolean, 
/**
 * True when this person can take it back.
 */
can_take_back: boolean, 
/**
 * True when this person can give a changed one in its place.
 */
can_amend: boolean, 
/**
 * True when this person can keep it from being destroyed.
 */
can_hold: boolean, };

/**
 * Everything that was shared, as far as this person may know.
 */
export type CopiesPage = { 
/**
 * The newest first.
 */
copies: Array<CopyLineView>, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: one copy.
 */
export type CopyTap = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * The copy's id.
 */
copy: string, };

/**
 * Asked with: what can be shared of an episode, in a language.
 */
export type ShareAsk = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * The language in which it is written and explained, as two letters.
 */
language: string, 
/**
 * The copy that is to be replaced; null for a new one.
 */
instead_of: CopyTap | null, };

/**
 * One part that can be shared.
 */
export type SharePart = { 
/**
 * Names it.
 */
part: string, 
/**
 * The heading that it stands under.
 */
title: string, 
/**
 * The question, or when the note was written.
 */
label: string, 
/**
 * What a reader would read.
 */
words: string, 
/**
 * True when only the advocacy agency reads it now.
 */
private: boolean, };

/**
 * One right of somebody.
 */
export type ShareRight = { 
/**
 * The role in words.
 */
role: string, 
/**
 * Why it was given, as its registrar or lead wrote it.
 */
basis: string, 
/**
 * Until when.
 */
until: When, };

/**
 * Somebody who can be given a copy.
 */
export type ShareTo = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Person id.
 */
person: string, 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * What entitles them there now: a role, and why it was given, one line each.
 */
rights: Array<ShareRight>, 
/**
 * How many devices they have.
 */
devices: number, };

/**
 * The page on which something is shared.
 */
export type SharePage = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Its two neutral words.
 */
handle: string, 
/**
 * What can be shared.
 */
parts: Array<SharePart>, 
/**
 * With whom.
 */
people: Array<ShareTo>, 
/**
 * For how many days unless somebody chooses otherwise.
 */
usual_days: number, 
/**
 * For how many at most.
 */
most_days: number, 
/**
 * The copy that is to be replaced; null for a new one.
 */
earlier: ShareEarlier | null, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * A copy that is to be replaced.
 */
export type ShareEarlier = { 
/**
 * How it stands.
 */
line: CopyLineView, 
/**
 * The same once more, in its place: what the page begins with.
 */
giving: ShareGiving, 
/**
 * How many of its lines have to be picked anew.
 */
not_found: number, };

/**
 * Asked with: a copy that somebody means to give.
 */
export type ShareGiving = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Realm id.
 */
realm: string, 
/**
 * Person id.
 */
to: string, 
/**
 * The parts, as the page names them.
 */
parts: Array<string>, 
/**
 * What it is for.
 */
purpose: string, 
/**
 * How it is told.
 */
how: HowView, 
/**
 * The language in which it is written and explained, as two letters.
 */
language: string, 
/**
 * For how many days.
 */
days: number, 
/**
 * True when it becomes the record of who gets it.
 */
may_keep: boolean, 
/**
 * Why it may be given.
 */
basis: BasisView, 
/**
 * The copy that it takes the place of; null for a new one.
 */
instead_of: string | null, };

/**
 * A hold.
 */
export type HoldView = { 
/**
 * Names it.
 */
hold: string, 
/**
 * Why, by whom, since when.
 */
held: HeldView, 
/**
 * The episode's two neutral words; null where the episode is not here.
 */
handle: string | null, 
/**
 * False once it was ended.
 */
stands: boolean, 
/**
 * How many copies of parts of the episode were given.
 */
copies: number, };

/**
 * The holds of this registrar's agency.
 */
export type HoldsPage = { 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Those that stand first.
 */
holds: Array<HoldView>, 
/**
 * How many words the number of an episode has.
 */
number_words: number, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: a new hold, on the episode of this number or on that of this copy.
 */
export type HoldNew = { 
/**
 * The words of the episode's number, as typed; not read where a copy is named.
 */
number: string, 
/**
 * The copy; null for a number.
 */
copy: CopyTap | null, 
/**
 * Why.
 */
reason: string, };

/**
 * What stands under one heading.
 */
export type CopySection = { 
/**
 * The heading.
 */
title: string, 
/**
 * The lines: a question, or when a note was written, and the words.
 */
lines: Array<[string, string]>, };

/**
 * A copy as its reader sees it.
 */
export type CopyShown = { 
/**
 * Its two neutral words.
 */
handle: string, 
/**
 * The language it is written in, as two letters.
 */
language: string, 
/**
 * What it is for.
 */
purpose: string, 
/**
 * Why it was given.
 */
basis: BasisView, 
/**
 * How it is told.
 */
how: HowView, 
/**
 * What was copied.
 */
sections: Array<CopySection>, };

/**
 * The copy that would be given, before anybody signs.
 */
export type ShareOffer = { 
/**
 * The copy.
 */
shown: CopyShown, 
/**
 * Names exactly this copy.
 */
mark: string, 
/**
 * Until when it would be given.
 */
until: When, 
/**
 * Who would get it.
 */
to: ShareTo, };

/**
 * Asked with: what was signed for a copy.
 */
export type ShareSigning = { 
/**
 * The copy.
 */
giving: ShareGiving, 
/**
 * Names the copy that was shown.
 */
mark: string, 
/**
 * Which wording was explained.
 */
text_version: string, 
/**
 * True when what it can bring was explained.
 */
told_effects: boolean, 
/**
 * True when it was said that it is free.
 */
told_voluntary: boolean, 
/**
 * True when it was explained how it is taken back.
 */
told_taking_back: boolean, 
/**
 * What the young person drew; null when they did not.
 */
signature: Array<Array<[number, number]>> | null, 
/**
 * Who saw them sign by a mark or a word; null when they drew.
 */
witness: string | null, 
/**
 * The guardian's name; null without one.
 */
guardian: string | null, 
/**
 * What the guardian drew; null without one.
 */
guardian_signature: Array<Array<[number, number]>> | null, 
/**
 * The number or date of an order or a report; null for a consent.
 */
reference: string | null, };

/**
 * A copy that is read.
 */
export type CopyRead = { 
/**
 * How it stands.
 */
line: CopyLineView, 
/**
 * The copy.
 */
shown: CopyShown, 
/**
 * Who reads it, short name, for the mark across the page.
 */
reader: string, 
/**
 * When it was opened, UTC milliseconds.
 */
now_ms: number, };

/**
 * How such a look stands.
 */
export type GlassStateView = "waits" | "open" | "ended" | "over";

/**
 * A look of which this person may know.
 */
export type GlassView = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Grant id.
 */
grant: string, 
/**
 * Episode id; null while the episode is not here.
 */
episode: string | null, 
/**
 * Its two neutral words; null while the episode is not here.
 */
handle: string | null, 
/**
 * Who looked in, short name; null while it is not known here.
 */
name: string | null, 
/**
 * True for the person at this device.
 */
mine: boolean, 
/**
 * Why, as they wrote it.
 */
reason: string, 
/**
 * From when.
 */
from: When, 
/**
 * Until when.
 */
until: When, 
/**
 * How it stands.
 */
state: GlassStateView, 
/**
 * True when this person can end it.
 */
can_end: boolean, };

/**
 * An agency whose episodes this person may look into.
 */
export type GlassRealm = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, };

/**
 * The page of such looks.
 */
export type GlassPage = { 
/**
 * The agencies that allow it.
 */
realms: Array<GlassRealm>, 
/**
 * Looks of which this person may know, the newest first.
 */
looks: Array<GlassView>, 
/**
 * How many words the number of an episode has.
 */
number_words: number, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: a look in an emergency.
 */
export type GlassBreak = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * The words of the episode's number, as typed.
 */
number: string, 
/**
 * Why it cannot wait.
 */
reason: string, };

/**
 * Asked with: a look that is to end.
 */
export type GlassTap = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * Grant id.
 */
grant: string, };

/**
 * How somebody stands to a class of content.
 */
export type AccessView = "reads" | "will_read" | "had_newest" | "had_older";

/**
 * Somebody who can read a class of content.
 */
export type ReaderView = { 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * Agency; null while it is not known here.
 */
agency: string | null, 
/**
 * Roles, in words.
 */
roles: Array<string>, 
/**
 * How they stand.
 */
access: AccessView, 
/**
 * On how many devices.
 */
devices: number, 
/**
 * True for the person at this device.
 */
me: boolean, };

/**
 * Who can read one class of content of an episode.
 */
export type SpaceView = { 
/**
 * Code of the class, "OPS".
 */
compartment: string, 
/**
 * Whose keys these are.
 */
agency: string, 
/**
 * The people.
 */
readers: Array<ReaderView>, 
/**
 * True when the custodian's recovery key on paper can open it too.
 */
recovery: boolean, 
/**
 * How many keys it has had.
 */
keys: number, };

/**
 * Who can read a copy of parts of an episode.
 */
export type CopyReadersView = { 
/**
 * The copy's id.
 */
copy: string, 
/**
 * Name of the agency in which it was given; empty for one that this device is not in.
 */
agency: string, 
/**
 * Who got it, short name; null while it is not known here.
 */
to: string | null, 
/**
 * The headings of what was copied, where they are known here.
 */
parts: Array<string>, 
/**
 * Until when.
 */
until: When, 
/**
 * True when it is the record of who got it.
 */
may_keep: boolean, 
/**
 * How it stands; null where that is not known here.
 */
state: CopyStateView | null, 
/**
 * The devices of who got it.
 */
devices: Array<CopyDeviceView>, 
/**
 * Those who have its key, will or had; null where its wraps are not here.
 */
readers: Array<ReaderView> | null, };

/**
 * The page "who can read this".
 */
export type Readers = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * Its number in words, to be read aloud to somebody who has to look in.
 */
number: string, 
/**
 * Looks in an emergency that run.
 */
looks: Array<GlassView>, 
/**
 * One for each class of content that is on this device.
 */
spaces: Array<SpaceView>, 
/**
 * Copies of parts of it, as far as this person may know of them; those that may be read first.
 */
copies: Array<CopyReadersView>, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What is on this device of one realm, which is also what its server can see of it.
 */
export type RealmSight = { 
/**
 * Realm id.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Address of its server.
 */
server: string, 
/**
 * Episodes of which something is here.
 */
episodes: number, 
/**
 * Sealed entries here.
 */
entries: number, 
/**
 * Those of them that the server holds too.
 */
on_server: number, 
/**
 * Spaces that they stand in.
 */
spaces: number, 
/**
 * Devices that wrote them.
 */
devices: number, 
/**
 * Their sealed bytes.
 */
bytes: number, 
/**
 * When this device last talked with the server, UTC milliseconds.
 */
last_contact_ms: number | null, 
/**
 * When the server last signed for something, UTC milliseconds.
 */
last_receipt_ms: number | null, };

/**
 * The pages "what is on this phone" and "what the server sees".
 */
export type Sight = { 
/**
 * One for each agency that this device is enrolled with.
 */
realms: Array<RealmSight>, 
/**
 * Half-typed texts kept here.
 */
drafts: number, 
/**
 * Episodes that were removed from here because this person holds them no longer.
 */
removed: number, 
/**
 * Minutes without a touch until the device locks itself.
 */
idle_minutes: number, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What to know about an episode's protocol; it leads to the page of the protocol.
 */
export type ProtocolLine = { "kind": "differ" } | { "kind": "not_here", 
/**
 * The version it names.
 */
version: string, } | { "kind": "newer", 
/**
 * That version.
 */
version: string, } | { "kind": "moved", 
/**
 * To this version.
 */
version: string, 
/**
 * When, UTC milliseconds.
 */
at_ms: number, };

/**
 * Whether a new episode could begin with a version.
 */
export type StandingOfPack = { "kind": "signed", 
/**
 * Good until then, UTC milliseconds.
 */
until_ms: number, } | { "kind": "drill" } | { "kind": "untrusted", 
/**
 * Why, as a code.
 */
code: string, };

/**
 * How well the version that is shown fits the one that the record names.
 */
export type FitOfPack = "exact" | "same_version" | "other_version";

/**
 * A version that the episode can be moved to.
 */
export type PackChoiceView = { 
/**
 * The hash that names it.
 */
pack: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Whether a new episode could begin with it.
 */
standing: StandingOfPack, 
/**
 * True when the episode ran on it before.
 */
was_here: boolean, };

/**
 * A step whose due time would be another.
 */
export type DueMove = { 
/**
 * Its title.
 */
title: string, 
/**
 * Due now, UTC milliseconds; null while it has no time.
 */
was_ms: number | null, 
/**
 * Due then.
 */
is_ms: number | null, };

/**
 * A step that would come onto the list.
 */
export type ComingStep = { 
/**
 * Its title.
 */
title: string, 
/**
 * Due then, UTC milliseconds; null while it has no time.
 */
due_ms: number | null, };

/**
 * A step or a question in which something differs.
 */
export type ChangedThing = { 
/**
 * Its title or label.
 */
title: string, 
/**
 * What differs, as codes that the screen has words for.
 */
what: Array<string>, };

/**
 * A sentence that reads differently.
 */
export type ChangedWords = { 
/**
 * What it belongs to.
 */
about: string, 
/**
 * The words now; null where there are none.
 */
was: string | null, 
/**
 * The words then.
 */
is: string | null, };

/**
 * What moving to another version would change.
 */
export type PackChange = { 
/**
 * The version it would be moved to.
 */
to: PackChoiceView, 
/**
 * Steps that would come onto this episode's list.
 */
comes: Array<ComingStep>, 
/**
 * Titles of steps that would leave it.
 */
goes: Array<string>, 
/**
 * Steps that would be due at another time.
 */
due_moves: Array<DueMove>, 
/**
 * Steps that differ in something else.
 */
steps_changed: Array<ChangedThing>, 
/**
 * Titles of steps that come, go or differ without being on this episode's list.
 */
elsewhere: Array<string>, 
/**
 * Labels of new questions.
 */
questions_new: Array<string>, 
/**
 * Labels of questions that would not be asked any more.
 */
questions_gone: Array<string>, 
/**
 * Questions that differ.
 */
questions_changed: Array<ChangedThing>, 
/**
 * Names of contacts whose numbers, hours or areas differ.
 */
contacts: Array<string>, 
/**
 * Names of clocks that come, go or fall back on another.
 */
clocks: Array<string>, 
/**
 * Titles and labels of what was said and would not be named any more. It stays in the record.
 */
kept: Array<string>, 
/**
 * Sentences that read differently.
 */
words: Array<ChangedWords>, };

/**
 * One move that somebody made.
 */
export type PackMoveView = { 
/**
 * From this version.
 */
from: string, 
/**
 * To this one.
 */
to: string, 
/**
 * Who, short name; empty while the directory does not know.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at_ms: number, };

/**
 * The page of an episode's protocol.
 */
export type PackPage = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * The protocol's name.
 */
name: string, 
/**
 * The version that the record names.
 */
named: string, 
/**
 * The version that is shown.
 */
shown: string, 
/**
 * The hash of the version that is shown.
 */
pack: string, 
/**
 * How well they fit.
 */
fit: FitOfPack, 
/**
 * Whether a new episode could begin with the version that is shown.
 */
standing: StandingOfPack, 
/**
 * True when two moves stand beside each other.
 */
differ: boolean, 
/**
 * The versions it can be moved to, newest first.
 */
choices: Array<PackChoiceView>, 
/**
 * What the one that was asked for would change; without a wish, the newest.
 */
change: PackChange | null, 
/**
 * The moves so far, newest first.
 */
moves: Array<PackMoveView>, 
/**
 * Whether this person may move it.
 */
may_move: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: an episode, and the version to compare with.
 */
export type OfPack = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * The hash of a version; null for the newest.
 */
to: string | null, };

/**
 * Asked with: move the episode.
 */
export type PackTap = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * The hash of the version.
 */
to: string, };

/**
 * Somebody of an agency that leaves.
 */
export type AgencyPerson = { 
/**
 * Person id.
 */
person: string, 
/**
 * Short name.
 */
name: string, 
/**
 * From another agency than the realm's own.
 */
guest: boolean, 
/**
 * Rights that end.
 */
grants: number, 
/**
 * Live devices.
 */
devices: number, 
/**
 * True when a right reaches every station.
 */
everywhere: boolean, 
/**
 * Codes of the stations that a right reaches.
 */
stations: Array<string>, 
/**
 * Rights in one episode only.
 */
one_episode: number, };

/**
 * What ends when an agency leaves.
 */
export type AgencyLeaves = { 
/**
 * The agency.
 */
agency: string, 
/**
 * Its people with a right or a device.
 */
people: Array<AgencyPerson>, 
/**
 * Rights that end.
 */
grants: number, 
/**
 * Their live devices.
 */
devices: number, 
/**
 * The two words of each episode on this device that loses a reader.
 */
episodes: Array<string>, };

/**
 * Asked with: an agency that leaves.
 */
export type AgencyEnd = { 
/**
 * The agency.
 */
agency: string, 
/**
 * Whether their devices end too.
 */
devices: boolean, 
/**
 * Whether these are to destroy what they hold.
 */
wipe: boolean, };

/**
 * Asked with: an agency whose people are looked at.
 */
export type OfAgency = { 
/**
 * The agency, as its people were taken in with it.
 */
agency: string, };

/**
 * A device of a person.
 */
export type RosterDevice = { 
/**
 * Device id.
 */
device: string, 
/**
 * What it is called; null while it is not known here.
 */
label: string | null, 
/**
 * True for a registrar's.
 */
registrar: boolean, 
/**
 * True for this very device.
 */
this: boolean, 
/**
 * Until when it is served, UTC milliseconds; null for a registrar's.
 */
until_ms: number | null, };

/**
 * Something that a person is entitled to.
 */
export type RosterGrant = { 
/**
 * Grant id.
 */
grant: string, 
/**
 * Role, in words; null while it cannot be read here.
 */
role: string | null, 
/**
 * The station's code; null for every station.
 */
station: string | null, 
/**
 * True when it is for one episode only.
 */
one_episode: boolean, 
/**
 * Codes of the classes of content, "OPS".
 */
compartments: Array<string>, 
/**
 * Classes that wait for a second registrar.
 */
waits_for_second: Array<string>, 
/**
 * Until when, UTC milliseconds.
 */
until_ms: number, };

/**
 * One person of the realm.
 */
export type RosterPerson = { 
/**
 * Person id.
 */
person: string, 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * Full name; null while it is not known here.
 */
full_name: string | null, 
/**
 * Agency; null while it is not known here.
 */
agency: string | null, 
/**
 * From another agency than the realm's own.
 */
guest: boolean, 
/**
 * Live devices.
 */
devices: Array<RosterDevice>, 
/**
 * Devices that were ended.
 */
ended: Array<RosterEnded>, 
/**
 * Live entitlements.
 */
grants: Array<RosterGrant>, };

/**
 * What it means for what is on a device, how it was when it was last seen.
 */
export type RosterMeaning = "shut" | "read" | "unsure";

/**
 * A device that was ended.
 */
export type RosterEnded = { 
/**
 * Device id.
 */
device: string, 
/**
 * What it was called; null while it is not known here.
 */
label: string | null, 
/**
 * Why; null for a reason of a later version.
 */
reason: RosterReason | null, 
/**
 * What that means; null when the end does not say how it was.
 */
meaning: RosterMeaning | null, 
/**
 * How many of its entries were known when it was ended.
 */
known: number, };

/**
 * Asked with: a device that may be gone.
 */
export type RosterGone = { 
/**
 * Device id.
 */
device: string, 
/**
 * Whether it was locked when it was last seen; null when nobody knows.
 */
locked: boolean | null, 
/**
 * Whether somebody who is not to read it may know its PIN; null when nobody knows.
 */
pin_known: boolean | null, };

/**
 * An episode of which a device was given keys.
 */
export type RosterHeld = { 
/**
 * The two words; null while they are not known here.
 */
handle: string | null, 
/**
 * Codes of the classes of content, "OPS".
 */
compartments: Array<string>, };

/**
 * What it means that a device is gone, before it is ended.
 */
export type RosterLoss = { 
/**
 * For what is on it.
 */
meaning: RosterMeaning, 
/**
 * The episodes of which it was given keys, as far as they are here.
 */
episodes: Array<RosterHeld>, };

/**
 * Entries that came after the end of their device.
 */
export type RosterLate = { 
/**
 * Device id.
 */
device: string, 
/**
 * Whose it was; null while it is not known here.
 */
name: string | null, 
/**
 * How many saves.
 */
saves: number, };

/**
 * Something that waits for a second registrar.
 */
export type RosterUnsigned = { 
/**
 * The statement, by its hash.
 */
statement: string, 
/**
 * Whom it is about; null for a recovery.
 */
name: string | null, 
/**
 * Classes of content.
 */
compartments: Array<string>, 
/**
 * True when this person signed it first, and somebody else has to.
 */
mine: boolean, };

/**
 * People and devices of a realm.
 */
export type Roster = { 
/**
 * The agency whose realm it is.
 */
agency: string, 
/**
 * Its people.
 */
people: Array<RosterPerson>, 
/**
 * Agencies that could leave: each that has a right or a device, but this person's own.
 */
agencies: Array<string>, 
/**
 * Roles that can be given.
 */
roles: Array<Choice>, 
/**
 * Stations that somebody is entitled to.
 */
stations: Array<string>, 
/**
 * What came too late.
 */
late: Array<RosterLate>, 
/**
 * What waits for a second signature.
 */
unsigned: Array<RosterUnsigned>, 
/**
 * True when two roots claim the realm: nothing that is added counts.
 */
two_roots: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: a person who is new.
 */
export type RosterNewPerson = { 
/**
 * Full name.
 */
name: string, 
/**
 * The name shown beside what the person writes.
 */
short_name: string, 
/**
 * The agency.
 */
agency: string, 
/**
 * From another agency than the realm's own.
 */
guest: boolean, };

/**
 * What a person is entitled to by a role.
 */
export type RosterRole = { 
/**
 * The role's code.
 */
role: string, 
/**
 * The station's code; null for every station.
 */
station: string | null, 
/**
 * For how many days, at most 400.
 */
days: number, };

/**
 * Asked with: a device to be taken in.
 */
export type RosterApprove = { 
/**
 * The request code of the new device, as scanned, pasted or read from a file.
 */
request: string, 
/**
 * Whose it is; null for the person that is new.
 */
person: string | null, 
/**
 * The person, when new.
 */
new_person: RosterNewPerson | null, 
/**
 * What the device is called in lists.
 */
label: string, 
/**
 * What its person is entitled to from now on; null when nothing is added.
 */
role: RosterRole | null, };

/**
 * A brief answer: the new device fetches the rest from the server.
 */
export type RosterPicture = { 
/**
 * What its camera reads.
 */
qr: Qr, 
/**
 * Six words that both devices show when the picture is taken.
 */
words: Array<string>, };

/**
 * The answer that the new device takes in.
 */
export type RosterAnswer = { 
/**
 * The whole answer as text: works without any network.
 */
text: string, 
/**
 * Six words that both devices show when the text is taken.
 */
words: Array<string>, 
/**
 * The answer as a picture, for a device that reaches the server; null when it is too long for one.
 */
picture: RosterPicture | null, };

/**
 * Why a device ends.
 */
export type RosterReason = "lost" | "replaced" | "left" | "untrusted";

/**
 * Asked with: a device that is gone.
 */
export type RosterEnd = { 
/**
 * Device id.
 */
device: string, 
/**
 * Why.
 */
reason: RosterReason, 
/**
 * Whether it is to destroy what it holds.
 */
wipe: boolean, 
/**
 * Whether it was locked when it was last seen; null when nobody knows.
 */
locked: boolean | null, 
/**
 * Whether somebody who is not to read it may know its PIN; null when nobody knows.
 */
pin_known: boolean | null, };

/**
 * Asked with: a person and what they get.
 */
export type RosterGrantNew = { 
/**
 * Person id.
 */
person: string, 
/**
 * What.
 */
role: RosterRole, };

/**
 * Asked with: one thing by its id.
 */
export type RosterTap = { 
/**
 * A grant, a device or a statement, as the command says.
 */
id: string, };

/**
 * Asked with: what a locked device shows.
 */
export type RosterRelease = { 
/**
 * The request, as scanned, pasted or read from a file.
 */
request: string, };

/**
 * The code that opens a locked device, to be read aloud.
 */
export type RosterReleased = { 
/**
 * Whose device it is; null while it is not known here.
 */
name: string | null, 
/**
 * Four groups of seven characters.
 */
code: string, 
/**
 * The same as a picture, for when both devices are in one place.
 */
qr: Qr, };

/**
 * Which seven days.
 */
export type AuditAsk = { 
/**
 * 0 for those until now, 1 for the seven before them, and so on; at most 52.
 */
weeks_back: number, };

/**
 * What kind of thing somebody should ask about.
 */
export type AuditRemarkKind = "missed_often" | "only_looked" | "happened" | "silent";

/**
 * Something to ask about.
 */
export type AuditRemark = { 
/**
 * What kind.
 */
kind: AuditRemarkKind, 
/**
 * Short name of the person, or what the device is called; null while it is not known here.
 */
name: string | null, 
/**
 * What was done, in words; null where the kind says it all.
 */
event: string | null, 
/**
 * How often or how many; 0 where nothing is counted.
 */
count: number, };

/**
 * What one person did.
 */
export type AuditPerson = { 
/**
 * Person id; null for devices whose person nobody has named.
 */
person: string | null, 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * How often a notebook was opened.
 */
opened: number, 
/**
 * Episodes looked at.
 */
looked: number, 
/**
 * Episodes written in.
 */
wrote: number, 
/**
 * Saves.
 */
saves: number, 
/**
 * Wrong secrets.
 */
missed: number, 
/**
 * Statements about people, devices and rights.
 */
membership: number, };

/**
 * What the server signed that it was asked, on the whole days of a week.
 */
export type AuditServer = { 
/**
 * How many days.
 */
days: number, 
/**
 * Requests on them.
 */
requests: number, 
/**
 * Those that it refused.
 */
refused: number, 
/**
 * Those of them that nobody it knows had signed.
 */
unknown: number, };

/**
 * A week's review.
 */
export type AuditPage = { 
/**
 * Whose devices.
 */
agency: string, 
/**
 * Its first instant, UTC milliseconds.
 */
from_ms: number, 
/**
 * The instant after it, UTC milliseconds.
 */
to_ms: number, 
/**
 * What stands out.
 */
remarks: Array<AuditRemark>, 
/**
 * Who did how much, those who did most first.
 */
people: Array<AuditPerson>, 
/**
 * What the server was asked.
 */
server: AuditServer, 
/**
 * Entries that cannot be read here yet.
 */
unreadable: number, };

/**
 * One person's rows of a week.
 */
export type AuditRowsAsk = { 
/**
 * Person id; null for devices whose person nobody has named.
 */
person: string | null, 
/**
 * As in [`AuditAsk`].
 */
weeks_back: number, };

/**
 * One thing that was done.
 */
export type AuditLine = { 
/**
 * When, UTC milliseconds by the device's own clock.
 */
at_ms: number, 
/**
 * What was done, in words.
 */
event: string, 
/**
 * What the device is called; null while it is not known here.
 */
device: string | null, 
/**
 * The episode: the first eight characters of its id, which is all that an auditor has of it.
 */
episode: string | null, 
/**
 * How often or how many.
 */
count: number, };

/**
 * What one person did, row by row.
 */
export type AuditRows = { 
/**
 * Short name; null while it is not known here.
 */
name: string | null, 
/**
 * Newest first.
 */
lines: Array<AuditLine>, 
/**
 * How many older ones are not among them.
 */
more: number, };

/**
 * The file of an incident, and the text beside it.
 */
export type IncidentWritten = { 
/**
 * Where the file is that can be checked.
 */
file: string, 
/**
 * Where the text is that can be read.
 */
text: string, 
/**
 * How many things that were done are in it.
 */
rows: number, };

/**
 * The paper key of one class of content, and what it would bring back.
 */
export type RecoveryKeyView = { 
/**
 * Code of the class of content, "OPS".
 */
compartment: string, 
/**
 * How many episodes have content of this class on this device.
 */
spaces: number, 
/**
 * Those of them that the paper key would not bring back yet.
 */
not_recoverable: number, };

/**
 * A device that can be meant.
 */
export type RecoveryDevice = { 
/**
 * Device id.
 */
device: string, 
/**
 * What it is called; null while it is not known here, or when it is no longer there.
 */
label: string | null, 
/**
 * Whose it is; null likewise.
 */
name: string | null, 
/**
 * True for this very device.
 */
this: boolean, };

/**
 * A recovery that was announced. Everybody of the agency sees it.
 */
export type RecoveryAnnounced = { 
/**
 * The statement, by its hash.
 */
statement: string, 
/**
 * Code of the class of content.
 */
compartment: string, 
/**
 * The device that gets the records.
 */
device: RecoveryDevice, 
/**
 * Who announced it; null while the name is not known here.
 */
by: string | null, 
/**
 * Whether it has all its signatures.
 */
open: boolean, 
/**
 * Why; null while it cannot be read here.
 */
reason: string | null, 
/**
 * Whose shares are used.
 */
custodians: Array<string>, 
/**
 * When it was held, UTC milliseconds, if it is a drill that was; else null.
 */
held_ms: number | null, };

/**
 * The shares that are in on this device.
 */
export type RecoveryShares = { 
/**
 * Code of the class of content.
 */
compartment: string, 
/**
 * How many are needed.
 */
needed: number, 
/**
 * Whose are in, by the numbers on their sheets.
 */
holders: Array<number>, 
/**
 * Whether they are enough.
 */
enough: boolean, };

/**
 * A recovery that runs on this device.
 */
export type RecoveryWork = { 
/**
 * Code of the class of content.
 */
compartment: string, 
/**
 * How many keys have opened so far.
 */
opened: number, 
/**
 * In a drill, the number that the test entry says, "4821 7703"; null before it is open, and in a real recovery.
 */
number: string | null, };

/**
 * The yearly drill of recovery, with shares that open nothing real.
 */
export type RecoveryDrill = { 
/**
 * Whether the root has made shares for it.
 */
set_up: boolean, 
/**
 * Whether those shares were used, so that new ones are due.
 */
used: boolean, 
/**
 * When the last one was held, UTC milliseconds; null when none was.
 */
last_ms: number | null, 
/**
 * Who had announced that one; null when none was held, or the name is not known here.
 */
by: string | null, 
/**
 * Until when the next one should be held, UTC milliseconds; null when none was held yet.
 */
due_ms: number | null, 
/**
 * Whether it is due now.
 */
due: boolean, 
/**
 * Whether this person sees to it: a registrar or a station lead.
 */
ours: boolean, };

/**
 * Recovery in one agency.
 */
export type RecoveryRealm = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Whether this device is a registrar's there.
 */
may_announce: boolean, 
/**
 * Its paper keys.
 */
keys: Array<RecoveryKeyView>, 
/**
 * What was announced.
 */
announced: Array<RecoveryAnnounced>, 
/**
 * Its live devices; empty for everybody but a registrar.
 */
devices: Array<RecoveryDevice>, 
/**
 * Shares that are in; null when none is.
 */
shares: RecoveryShares | null, 
/**
 * A recovery that runs here; null when none does.
 */
work: RecoveryWork | null, 
/**
 * How it stands with the yearly drill.
 */
drill: RecoveryDrill, };

/**
 * The page about recovery.
 */
export type RecoveryPage = { 
/**
 * One for each agency.
 */
realms: Array<RecoveryRealm>, };

/**
 * Asked with: a recovery to announce.
 */
export type RecoveryNew = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Code of the class of content.
 */
compartment: string, 
/**
 * The device that gets the records.
 */
device: string, 
/**
 * Why, in words that everybody of the agency will read.
 */
reason: string, 
/**
 * Whose shares are used.
 */
custodians: Array<string>, };

/**
 * Asked with: one custodian's share.
 */
export type RecoveryShareIn = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Its code or its words, as UTF-8.
 */
share: Array<number>, };

/**
 * Words of somebody who amended the same note without having seen the others'.
 */
export type NoteBeside = { 
/**
 * The words; none when they took the note back.
 */
text: string, 
/**
 * Who wrote them, short name.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at_ms: number, };

/**
 * One private note.
 */
export type NoteView = { 
/**
 * Reference of the note.
 */
note: string, 
/**
 * Its words as they stand; the newest where people amended it at once.
 */
text: string, 
/**
 * The other words that stand, oldest first; mostly empty.
 */
beside: Array<NoteBeside>, 
/**
 * References of the amendments that stand; an amendment gives them back.
 */
shown: Array<string>, 
/**
 * Who wrote it, short name.
 */
by: string, 
/**
 * When it was written, UTC milliseconds.
 */
at_ms: number, 
/**
 * When it was amended last.
 */
amended_ms: number | null, 
/**
 * Who took it back; it then stands no more, and `text` is what it said last.
 */
taken_back: NoteTakenBack | null, 
/**
 * Where it is.
 */
kept: Kept, };

/**
 * Private notes about one episode.
 */
export type Notes = { 
/**
 * The agency that alone can read them.
 */
agency: string, 
/**
 * Two neutral words of the episode.
 */
handle: string, 
/**
 * Notes, newest first, those that were taken back among them.
 */
notes: Array<NoteView>, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: words to keep.
 */
export type NoteAdd = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * The words.
 */
text: string, 
/**
 * The note these words amend; null for a new note.
 */
amends: string | null, 
/**
 * The amendments of it that were on the screen: these are replaced, and none that came since.
 */
replaces: Array<string>, };

/**
 * Asked with: a note to take back.
 */
export type NoteTakeBack = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * The note.
 */
note: string, 
/**
 * The amendments of it that were on the screen: these go with it, and none that came since.
 */
shown: Array<string>, };

/**
 * That a note was taken back.
 */
export type NoteTakenBack = { 
/**
 * Who took it back, short name.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at_ms: number, };

/**
 * One episode on the board.
 */
export type BoardRow = { 
/**
 * Episode id.
 */
episode: string, 
/**
 * Two neutral words.
 */
handle: string, 
/**
 * First contact.
 */
started: When, 
/**
 * Clocks that run.
 */
clocks: Array<ClockView>, 
/**
 * Who has it now, short name; null when nobody does.
 */
owner: string | null, 
/**
 * True while who has it now was handed it and has not confirmed it.
 */
unconfirmed: boolean, 
/**
 * True when this lead can hand it over, should there be somebody to take it.
 */
can_hand_over: boolean, 
/**
 * Open steps of which nobody has spoken yet and that are due, in words.
 */
missing: Array<string>, 
/**
 * What is due next.
 */
next: NextDue | null, 
/**
 * Who is coming to the young person; null where the protocol has no page of a call.
 */
callout: CalloutLine | null, 
/**
 * Steps past their time.
 */
late: number, 
/**
 * Saves that came too late to count by themselves, and wait to be taken in.
 */
late_saves: number, 
/**
 * True when the youth has left.
 */
left: boolean, 
/**
 * Where the newest save that this device knows of is.
 */
kept: Kept, };

/**
 * The board.
 */
export type Board = { 
/**
 * Station in words.
 */
station: string, 
/**
 * Open episodes, the one due next first.
 */
rows: Array<BoardRow>, 
/**
 * Looks in an emergency that run.
 */
looks: Array<GlassView>, 
/**
 * How well this device knows the time.
 */
time: TimeView, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * That a drill is open: nobody on any screen is real.
 */
export type DrillMark = { 
/**
 * The drill.
 */
drill: string, 
/**
 * What the drill is called.
 */
title: string, 
/**
 * Minutes of the drill in one minute; 0 while its clock stands still.
 */
pace: number, };

/**
 * One drill of the list.
 */
export type DrillLine = { 
/**
 * The drill.
 */
drill: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * One line about it.
 */
about: string, 
/**
 * It was begun on this device and can be gone on with.
 */
waiting: boolean, };

/**
 * The drills on this device.
 */
export type DrillList = { 
/**
 * The one for a newcomer first.
 */
drills: Array<DrillLine>, };

/**
 * Asked with: which drill.
 */
export type DrillOpen = { 
/**
 * The drill.
 */
drill: string, 
/**
 * From its beginning, also when it waits to be gone on with: what was made up before is thrown away.
 */
anew: boolean, };

/**
 * Asked with: whether the drill's clock runs.
 */
export type DrillRun = { 
/**
 * It runs.
 */
running: boolean, };

/**
 * Asked with: whom the trainee calls. Nobody real is called.
 */
export type DrillCall = { 
/**
 * The contact of the pack.
 */
contact: string, };

/**
 * Where a line of the guide leads.
 */
export type DrillPlace = { "at": "tonight" } | { "at": "contact" } | { "at": "episode", 
/**
 * Whose.
 */
episode: string, } | { "at": "step", 
/**
 * Whose.
 */
episode: string, 
/**
 * Which.
 */
step: string, } | { "at": "record", 
/**
 * Whose.
 */
episode: string, 
/**
 * Which.
 */
topic: string, } | { "at": "drill_heard" } | { "at": "drill_debrief" };

/**
 * What to do next.
 */
export type DrillGuide = { 
/**
 * The words.
 */
text: string, 
/**
 * Where that is done, if it is one place.
 */
go: DrillPlace | null, };

/**
 * How something was heard.
 */
export type DrillChannel = "radio" | "phone" | "here";

/**
 * Something that the trainee heard or saw.
 */
export type DrillHeard = { 
/**
 * When, UTC milliseconds of the drill.
 */
at_ms: number, 
/**
 * How.
 */
channel: DrillChannel, 
/**
 * Who said it.
 */
by: string | null, 
/**
 * The words.
 */
text: string, };

/**
 * The drill that is open.
 */
export type DrillView = { 
/**
 * What it is called.
 */
title: string, 
/**
 * What is read before the clock starts; its paragraphs.
 */
briefing: Array<string>, 
/**
 * Whether its clock was ever let run.
 */
begun: boolean, 
/**
 * The time of the drill.
 */
now_ms: number, 
/**
 * Minutes of the drill in one minute; 0 while its clock stands still.
 */
pace: number, 
/**
 * The same while it runs.
 */
full_pace: number, 
/**
 * What to do next; none when the guide is at its end.
 */
guide: DrillGuide | null, 
/**
 * What was heard so far, newest first.
 */
heard: Array<DrillHeard>, 
/**
 * Who can be called: contacts of the pack.
 */
calls: Array<Choice>, 
/**
 * Something is known to come, so that skipping ahead leads somewhere.
 */
may_skip: boolean, 
/**
 * The story has been told.
 */
over: boolean, };

/**
 * What came of a step, beside the pack.
 */
export type DrillOutcome = { "kind": "early", 
/**
 * So many milliseconds.
 */
by_ms: number, } | { "kind": "late", 
/**
 * So many milliseconds.
 */
by_ms: number, } | { "kind": "done", 
/**
 * So many milliseconds after it could first be done, if that is known.
 */
after_ms: number | null, } | { "kind": "settled", 
/**
 * How.
 */
state: StepState, } | { "kind": "missed", 
/**
 * So many milliseconds ago.
 */
by_ms: number, } | { "kind": "open" } | { "kind": "ahead", 
/**
 * In so many milliseconds.
 */
in_ms: number, };

/**
 * One step of the debrief.
 */
export type DrillStepLine = { 
/**
 * The step.
 */
step: string, 
/**
 * Its title.
 */
title: string, 
/**
 * It was the trainee's to do.
 */
mine: boolean, 
/**
 * When it was due, if it had an hour.
 */
due_ms: number | null, 
/**
 * When it was settled.
 */
done_ms: number | null, 
/**
 * Who settled it.
 */
by: string | null, 
/**
 * What came of it.
 */
outcome: DrillOutcome, };

/**
 * One answer to a question that was asked more than once.
 */
export type DrillAsked = { 
/**
 * When.
 */
at_ms: number, 
/**
 * Who.
 */
by: string | null, };

/**
 * A question that the young person was asked more than once.
 */
export type DrillAskedTwice = { 
/**
 * The question.
 */
question: string, 
/**
 * Each answer.
 */
answers: Array<DrillAsked>, };

/**
 * One young person's record in the debrief.
 */
export type DrillYouth = { 
/**
 * Who they are in the story.
 */
who: string, 
/**
 * The two words of their record; none when it was never opened.
 */
handle: string | null, 
/**
 * The steps: what went well first.
 */
lines: Array<DrillStepLine>, 
/**
 * What they were asked more than once.
 */
asked_twice: Array<DrillAskedTwice>, };

/**
 * What was done, and when, beside what the pack asks. No score.
 */
export type DrillDebrief = { 
/**
 * What the drill is called.
 */
title: string, 
/**
 * When the story began.
 */
began_ms: number, 
/**
 * The time of the drill at which this was read.
 */
now_ms: number, 
/**
 * What went well.
 */
well: Array<string>, 
/**
 * What could help next time.
 */
next_time: Array<string>, 
/**
 * Each young person's record.
 */
youths: Array<DrillYouth>, };

/**
 * Why a sync did not end well.
 */
export type SyncTrouble = { 
/**
 * Stable code, "relay.away".
 */
code: string, 
/**
 * Facts that the sentence may name.
 */
fields: { [key in string]: string }, 
/**
 * When.
 */
at_ms: number, };

/**
 * Sync with one agency's server.
 */
export type RealmSync = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Whether its server was caught at something, so that nothing is exchanged until a person lets it go on.
 */
caught: boolean, 
/**
 * Why it may be holding back news; null when nothing says so.
 */
held_back: HeldBackView | null, 
/**
 * Its line.
 */
line: SyncLine, 
/**
 * Why the last try did not end well, as a code with facts; null when it did.
 */
trouble: SyncTrouble | null, 
/**
 * When it is tried again without being asked; null when it is not.
 */
next_try_ms: number | null, };

/**
 * Asked with: which agency's server.
 */
export type OfServer = { 
/**
 * Id of the agency's realm.
 */
realm: string, };

/**
 * The sync screen.
 */
export type SyncState = { 
/**
 * One for each agency this device is enrolled with.
 */
realms: Array<RealmSync>, 
/**
 * How many problems are listed.
 */
problems: number, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Something that came in and was not taken, or went out and was refused. Kept aside, never dropped.
 */
export type ProblemView = { 
/**
 * Number of the problem on this device.
 */
id: string, 
/**
 * Stable code, "entry.signature".
 */
code: string, 
/**
 * Facts that the sentence may name.
 */
fields: { [key in string]: string }, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * True for something of this device that the server refused.
 */
outgoing: boolean, 
/**
 * When.
 */
at_ms: number, };

/**
 * The list of problems.
 */
export type Problems = { 
/**
 * Newest first.
 */
problems: Array<ProblemView>, };

/**
 * What this device has seen of a server, signed by that server.
 */
export type HeadView = { 
/**
 * The signed note as text: what the other device takes in.
 */
note: string, 
/**
 * The same as a picture.
 */
qr: Qr, 
/**
 * When it was seen, UTC milliseconds.
 */
seen_ms: number, 
/**
 * How many sealed items the server held then: saves, keys, and changes of people.
 */
items: number, 
/**
 * When another device last gave its word on the server, UTC milliseconds; null when none has.
 */
last_word_ms: number | null, };

/**
 * The page on which two devices are held beside each other.
 */
export type ServerHead = { 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * What was seen; null before the first sync.
 */
head: HeadView | null, 
/**
 * Whether nothing is exchanged with the server because of what it was caught at.
 */
caught: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * Asked with: what another device shows.
 */
export type HeadTheirs = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Its signed note, as pasted, scanned or read from a file.
 */
note: string, };

/**
 * What came of holding two devices beside each other.
 */
export type HeadOutcome = "same" | "they_are_ahead" | "we_are_ahead" | "two_histories";

/**
 * The outcome, and the page as it stands then.
 */
export type HeadCompared = { 
/**
 * What came of it.
 */
outcome: HeadOutcome, 
/**
 * The page.
 */
page: ServerHead, };

/**
 * What this device holds of a realm was written into a file.
 */
export type HoldingsWritten = { 
/**
 * Where the file is.
 */
file: string, 
/**
 * Sealed entries in it.
 */
entries: number, 
/**
 * Sealed entries that are not in it, because the server never had them.
 */
without_number: number, };

/**
 * What a realm's server was caught at was written into files.
 */
export type ProofsWritten = { 
/**
 * Where they are.
 */
files: Array<string>, };

/**
 * The page of what goes by hand.
 */
export type CarryPage = { 
/**
 * The agencies whose servers this device talks to; none in a drill.
 */
agencies: Array<CarryAgency>, 
/**
 * What is here of other devices.
 */
others: Array<CarryOther>, 
/**
 * For a station lead: when the newest save here of each other device was made, the oldest first. Empty for others.
 */
heard: Array<CarryHeard>, 
/**
 * The folder that several devices share, on a desktop that has been told of one.
 */
folder: string | null, 
/**
 * Whether this device can be told of such a folder.
 */
has_folders: boolean, 
/**
 * Now, UTC milliseconds.
 */
now_ms: number, };

/**
 * What this device could not send yet to one agency.
 */
export type CarryAgency = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Saves that are only on this device.
 */
waiting: number, };

/**
 * What is here of one other device.
 */
export type CarryOther = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * Name of the agency.
 */
agency: string, 
/**
 * Id of the device.
 */
device: string, 
/**
 * Short name of whose it is; null when that is not known here yet.
 */
name: string | null, 
/**
 * Saves that wait here for the next sync.
 */
waiting: number, 
/**
 * Saves that the server has signed for since.
 */
receipted: number, 
/**
 * Saves that the server refused.
 */
refused: number, 
/**
 * Why, as stable codes.
 */
refusals: Array<string>, 
/**
 * When the newest of it came, UTC milliseconds.
 */
at_ms: number, };

/**
 * The newest save here of another device.
 */
export type CarryHeard = { 
/**
 * Id of the device.
 */
device: string, 
/**
 * Short name of whose it is; null when that is not known here yet.
 */
name: string | null, 
/**
 * When it was made, UTC milliseconds.
 */
at_ms: number, };

/**
 * What is handed over to another device.
 */
export type CarryWhat = { "kind": "unsent" } | { "kind": "receipts", 
/**
 * That device.
 */
device: string, } | { "kind": "directory" };

/**
 * Asked with: what is handed over.
 */
export type CarryOf = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * What.
 */
what: CarryWhat, };

/**
 * Asked with: a device that has its receipts.
 */
export type CarryEnd = { 
/**
 * Id of the agency's realm.
 */
realm: string, 
/**
 * That device.
 */
device: string, };

/**
 * Codes that are shown one after the other.
 */
export type CarryCodes = { 
/**
 * The pictures, in order; 120 at most.
 */
codes: Array<Qr>, };

/**
 * A file that another device takes.
 */
export type CarryFile = { 
/**
 * Where it is.
 */
file: string, };

/**
 * Asked with: the codes of another device that were read so far.
 */
export type CarryTexts = { 
/**
 * Each as it was read, in any order.
 */
texts: Array<string>, };

/**
 * Asked with: a file of another device.
 */
export type CarryBytes = { 
/**
 * Its bytes in base 64; 8 MiB at most.
 */
bytes: string, };

/**
 * Asked with: a folder that several devices share.
 */
export type CarryFolder = { 
/**
 * Its path; null for none.
 */
folder: string | null, };

/**
 * What came of what another device showed.
 */
export type CarryTaken = { "kind": "part", 
/**
 * Different ones that were read.
 */
have: number, 
/**
 * How many there are.
 */
total: number, } | { "kind": "entries", 
/**
 * How many are new here.
 */
new: number, 
/**
 * How many were here already.
 */
known: number, 
/**
 * How many are by nobody who is known here; the other device still has them.
 */
refused: number, } | { "kind": "receipts", 
/**
 * How many saves were only here until now.
 */
settled: number, } | { "kind": "directory", 
/**
 * How many entries of it are new here.
 */
new: number, };

/**
 * What came of it, and the page as it stands then.
 */
export type CarryTook = { 
/**
 * What came of it.
 */
taken: CarryTaken, 
/**
 * The page.
 */
page: CarryPage, };

/** Every command of the shell: what it is asked with and what it answers. */
export type Commands = {
  status: { ask: null; answer: Status };
  awake: { ask: null; answer: null };
  behind: { ask: Behind; answer: null };
  unlock: { ask: Unlock; answer: UnlockOutcome };
  confirm: { ask: Confirm; answer: ConfirmOutcome };
  who: { ask: Who; answer: Status };
  share: { ask: null; answer: Status };
  unshare: { ask: null; answer: Status };
  release_requests: { ask: null; answer: ReleaseAsk };
  release_check: { ask: ReleaseCheck; answer: null };
  release: { ask: Release; answer: UnlockOutcome };
  lock: { ask: null; answer: Status };
  quick_exit: { ask: null; answer: null };
  enrol_secret: { ask: null; answer: SecretOffer };
  enrol_begin: { ask: EnrolBegin; answer: Status };
  enrol_request: { ask: null; answer: EnrolRequest };
  enrol_accept: { ask: EnrolAccept; answer: EnrolCheck };
  enrol_confirm: { ask: EnrolConfirm; answer: Status };
  scan: { ask: PictureIn; answer: Scanned };
  tonight: { ask: null; answer: Tonight };
  new_contact_form: { ask: null; answer: NewContactForm };
  new_contact: { ask: NewContact; answer: Started };
  episode: { ask: OfEpisode; answer: EpisodeHead };
  plan: { ask: OfEpisode; answer: PlanView };
  left: { ask: LeftTap; answer: EpisodeHead };
  times: { ask: OfEpisode; answer: Times };
  saves: { ask: OfEpisode; answer: Saves };
  link: { ask: LinkTap; answer: EpisodeHead };
  step: { ask: OfStep; answer: StepPage };
  step_event: { ask: StepTap; answer: StepPage };
  record_form: { ask: OfEpisode; answer: RecordForm };
  earlier_answers: { ask: OfQuestion; answer: EarlierAnswers };
  answer: { ask: AnswerTap; answer: Saved };
  item_add: { ask: ItemAdd; answer: RecordForm };
  item_remove: { ask: ItemRemove; answer: RecordForm };
  calls: { ask: OfCalls; answer: CallPage };
  call_begin: { ask: CallBegin; answer: CallPage };
  call_end: { ask: CallEnd; answer: CallPage };
  call_drop: { ask: CallDrop; answer: CallPage };
  rights: { ask: OfEpisode; answer: RightsPage };
  rights_tap: { ask: RightsTap; answer: RightsPage };
  note_list: { ask: OfEpisode; answer: Notes };
  note_add: { ask: NoteAdd; answer: Notes };
  note_take_back: { ask: NoteTakeBack; answer: Notes };
  pack_page: { ask: OfPack; answer: PackPage };
  pack_move: { ask: PackTap; answer: PackPage };
  callout: { ask: OfEpisode; answer: CalloutPage };
  callout_answer: { ask: CalloutTap; answer: CalloutPage };
  card: { ask: CardAsk; answer: Card };
  guard: { ask: GuardSet; answer: null };
  limits: { ask: OfEpisode; answer: PrivacyLimits };
  tells: { ask: OfEpisode; answer: Tells };
  needs: { ask: OfEpisode; answer: Needs };
  safety_plan: { ask: OfEpisode; answer: PrivatePlan };
  safety_plan_look: { ask: PlanLook; answer: PrivatePlan };
  safety_plan_show: { ask: OfEpisode; answer: PlanToShow };
  contact_plan: { ask: OfEpisode; answer: PrivatePlan };
  follow_up: { ask: OfEpisode; answer: FollowUp };
  contact_log: { ask: ContactTap; answer: FollowUp };
  support_set: { ask: SupportTap; answer: FollowUp };
  copies_page: { ask: null; answer: CopiesPage };
  share_page: { ask: ShareAsk; answer: SharePage };
  share_offer: { ask: ShareGiving; answer: ShareOffer };
  share_give: { ask: ShareSigning; answer: CopiesPage };
  copy_read: { ask: CopyTap; answer: CopyRead };
  copy_take_back: { ask: CopyTap; answer: CopiesPage };
  holds: { ask: null; answer: HoldsPage };
  hold_set: { ask: HoldNew; answer: HoldsPage };
  hold_end: { ask: RosterTap; answer: HoldsPage };
  glass_page: { ask: null; answer: GlassPage };
  glass_break: { ask: GlassBreak; answer: GlassPage };
  glass_end: { ask: GlassTap; answer: GlassPage };
  hand_over_page: { ask: OfEpisode; answer: HandOverPage };
  hand_over: { ask: HandOverTo; answer: HandOverPage };
  late_take_in: { ask: LateTakeIn; answer: HandOverPage };
  take_over: { ask: TakeOver; answer: EpisodeHead };
  readers: { ask: OfEpisode; answer: Readers };
  sight: { ask: null; answer: Sight };
  audit_incident: { ask: AuditAsk; answer: IncidentWritten };
  own_copy: { ask: OwnCopyAsk; answer: OwnCopyView };
  holdings_write: { ask: OfServer; answer: HoldingsWritten };
  proofs_write: { ask: OfServer; answer: ProofsWritten };
  carry_page: { ask: null; answer: CarryPage };
  carry_codes: { ask: CarryOf; answer: CarryCodes };
  carry_write: { ask: CarryOf; answer: CarryFile };
  carry_read: { ask: CarryTexts; answer: CarryTook };
  carry_take: { ask: CarryBytes; answer: CarryTook };
  carry_done: { ask: CarryEnd; answer: CarryPage };
  carry_folder: { ask: CarryFolder; answer: CarryPage };
  board: { ask: null; answer: Board };
  roster: { ask: null; answer: Roster };
  roster_person_add: { ask: RosterNewPerson; answer: Roster };
  roster_approve: { ask: RosterApprove; answer: RosterAnswer };
  roster_gone: { ask: RosterGone; answer: RosterLoss };
  roster_device_end: { ask: RosterEnd; answer: Roster };
  roster_grant_add: { ask: RosterGrantNew; answer: Roster };
  roster_grant_end: { ask: RosterTap; answer: Roster };
  agency_leaves: { ask: OfAgency; answer: AgencyLeaves };
  agency_end: { ask: AgencyEnd; answer: Roster };
  roster_cosign: { ask: RosterTap; answer: Roster };
  roster_adopt: { ask: RosterTap; answer: Roster };
  roster_release: { ask: RosterRelease; answer: RosterReleased };
  audit: { ask: AuditAsk; answer: AuditPage };
  audit_rows: { ask: AuditRowsAsk; answer: AuditRows };
  recovery: { ask: null; answer: RecoveryPage };
  recovery_announce: { ask: RecoveryNew; answer: RecoveryPage };
  recovery_share: { ask: RecoveryShareIn; answer: RecoveryPage };
  recovery_open: { ask: OfServer; answer: RecoveryPage };
  recovery_end: { ask: OfServer; answer: RecoveryPage };
  sync_now: { ask: null; answer: SyncState };
  sync_state: { ask: null; answer: SyncState };
  server_go_on: { ask: OfServer; answer: SyncState };
  server_head: { ask: OfServer; answer: ServerHead };
  server_compare: { ask: HeadTheirs; answer: HeadCompared };
  problems: { ask: null; answer: Problems };
  settings_get: { ask: null; answer: SettingsPage };
  settings_set: { ask: Settings; answer: SettingsPage };
  second_pin: { ask: NewSecret; answer: null };
  pin_change: { ask: NewSecret; answer: null };
  mentions: { ask: Sought; answer: Array<string> };
  reminder_seen: { ask: null; answer: null };
  draft_put: { ask: DraftPut; answer: null };
  draft_get: { ask: DraftGet; answer: Draft };
  drill_list: { ask: null; answer: DrillList };
  drill_open: { ask: DrillOpen; answer: Status };
  drill_view: { ask: null; answer: DrillView };
  drill_run: { ask: DrillRun; answer: DrillView };
  drill_skip: { ask: null; answer: DrillView };
  drill_call: { ask: DrillCall; answer: DrillView };
  drill_debrief: { ask: null; answer: DrillDebrief };
  drill_close: { ask: null; answer: Status };
  drill_throw_away: { ask: null; answer: DrillList };
};
