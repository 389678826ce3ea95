import { expect, test } from "vitest";
import { grouped, typedOf } from "./digits";

test("a referral number is read out in groups of four, four, four and seven", () => {
  expect(grouped("1234567890123456789")).toBe("1234 5678 9012 3456789");
  expect(typedOf("", 19)).toBeNull();
});

test("while it is typed it says which group, how many there, and how many in all", () => {
  expect(typedOf("12", 19)).toEqual({
    grouped: "12",
    group: 1,
    groups: 4,
    inGroup: 2,
    toGo: 17,
  });
  expect(typedOf("1234", 19)).toMatchObject({ group: 2, inGroup: 4, toGo: 15 });
  expect(typedOf("12345678901234", 19)).toMatchObject({ group: 4, inGroup: 5, toGo: 5 });
  expect(typedOf("1234567890123456789", 19)).toMatchObject({ group: 4, inGroup: 0, toGo: 0 });
});

test("a number without groups counts down as one", () => {
  expect(typedOf("12", 6)).toMatchObject({ grouped: "12", group: 1, groups: 1, toGo: 4 });
});
