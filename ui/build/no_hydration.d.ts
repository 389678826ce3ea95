import type { Plugin } from "vite";

export function noHydration(): Plugin[];
export function withoutHydration(code: string): string;
export function withoutHints(code: string): string;
