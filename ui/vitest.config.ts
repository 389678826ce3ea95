import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { icons } from "./build/icons.js";

export default defineConfig({
  plugins: [icons(), svelte(), svelteTesting()],
  // The drills' sentences are measured as the screen's own.
  server: { fs: { allow: [".", "../drills"] } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 60_000,
    retry: 0,
    // Both cores of a small machine; the usual is one less than there are.
    maxWorkers: 2,
    restoreMocks: true,
    // The colours are read and computed with; every other style is as good as none here.
    css: { include: [/(themes|drill)\.css/] },
  },
});
