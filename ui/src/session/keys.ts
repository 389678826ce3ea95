// The keyboard of a desktop: arrows through a list and between columns, Escape back, three Escapes out. Everything here can
// be done by a tap as well; nothing here listens while somebody writes.
import { way } from "./way.svelte";

interface Doing {
  leave: () => void;
  /** Shows or hides the list of shortcuts. */
  shortcuts: () => void;
}

const LINES = "[data-to]";

/** Handles a key of the whole window. */
export function pressed(event: KeyboardEvent, doing: Doing): void {
  if (event.defaultPrevented || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    escaped(event, doing.leave);
    return;
  }
  if (isWriting(event.target) || dialog() !== null) return;
  if (event.ctrlKey) {
    if (/^[1-9]$/.test(event.key) && menu(Number(event.key) - 1)) event.preventDefault();
    return;
  }
  if (event.key === "?" || event.key === "F1") doing.shortcuts();
  else if (event.key === "/") search();
  else if (!moved(event.key)) return;
  event.preventDefault();
}

/** Out of a field first, out of the list of shortcuts by itself, else one screen back. The third in a hurry leaves. */
function escaped(event: KeyboardEvent, leave: () => void): void {
  way.hurried(leave);
  if (dialog() !== null) return;
  event.preventDefault();
  if (isWriting(event.target)) paneHere()?.querySelector<HTMLElement>("h1")?.focus();
  else way.back();
}

const dialog = () => document.querySelector("dialog[open]");

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input, textarea, select") || target.isContentEditable;
}

function menu(at: number): boolean {
  const tab = document.querySelectorAll<HTMLElement>("nav button")[at];
  tab?.click();
  return tab !== undefined;
}

function search(): void {
  document.querySelector<HTMLElement>("input[type=search]")?.focus();
}

function moved(key: string): boolean {
  switch (key) {
    case "ArrowDown":
      return line(1);
    case "ArrowUp":
      return line(-1);
    case "ArrowLeft":
      return column(-1);
    case "ArrowRight":
      return column(1);
    default:
      return false;
  }
}

const panes = () => [...document.querySelectorAll<HTMLElement>(".pane")];

/** The pane that holds the focus, else the one furthest in. */
function paneHere(): HTMLElement | undefined {
  return panes().find((pane) => pane.contains(document.activeElement)) ?? panes().at(-1);
}

/** One line down or up; from nowhere in particular to the first or the last. */
function line(by: 1 | -1): boolean {
  const lines = [...(paneHere()?.querySelectorAll<HTMLElement>(LINES) ?? [])];
  const at = lines.findIndex((one) => one === document.activeElement);
  const next = at >= 0 ? lines[at + by] : by > 0 ? lines[0] : lines.at(-1);
  next?.focus();
  return lines.length > 0;
}

function column(by: 1 | -1): boolean {
  const all = panes();
  const next = all[all.findIndex((pane) => pane === paneHere()) + by];
  if (all.length < 2 || next === undefined) return false;
  const open = next.querySelector<HTMLElement>(`${LINES}[aria-current]`);
  (open ?? next.querySelector<HTMLElement>("h1"))?.focus();
  return true;
}
