// Shows the real screens over the fake shell in a browser. The address chooses the start: ?role=lead&language=es
import { install } from "../fake/install";
import type { Start } from "../fake/episodes";
import { FakeShell } from "../fake/shell";

const start = Object.fromEntries(new URLSearchParams(location.search)) as Start & {
  empty?: string;
};
install(new FakeShell({ ...start, seeded: start.empty === undefined }));
await import("../../src/main");
