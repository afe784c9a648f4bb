import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const api = process.env.WEIR_API ?? "http://127.0.0.1:8080";
const node = process.env.WEIR_NODE ?? "ws://127.0.0.1:9944";

/** In development the page is told where API and node are as the indexer tells it: by config.json. */
const config: Plugin = {
  name: "weir-config",
  configureServer(server) {
    server.middlewares.use("/config.json", (_, answer) => {
      answer.setHeader("content-type", "application/json");
      answer.end(JSON.stringify({ api: "", node }));
    });
  },
};

export default defineConfig({
  // Relative: the page works at any path of any host.
  base: "./",
  plugins: [react(), config],
  // The ready queries lie beside this folder.
  server: { proxy: { "/v1": api }, fs: { allow: [".."] } },
  build: {
    target: "es2022",
    // Nothing inline: the content security policy allows the page's own files and no data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
