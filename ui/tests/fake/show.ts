// Shows the whole app over a fake shell in jsdom, as main.ts does in the window.
import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, render } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import App from "../../src/App.svelte";
import { way } from "../../src/session/way.svelte";
import { desk } from "../../src/session/desk.svelte";
import { install } from "./install";
import type { Start } from "./desk";
import { FakeShell } from "./shell";

export function show(
  start: Start & { width?: number; height?: number } = {},
  prepare: (shell: FakeShell) => unknown = () => null,
) {
  const shell = new FakeShell(start);
  prepare(shell);
  install(shell);
  way.forget();
  desk.status = null;
  window.scrollTo = () => undefined;
  // A phone, unless a test wants a wider window.
  Object.assign(window, { innerWidth: start.width ?? 390, innerHeight: start.height ?? 844 });
  desk.stale = false;
  let [left, renewed] = [0, 0];
  const renew = () => {
    renewed += 1;
    // A new document begins with nothing and asks where the door stands.
    desk.stale = false;
    desk.status = null;
    void desk.ask().catch(() => undefined);
  };
  const app = render(App, { leave: () => (left += 1), renew });
  return {
    renewed: () => renewed,
    shell,
    app,
    user: userEvent.setup({ delay: null, pointerEventsCheck: 0 }),
    left: () => left,
  };
}

/** The screen goes first, so that what it says while going still has somebody to hear it. */
export async function uninstall(): Promise<void> {
  cleanup();
  await Promise.resolve();
  clearMocks();
}
