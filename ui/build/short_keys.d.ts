import type { Plugin } from "vite";

export function shortKeys(): Plugin;
export function keysToShorten(sources: Map<string, string>): string[];
export function shortened(codes: string[], keys: readonly string[]): Promise<string[]>;
export function sourcesBelow(folder: string): Map<string, string>;
