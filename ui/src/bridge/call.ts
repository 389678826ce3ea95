// The one way to the shell. Every command goes through here, and every failure comes out as `Refusal`.
import { invoke } from "@tauri-apps/api/core";
import type { Commands, Trouble } from "./types";

/** A command that was not carried out: a stable code and facts. The words are in src/text/. */
export class Refusal extends Error implements Trouble {
  readonly code: string;
  readonly fields: Record<string, string>;

  constructor(trouble: Trouble) {
    super(trouble.code);
    this.name = "Refusal";
    this.code = trouble.code;
    this.fields = trouble.fields;
  }
}

/** Asks whoever holds the device for its PIN, for the act of this name; false when they would rather not. */
type Confirming = (act: string) => Promise<boolean>;
let confirming: Confirming = () => Promise.resolve(false);

/** The screen says how the PIN is asked for. */
export function confirmBy(ask: Confirming): void {
  confirming = ask;
}

/** Asks the shell. Which acts want the PIN first only the shell knows: it refuses them, the person types it, and the same is
    asked again. */
export async function call<C extends keyof Commands>(
  command: C,
  ask: Commands[C]["ask"],
): Promise<Commands[C]["answer"]> {
  try {
    return await once(command, ask);
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== "confirm.needed") throw thrown;
    const given = await confirming(thrown.fields["act"] ?? "");
    if (!given) throw new Refusal({ code: "confirm.not-given", fields: {} });
    return await once(command, ask);
  }
}

async function once<C extends keyof Commands>(
  command: C,
  ask: Commands[C]["ask"],
): Promise<Commands[C]["answer"]> {
  try {
    return await invoke<Commands[C]["answer"]>(command, ask === null ? {} : { ask });
  } catch (thrown) {
    throw new Refusal(asTrouble(thrown));
  }
}

/** Anything thrown becomes a code; its own text is never shown, since it may name a file or a record. */
export function asTrouble(thrown: unknown): Trouble {
  if (thrown instanceof Refusal) return { code: thrown.code, fields: thrown.fields };
  if (isTrouble(thrown)) return thrown;
  return { code: "shell.unreachable", fields: {} };
}

function isTrouble(thrown: unknown): thrown is Trouble {
  if (typeof thrown !== "object" || thrown === null) return false;
  const { code, fields } = thrown as Partial<Trouble>;
  return typeof code === "string" && typeof fields === "object";
}
