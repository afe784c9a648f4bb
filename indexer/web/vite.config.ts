import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rollup } from "vite";

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

/** All that the first view takes in one file: a slow network pays for each request. */
function firstViewInOne(): Rollup.GetManualChunk {
  const first = new Set<string>();
  const add = (id: string, meta: Rollup.ManualChunkMeta) => {
    if (first.has(id)) return;
    first.add(id);
    for (const one of meta.getModuleInfo(id)?.importedIds ?? []) add(one, meta);
  };
  return (id, meta) => {
    if (first.size === 0) {
      for (const one of meta.getModuleIds()) if (meta.getModuleInfo(one)?.isEntry) add(one, meta);
    }
    return first.has(id) ? "first" : undefined;
  };
}

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
    rollupOptions: { output: { manualChunks: firstViewInOne() } },
  },
});
