import type { Plugin } from "vite";

export type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];
export function icons(): Plugin;
export function shapesOf(source: string, file: string): readonly Shape[];
export function onePath(shapes: readonly Shape[]): string;
