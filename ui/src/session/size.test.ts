import { expect, test } from "vitest";
import { en } from "../text/en";
import { size } from "./size";

test("sizes are said as exactly as is of use", () => {
  expect(size(0, en)).toBe("0 bytes");
  expect(size(840, en)).toBe("840 bytes");
  expect(size(1024, en)).toBe("1 KB");
  expect(size(1025, en)).toBe("2 KB");
  expect(size(3_565_158, en)).toBe("3.4 MB");
});
