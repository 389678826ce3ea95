// The types of the variants, for the test that counts them.
export function variantsOf(
  scene: readonly unknown[],
): { name: string; how: string; start: string }[];
