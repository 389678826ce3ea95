import type { Plugin } from "vite";

export function noSlots(): Plugin;
export function withoutSlots(code: string): string;
