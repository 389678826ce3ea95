// What holds on every screen that there is: one title, one line that says the next thing to do, the quick exit in its corner,
// and nothing of any of them on the plain page.
import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { leave } from "../../src/session/leave";
import { way, type Place } from "../../src/session/way.svelte";
import { show, uninstall } from "../fake/show";
import { EVERYWHERE } from "./everywhere";

afterEach(async () => {
  await uninstall();
  // The plain page of the test before.
  document.body.replaceChildren();
});

test.each(Object.keys(EVERYWHERE) as Place["at"][])(
  "%s has a title, the next thing to do, and a way out that leaves nothing",
  async (at) => {
    const { app, shell } = show({ role: "advocate" });
    await screen.findByText("amber river");
    const episode = shell.tonight().episodes[0]?.episode ?? "";
    way.home(EVERYWHERE[at](episode));
    await waitFor(() => expect(document.querySelectorAll("main h1")).toHaveLength(1));
    await waitFor(() =>
      expect(document.querySelector("main .help")?.textContent).toMatch(/\p{L}{2}/u),
    );
    await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
    expect(screen.getAllByRole("button", { name: "Quick exit" })).toHaveLength(1);
    leave(
      () => app.unmount(),
      () => undefined,
    );
    expect(document.querySelector("main")?.className).toBe("neutral");
    expect(document.body.children).toHaveLength(1);
    await waitFor(() => expect(shell.door).toBe("locked"));
  },
);
