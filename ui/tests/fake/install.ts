// Puts the fake in the place of the shell, behind the same call that the real window makes.
import { mockIPC } from "@tauri-apps/api/mocks";
import { emit } from "@tauri-apps/api/event";
import type { Commands, Told } from "../../src/bridge/types";
import type { FakeShell } from "./shell";

export function install(shell: FakeShell): void {
  mockIPC(
    (command, args) => {
      const { ask } = (args ?? {}) as { ask?: unknown };
      shell.asked.push({ command, ask: structuredClone(ask) });
      if (shell.failNext !== null) {
        const failure = shell.failNext;
        shell.failNext = null;
        throw failure;
      }
      const refusal = shell.refused.get(command);
      if (refusal !== undefined) throw refusal;
      if (shell.unanswered.has(command)) return new Promise(() => undefined);
      const handler = shell[command as keyof Commands] as (ask: unknown) => unknown;
      const answer = handler(structuredClone(ask));
      // Only a reader that stands outside the page answers later.
      return answer instanceof Promise ? answer : structuredClone(answer);
    },
    { shouldMockEvents: true },
  );
}

export async function tell(told: Told): Promise<void> {
  await emit("told", told);
}
