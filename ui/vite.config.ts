import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** The windows. The frame of the preview is a second build: it must be one file without imports. */
export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  // Everything is read from the program itself, so one larger file costs nothing.
  build: {
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: ["index.html", "preview.html"] },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node", css: true },
});
