// The browser of every look: Debian's chromium, alone and without a network, with a camera that may be used.
import { chromium } from "playwright-core";

/** Opens it; `more` says what else it is started with. */
export const openBrowser = (...more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      // A camera that sees a moving pattern, and may be used.
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      ...more,
    ],
  });
