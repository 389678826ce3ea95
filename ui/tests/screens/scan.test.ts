// A code read with the camera or from a picture: what the shell is given, what comes into the field, and what is said.
import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import CodeField from "../../src/parts/CodeField.svelte";
import { camera } from "../../src/session/camera.svelte";
import { install } from "../fake/install";
import { FakeShell } from "../fake/shell";

const CODE = "F72-INVENTED-1:4K7QX2M9";
const WIDE = { width: 4_000, height: 3_000 };
let shell: FakeShell;
let stopped: number;
let unwatch: () => void = vi.fn();

/** A paper on which everything is of one colour: nothing in a test looks at it. */
const paper = {
  fillRect: vi.fn(),
  drawImage: vi.fn(),
  getImageData: (_x: number, _y: number, width: number, height: number) => ({
    data: new Uint8ClampedArray(width * height * 4).fill(200),
  }),
};

beforeEach(() => {
  shell = new FakeShell();
  install(shell);
  stopped = 0;
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(paper as never);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    set: vi.fn(),
    configurable: true,
  });
  vi.spyOn(HTMLVideoElement.prototype, "videoWidth", "get").mockReturnValue(640);
  vi.spyOn(HTMLVideoElement.prototype, "videoHeight", "get").mockReturnValue(480);
  vi.stubGlobal("createImageBitmap", (file: Blob) =>
    file.size === 0
      ? Promise.reject(new Error("no picture"))
      : Promise.resolve({ ...WIDE, close: vi.fn() }),
  );
});

afterEach(() => {
  cleanup();
  unwatch();
  camera.here = false;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, "mediaDevices");
});

/** A device with a camera, or with none; what plugs one in or out. */
function hasCamera(open: () => Promise<unknown>, kinds = ["videoinput"]): () => void {
  const devices = new EventTarget();
  const mediaDevices = Object.assign(devices, {
    enumerateDevices: () => Promise.resolve(kinds.map((kind) => ({ kind }))),
    getUserMedia: open,
  });
  Object.defineProperty(navigator, "mediaDevices", { value: mediaDevices, configurable: true });
  unwatch = camera.watch();
  return () => devices.dispatchEvent(new Event("devicechange"));
}

const working = () => Promise.resolve({ getTracks: () => [{ stop: () => (stopped += 1) }] });

function show(more: { secret?: boolean; taken?: () => void } = {}) {
  render(CodeField, { label: "The code", fileLabel: "Open a file", value: "", ...more });
  const field = screen.getByLabelText<HTMLTextAreaElement>("The code");
  return { user: userEvent.setup(), field };
}

const photo = (bytes: string) => new File([bytes], "code.jpg", { type: "image/jpeg" });
const sizes = () =>
  shell.asked
    .filter(({ command }) => command === "scan")
    .map(({ ask }) => {
      const { width, height, grey } = ask as { width: number; height: number; grey: string };
      return [width, height, atob(grey).length];
    });

test("the camera is looked through until it sees a code, then it is off and the code is in", async () => {
  hasCamera(working);
  shell.seen = [null, null, CODE];
  const taken = vi.fn();
  const { user, field } = show({ taken });
  await user.click(await screen.findByRole("button", { name: "Scan it with the camera" }));
  await waitFor(() => expect(field.value).toBe(CODE));
  expect(sizes()).toEqual(Array(3).fill([640, 480, 640 * 480]));
  expect(screen.getByText("The code is in.")).toBeTruthy();
  expect([stopped, taken.mock.calls.length]).toEqual([1, 1]);
  expect(await screen.findByRole("button", { name: "Scan it with the camera" })).toBeTruthy();
});

test("leaving stops the camera, and nothing that it saw is taken", async () => {
  hasCamera(working);
  const { user, field } = show();
  await user.click(await screen.findByRole("button", { name: "Scan it with the camera" }));
  await waitFor(() => expect(sizes().length).toBeGreaterThan(0));
  await user.click(screen.getByRole("button", { name: "Stop the camera" }));
  expect([stopped, field.value]).toEqual([1, ""]);
});

test("a camera that is not allowed says what to do", async () => {
  hasCamera(() => Promise.reject(new DOMException("denied", "NotAllowedError")));
  const { user } = show();
  await user.click(await screen.findByRole("button", { name: "Scan it with the camera" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/did not start.*Allow it/);
});

test("a device without a camera offers none, until one is plugged in", async () => {
  const kinds = ["audioinput"];
  const changed = hasCamera(working, kinds);
  show();
  await screen.findByText("Open a picture");
  expect(screen.queryByRole("button", { name: "Scan it with the camera" })).toBeNull();
  kinds.push("videoinput");
  changed();
  expect(await screen.findByRole("button", { name: "Scan it with the camera" })).toBeTruthy();
});

test("a webview that knows no cameras offers none", async () => {
  unwatch = camera.watch();
  show();
  await screen.findByText("Open a picture");
  expect(screen.queryByRole("button", { name: "Scan it with the camera" })).toBeNull();
});

test("a photo is looked at closely, and when it is too noisy once more less closely", async () => {
  shell.seen = [null, CODE];
  const { user, field } = show();
  await user.upload(screen.getByLabelText("Open a picture"), photo("an invented photo"));
  await waitFor(() => expect(field.value).toBe(CODE));
  expect(sizes()).toEqual([
    [2_000, 1_500, 2_000 * 1_500],
    [1_200, 900, 1_200 * 900],
  ]);
});

test("a small picture is looked at once: made no smaller it would show the same", async () => {
  vi.stubGlobal("createImageBitmap", () =>
    Promise.resolve({ width: 390, height: 844, close: vi.fn() }),
  );
  const { user } = show();
  await user.upload(screen.getByLabelText("Open a picture"), photo("an invented picture"));
  await screen.findByRole("alert");
  expect(sizes()).toEqual([[390, 844, 390 * 844]]);
});

test("nothing says that a code is in after it was taken out of the field", async () => {
  shell.seen = [CODE];
  const { user, field } = show();
  await user.upload(screen.getByLabelText("Open a picture"), photo("an invented photo"));
  expect(await screen.findByText("The code is in.")).toBeTruthy();
  await user.clear(field);
  expect(screen.queryByText("The code is in.")).toBeNull();
});

test.each([
  ["a photo without a code", "an invented photo", /No code could be read/],
  ["a file that is no picture", "", /not a picture/],
])("%s is refused in words, and what stood in the field stays", async (_, bytes, said) => {
  const { user, field } = show();
  await user.type(field, "typed before");
  await user.upload(screen.getByLabelText("Open a picture"), photo(bytes));
  expect((await screen.findByRole("alert")).textContent).toMatch(said);
  expect(field.value).toBe("typed before");
});

test("a secret is scanned or typed, never asked for as a picture that stays somewhere", async () => {
  hasCamera(working);
  show({ secret: true });
  expect(await screen.findByRole("button", { name: "Scan it with the camera" })).toBeTruthy();
  expect(screen.queryByLabelText("Open a picture")).toBeNull();
});
