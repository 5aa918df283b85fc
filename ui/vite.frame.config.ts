import { defineConfig } from "vite";

/**
 * The script and the stylesheet of the preview frame, under fixed names, because the Rust side serves them.
 *
 * A classic script: the frame's sandbox has an opaque origin, from which a module would need CORS.
 */
export default defineConfig({
  clearScreen: false,
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    lib: {
      entry: "src/preview/frame.ts",
      formats: ["iife"],
      name: "kikuFrame",
      fileName: () => "frame.js",
      cssFileName: "frame",
    },
  },
});
