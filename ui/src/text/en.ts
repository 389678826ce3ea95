// Every sentence of the screen in English, one file for each topic in en/. Plain words, short sentences.
// es.ts must have the same keys. A pack's own sentences (steps, questions, words to say) come from the pack.
import { advocate } from "./en/advocate";
import { agency } from "./en/agency";
import { audit } from "./en/audit";
import { board } from "./en/board";
import { callout } from "./en/callout";
import { clock } from "./en/clock";
import { calls } from "./en/calls";
import { card } from "./en/card";
import { common } from "./en/common";
import { carry } from "./en/carry";
import { compare } from "./en/compare";
import { confirm } from "./en/confirm";
import { contact } from "./en/contact";
import { contacts } from "./en/contacts";
import { drill } from "./en/drill";
import { due } from "./en/due";
import { enrol } from "./en/enrol";
import { episode } from "./en/episode";
import { firm } from "./en/firm";
import { copies } from "./en/copies";
import { glass } from "./en/glass";
import { handOver } from "./en/handOver";
import { help } from "./en/help";
import { followUp } from "./en/followUp";
import { kept } from "./en/kept";
import { holds } from "./en/holds";
import { keys } from "./en/keys";
import { linked } from "./en/linked";
import { neutral } from "./en/neutral";
import { notes } from "./en/notes";
import { pack } from "./en/pack";
import { record } from "./en/record";
import { rights } from "./en/rights";
import { ownCopy } from "./en/ownCopy";
import { recovery } from "./en/recovery";
import { reminder } from "./en/reminder";
import { roster } from "./en/roster";
import { saves } from "./en/saves";
import { scan } from "./en/scan";
import { secondPin } from "./en/secondPin";
import { settings } from "./en/settings";
import { sight } from "./en/sight";
import { state } from "./en/state";
import { step } from "./en/step";
import { sync } from "./en/sync";
import { time } from "./en/time";
import { tonight } from "./en/tonight";
import { enTroubles } from "./en/troubles";
import { unlock } from "./en/unlock";

export const en = {
  common,
  time,
  clock,
  due,
  state,
  firm,
  copies,
  glass,
  handOver,
  help,
  holds,
  kept,
  keys,
  linked,
  sync,
  carry,
  compare,
  unlock,
  enrol,
  tonight,
  callout,
  card,
  reminder,
  advocate,
  audit,
  followUp,
  sight,
  confirm,
  contact,
  contacts,
  episode,
  step,
  record,
  ownCopy,
  recovery,
  calls,
  rights,
  agency,
  roster,
  saves,
  scan,
  notes,
  pack,
  board,
  secondPin,
  settings,
  drill,
  neutral,
  troubles: enTroubles,
};

/** Words of one language: the same keys as English, texts for texts and functions for functions. */
export type Catalogue = Words<typeof en>;

type Words<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Words<T[K]>;
};
