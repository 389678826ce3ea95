// The episodes that belong with one, in words. Pure: the words are passed in.
import type { Language, LinkedLine } from "../bridge/types";
import type { Catalogue } from "../text/en";
import { whenWords } from "./time";

interface Around {
  now: number;
  language: Language;
  t: Catalogue;
}

/** "Met before as amber river, today 22:14". */
export function linkedWords(line: LinkedLine, { now, language, t }: Around): string {
  const handle = line.handle ?? t.linked.notHere;
  const when = line.started ? whenWords(line.started, now, language, t) : "–";
  if (line.kind === "same_operation") return t.linked.sameOperation(handle, when);
  return line.earlier ? t.linked.metBefore(handle, when) : t.linked.metAgain(handle, when);
}

/** Whom to tell first: the advocate who came to the earlier one. */
export function tellWords(lines: readonly LinkedLine[], t: Catalogue): string {
  const before = lines.find((line) => line.kind === "same_youth" && line.earlier && line.advocate);
  return before?.advocate ? t.linked.tellFirst(before.advocate) : t.linked.tellFirstSomebody;
}
