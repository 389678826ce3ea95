// A code read from a picture: what the camera sees, or what a file shows. The shell gets its grey values and reads them;
// nothing of a picture is kept anywhere.
import { Refusal } from "../bridge/call";
import * as commands from "../bridge/commands";

/** Pixels of the longer side that a frame of the camera is looked at with: soon done, and fine enough for a dense code. */
const FRAME = 960;
/** The same for a photo, in which a code may be small; what is too noisy so is looked at once more, less closely. */
const PHOTO = [2_000, 1_200];
/** What text is made of at once: an argument list has an end. */
const CHUNK = 0x8000;

/** The camera on the back, where there are two. */
export async function openCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } },
    });
  } catch {
    throw new Refusal({ code: "scan.no-camera", fields: {} });
  }
}

/** The code that the camera sees just now; null when it sees none. */
export async function inFrame(video: HTMLVideoElement): Promise<string | null> {
  return video.videoWidth === 0
    ? null
    : await look(video, video.videoWidth, video.videoHeight, FRAME);
}

/** The code in a photo or a screenshot. */
export async function inPicture(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Refusal({ code: "scan.no-picture", fields: {} });
  });
  try {
    const longest = Math.max(picture.width, picture.height);
    for (const side of PHOTO) {
      const text = await look(picture, picture.width, picture.height, side);
      if (text !== null) return text;
      // Made no smaller, it would only be looked at once more as it is.
      if (longest <= (PHOTO.at(-1) ?? 0)) break;
    }
  } finally {
    picture.close();
  }
  throw new Refusal({ code: "scan.no-code", fields: {} });
}

async function look(
  source: CanvasImageSource,
  across: number,
  down: number,
  longest: number,
): Promise<string | null> {
  const smaller = Math.min(1, longest / Math.max(across, down));
  const width = Math.max(1, Math.round(across * smaller));
  const height = Math.max(1, Math.round(down * smaller));
  const grey = greyOf(source, width, height);
  return grey === null ? null : (await commands.scan({ width, height, grey })).text;
}

/** One byte a pixel, in base 64. What is clear in a picture is white. */
function greyOf(source: CanvasImageSource, width: number, height: number): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  if (paper === null) return null;
  paper.fillStyle = "#ffffff";
  paper.fillRect(0, 0, width, height);
  paper.drawImage(source, 0, 0, width, height);
  const { data } = paper.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1)
    grey[at] = brightness(data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0);
  canvas.width = 0;
  return base64(grey);
}

/** Luma of ITU-R BT.601, in whole numbers. */
function brightness(red: number, green: number, blue: number): number {
  return (77 * red + 150 * green + 29 * blue) >> 8;
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(""));
}
