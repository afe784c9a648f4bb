import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["src/**/*.test.ts"], environment: "node" },
  // The ready queries and the vectors lie outside of this folder.
  server: { fs: { allow: ["../.."] } },
});
