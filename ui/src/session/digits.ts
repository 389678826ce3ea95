// A long number in the groups in which people read it out. The state prints referral numbers as 4-4-4-7 digits.

const GROUPS: Record<number, readonly number[]> = { 19: [4, 4, 4, 7] };

export interface Typed {
  /** The digits in their groups, "1234 5678 90". */
  grouped: string;
  /** Which group is being typed, from 1, and how many there are. */
  group: number;
  groups: number;
  /** Digits to go in that group, and in all. */
  inGroup: number;
  toGo: number;
}

/** What has been typed of a number of so many digits; null while nothing has. */
export function typedOf(digits: string, length: number): Typed | null {
  if (digits === "") return null;
  const groups = GROUPS[length] ?? [length];
  const parts: string[] = [];
  let rest = digits;
  let group = 0;
  let inGroup = 0;
  for (const size of groups) {
    if (rest === "") break;
    group += 1;
    const part = rest.slice(0, size);
    rest = rest.slice(size);
    parts.push(part);
    inGroup = size - part.length;
  }
  // A full group is behind: the next one is being typed.
  if (inGroup === 0 && group < groups.length) {
    group += 1;
    inGroup = groups[group - 1] ?? 0;
  }
  return {
    grouped: parts.join(" "),
    group,
    groups: groups.length,
    inGroup,
    toGo: Math.max(0, length - digits.length),
  };
}

/** A whole number as it is read out. */
export function grouped(digits: string): string {
  return typedOf(digits, digits.length)?.grouped ?? digits;
}
