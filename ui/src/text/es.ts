// Todas las frases de la pantalla en español, un archivo por tema en es/. El compilador exige las mismas claves que en inglés.
import type { Catalogue } from "./en";
import { advocate } from "./es/advocate";
import { agency } from "./es/agency";
import { audit } from "./es/audit";
import { board } from "./es/board";
import { callout } from "./es/callout";
import { clock } from "./es/clock";
import { calls } from "./es/calls";
import { card } from "./es/card";
import { common } from "./es/common";
import { carry } from "./es/carry";
import { compare } from "./es/compare";
import { confirm } from "./es/confirm";
import { contact } from "./es/contact";
import { contacts } from "./es/contacts";
import { drill } from "./es/drill";
import { due } from "./es/due";
import { enrol } from "./es/enrol";
import { episode } from "./es/episode";
import { firm } from "./es/firm";
import { copies } from "./es/copies";
import { glass } from "./es/glass";
import { handOver } from "./es/handOver";
import { help } from "./es/help";
import { followUp } from "./es/followUp";
import { kept } from "./es/kept";
import { holds } from "./es/holds";
import { keys } from "./es/keys";
import { linked } from "./es/linked";
import { neutral } from "./es/neutral";
import { notes } from "./es/notes";
import { pack } from "./es/pack";
import { record } from "./es/record";
import { rights } from "./es/rights";
import { ownCopy } from "./es/ownCopy";
import { recovery } from "./es/recovery";
import { reminder } from "./es/reminder";
import { roster } from "./es/roster";
import { saves } from "./es/saves";
import { scan } from "./es/scan";
import { secondPin } from "./es/secondPin";
import { settings } from "./es/settings";
import { sight } from "./es/sight";
import { state } from "./es/state";
import { step } from "./es/step";
import { sync } from "./es/sync";
import { time } from "./es/time";
import { tonight } from "./es/tonight";
import { esTroubles } from "./es/troubles";
import { unlock } from "./es/unlock";

export const es: Catalogue = {
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
  troubles: esTroubles,
};
