// Whether this device has a camera that a page may ask for. It is known before a screen offers it, so that no button appears
// under a thumb that is on its way.
class Camera {
  here = $state(false);

  /** Looks now, and again whenever one is plugged in or out; until the returned function is called. */
  watch(): () => void {
    const over = new AbortController();
    // A webview without cameras has no list of them either.
    const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
    const look = () => void this.#look(devices);
    look();
    devices?.addEventListener("devicechange", look, { signal: over.signal });
    return () => {
      over.abort();
    };
  }

  async #look(devices: MediaDevices | undefined): Promise<void> {
    try {
      const list = (await devices?.enumerateDevices()) ?? [];
      this.here = list.some(({ kind }) => kind === "videoinput");
    } catch {
      this.here = false;
    }
  }
}

export const camera = new Camera();
