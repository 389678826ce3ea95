// A picture of a code for the fake shell: a grid that looks like one and says nothing.
/** A grid that looks like a code; it holds nothing. */
export function picture(size: number) {
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => ((x * 7 + y * 13 + x * y) % 3 === 0 ? "1" : "0")).join(
      "",
    ),
  );
  return { size, rows };
}
