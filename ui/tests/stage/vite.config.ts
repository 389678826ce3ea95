import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The stage for screenshots: /tests/stage/index.html. Never part of a build.
export default defineConfig({
  plugins: [svelte()],
  server: { host: "127.0.0.1", port: 5174, strictPort: true, hmr: false },
});
