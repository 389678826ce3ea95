import type { Plugin } from "vite";

export function catalogues(): Plugin;
export function withoutKeys(spanish: string, english: string, topic: string): string;
