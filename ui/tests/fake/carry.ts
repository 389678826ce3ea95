// What goes from device to device by hand, as the fake shell answers for it.
import type { CarryTaken, Commands } from "../../src/bridge/types";
import { trouble } from "./desk";
import { picture } from "./picture";
import { ServerFake } from "./server";

const MIN = 60_000;

export class CarryFake extends ServerFake {
  /** What is here of others: nothing, saves that wait, or what the server has signed for. */
  carriedFor: "none" | "waits" | "signed" | "refused" = "none";
  /** What came of what was handed over. */
  handed: CarryTaken = { kind: "entries", new: 4, known: 0, refused: 0 };
  folder: string | null = null;
  /** How many codes it takes. */
  codes = 6;

  carry_page = (): Commands["carry_page"]["answer"] => ({
    now_ms: this.now,
    agencies: [
      {
        realm: "c0",
        agency: "Demo County",
        waiting: this.line.kind === "only_here" ? this.line.waiting : 0,
      },
    ],
    others:
      this.carriedFor === "none"
        ? []
        : [
            {
              realm: "c0",
              agency: "Demo County",
              device: "d7",
              name: this.own("A. Moss"),
              waiting: this.carriedFor === "waits" ? 4 : 0,
              receipted: this.carriedFor === "signed" ? 4 : 0,
              refused: this.carriedFor === "refused" ? 1 : 0,
              refusals: this.carriedFor === "refused" ? ["chain.gap"] : [],
              at_ms: this.now - 7 * MIN,
            },
          ],
    heard:
      this.role === "lead"
        ? [
            { device: "d7", name: this.own("A. Moss"), at_ms: this.now - 340 * MIN },
            { device: "d2", name: this.own("D. Rivera"), at_ms: this.now - 12 * MIN },
          ]
        : [],
    folder: this.folder === null ? null : this.own(this.folder),
    has_folders: true,
  });
  carry_codes = (): Commands["carry_codes"]["answer"] => ({
    codes: Array.from({ length: this.codes }, () => picture(81)),
  });
  carry_write = (ask: Commands["carry_write"]["ask"]): Commands["carry_write"]["answer"] => ({
    file: `/home/invented/Downloads/first72-${ask.what.kind === "receipts" ? `${ask.what.device}.slip` : `d1.${ask.what.kind}`}`,
  });
  carry_read = (ask: Commands["carry_read"]["ask"]): Commands["carry_read"]["answer"] => {
    if (ask.texts.some((text) => !text.startsWith("F72-PART-1:"))) throw trouble("code.kind");
    return this.takenAlong();
  };
  carry_take = (): Commands["carry_take"]["answer"] => this.takenAlong();
  carry_done = (): Commands["carry_done"]["answer"] => {
    this.carriedFor = "none";
    return this.carry_page();
  };
  carry_folder = (ask: Commands["carry_folder"]["ask"]): Commands["carry_folder"]["answer"] => {
    if (ask.folder !== null && !ask.folder.startsWith("/")) throw trouble("carry.folder");
    this.folder = ask.folder;
    return this.carry_page();
  };

  private takenAlong(): Commands["carry_take"]["answer"] {
    if (this.handed.kind === "entries") this.carriedFor = "waits";
    return { taken: this.handed, page: this.carry_page() };
  }
}
