//! Names the app's commands to the access list, and packs the screen: without one no window is built.

#[path = "build/screen.rs"]
mod screen;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tauri_build::{AppManifest, Attributes};

/// The commands that the window may call: those of capabilities/main.json and no others.
const COMMANDS: &[&str] = &[
    "status",
    "awake",
    "behind",
    "unlock",
    "confirm",
    "who",
    "share",
    "unshare",
    "release_requests",
    "release_check",
    "release",
    "lock",
    "quick_exit",
    "enrol_secret",
    "enrol_begin",
    "enrol_request",
    "enrol_accept",
    "enrol_confirm",
    "scan",
    "tonight",
    "new_contact_form",
    "new_contact",
    "episode",
    "plan",
    "left",
    "times",
    "saves",
    "link",
    "step",
    "step_event",
    "record_form",
    "earlier_answers",
    "answer",
    "item_add",
    "item_remove",
    "calls",
    "call_begin",
    "call_end",
    "call_drop",
    "rights",
    "rights_tap",
    "note_list",
    "note_add",
    "note_take_back",
    "pack_page",
    "pack_move",
    "callout",
    "callout_answer",
    "card",
    "guard",
    "limits",
    "tells",
    "needs",
    "safety_plan",
    "safety_plan_look",
    "safety_plan_show",
    "contact_plan",
    "follow_up",
    "contact_log",
    "support_set",
    "copies_page",
    "share_page",
    "share_offer",
    "share_give",
    "copy_read",
    "copy_take_back",
    "holds",
    "hold_set",
    "hold_end",
    "glass_page",
    "glass_break",
    "glass_end",
    "hand_over_page",
    "late_take_in",
    "hand_over",
    "take_over",
    "readers",
    "sight",
    "audit_incident",
    "own_copy",
    "holdings_write",
    "proofs_write",
    "carry_page",
    "carry_codes",
    "carry_write",
    "carry_read",
    "carry_take",
    "carry_done",
    "carry_folder",
    "pin_change",
    "mentions",
    "board",
    "roster",
    "roster_person_add",
    "roster_approve",
    "roster_gone",
    "roster_device_end",
    "roster_grant_add",
    "roster_grant_end",
    "agency_leaves",
    "agency_end",
    "roster_cosign",
    "roster_adopt",
    "roster_release",
    "audit",
    "audit_rows",
    "recovery",
    "recovery_announce",
    "recovery_share",
    "recovery_open",
    "recovery_end",
    "sync_now",
    "sync_state",
    "server_go_on",
    "server_head",
    "server_compare",
    "problems",
    "settings_get",
    "settings_set",
    "second_pin",
    "reminder_seen",
    "draft_put",
    "draft_get",
    "drill_list",
    "drill_open",
    "drill_view",
    "drill_run",
    "drill_skip",
    "drill_call",
    "drill_debrief",
    "drill_close",
    "drill_throw_away",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../ui/dist");
    screen_is_built()?;
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("OUT_DIR is not set: build this with cargo")?;
    screen::pack(Path::new("../ui/dist"), &out)?;
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(COMMANDS));
    Ok(tauri_build::try_build(attributes)?)
}

/// A release without its screen is refused. A check of the code alone gets a page that says what is missing.
fn screen_is_built() -> Result<(), Box<dyn Error>> {
    const MISSING: &str = "ui/dist is missing: run `npm ci` and `npm run build` in ui/ first";
    let page = Path::new("../ui/dist/index.html");
    if page.exists() {
        return Ok(());
    }
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        return Err(MISSING.into());
    }
    println!("cargo::warning={MISSING}");
    fs::create_dir_all("../ui/dist")?;
    Ok(fs::write(page, format!("<!doctype html><title>First72</title><p>{MISSING}</p>"))?)
}
