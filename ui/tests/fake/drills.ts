// The commands of drills, as the fake shell answers them.
import type { Commands, Status } from "../../src/bridge/types";
import { FakeDrill } from "./drill";
import { PackFake } from "./packs";

export abstract class Drills extends PackFake {
  readonly drill = new FakeDrill(
    (both) => this.say(both),
    () => this.now,
  );
  abstract door: Status["door"];
  abstract status: () => Status;
  /** The real door, which a drill only stands before. */
  #realDoor: Status["door"] = "locked";

  drill_list = () => this.drill.list();
  drill_open = (): Status => {
    this.#realDoor = this.door === "open" ? "locked" : this.door;
    this.door = "open";
    this.drill.open = true;
    return this.status();
  };
  drill_view = () => this.drill.view();
  drill_run = ({ running }: Commands["drill_run"]["ask"]) => {
    this.drill.running = running;
    this.drill.begun = true;
    return this.drill.view();
  };
  drill_skip = () => {
    this.now += 10 * 60_000;
    return this.drill.view();
  };
  drill_call = () => {
    this.drill.called = true;
    return this.drill.view();
  };
  drill_debrief = () => this.drill.debrief();
  drill_close = (): Status => {
    this.drill.open = false;
    this.drill.running = false;
    this.drill.waiting = true;
    this.door = this.#realDoor;
    return this.status();
  };
  drill_throw_away = () => {
    this.drill.waiting = false;
    return this.drill.list();
  };
}
