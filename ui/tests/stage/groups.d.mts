// The types of the groups, for the test that counts them.
export const groups: Record<string, string>;
