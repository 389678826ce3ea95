// A number of bytes in words. Pure.
import type { Catalogue } from "../text/en";

const KILO = 1024;

/** "840 bytes", "12 KB", "3.4 MB". */
export function size(bytes: number, t: Catalogue): string {
  if (bytes < KILO) return t.sight.bytes(bytes);
  if (bytes < KILO * KILO) return t.sight.kilobytes(Math.ceil(bytes / KILO));
  return t.sight.megabytes((bytes / KILO / KILO).toFixed(1));
}
