// Finding one episode among many, in memory: by words of its handle and station, by what stands in it, and by its state. Pure.
import type { EpisodeLine } from "../bridge/types";

/** What the list is narrowed to; nothing chosen shows everything. */
export interface Sieve {
  /** As typed. */
  words: string;
  station: string | null;
  mine: boolean;
  late: boolean;
  left: boolean;
  /** Something of it is only on this device. */
  unsent: boolean;
  /** People answered something differently, and nobody said yet what is right. */
  differs: boolean;
}

export const OPEN_SIEVE: Sieve = {
  words: "",
  station: null,
  mine: false,
  late: false,
  left: false,
  unsent: false,
  differs: false,
};

export const isOpen = (sieve: Sieve) =>
  sieve.words.trim() === "" &&
  sieve.station === null &&
  !(sieve.mine || sieve.late || sieve.left || sieve.unsent || sieve.differs);

/** The lines that pass, in their order. `mentioned` are episodes in which the sought words stand. */
export function sift(
  lines: readonly EpisodeLine[],
  sieve: Sieve,
  mentioned: readonly string[] = [],
): readonly EpisodeLine[] {
  if (isOpen(sieve)) return lines;
  const sought = plain(sieve.words);
  return lines.filter(
    (line) =>
      (sieve.station === null || line.station === sieve.station) &&
      (!sieve.mine || line.mine_open > 0) &&
      (!sieve.late || line.late > 0) &&
      (!sieve.left || line.left) &&
      (!sieve.differs || line.differ > 0) &&
      (!sieve.unsent || line.kept.kind !== "on_server") &&
      (begins(sought, plain(`${line.handle} ${line.station}`)) || mentioned.includes(line.episode)),
  );
}

/** The stations that occur, for choosing among them. */
export function stationsOf(lines: readonly EpisodeLine[]): string[] {
  return [...new Set(lines.map(({ station }) => station))].sort((a, b) => a.localeCompare(b));
}

/** Whether each sought word begins one of the words. */
const begins = (sought: string[], words: string[]) =>
  sought.every((start) => words.some((word) => word.startsWith(start)));

/** Small letters without accents, word by word. */
function plain(text: string): string[] {
  const bare = text.normalize("NFD").replace(/\p{Diacritic}/gu, "");
  return bare.toLowerCase().split(/\s+/).filter(Boolean);
}
