// A program between the page and the indexer, as a reverse proxy is: it counts streams, breaks them,
// and can make the indexer one of another deployment.
import { createServer, request } from "node:http";

/** Starts it in front of a URL, on a port that is free. */
export async function between(target) {
  const streams = new Set();
  const state = { rewrite: (text) => text };
  const server = createServer((asked, answer) => {
    const isStream = asked.url.startsWith("/v1/stream");
    const headers = { ...asked.headers, host: target.host, "accept-encoding": "identity" };
    const { method } = asked;
    const own = request(new URL(asked.url, target), { method, headers }, (given) => {
      const { "content-length": _, ...rest } = given.headers;
      const isText = /json|event-stream/.test(given.headers["content-type"] ?? "");
      answer.writeHead(given.statusCode, isText ? rest : given.headers);
      answer.flushHeaders();
      if (!isText) return given.pipe(answer);
      let body = "";
      given.setEncoding("utf8");
      given.on("data", (text) => {
        if (isStream) answer.write(state.rewrite(text));
        else body += text;
      });
      given.on("end", () => answer.end(isStream ? "" : state.rewrite(body)));
    });
    own.on("error", () => answer.destroy());
    asked.pipe(own);
    if (isStream) {
      streams.add(answer);
      answer.on("close", () => {
        streams.delete(answer);
        own.destroy();
      });
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    /** How many streams are open. */
    streams: () => streams.size,
    /** Breaks them all. */
    cut: () => streams.forEach((one) => one.destroy()),
    /** Changes what the indexer says from now on. */
    rewrite(how) {
      state.rewrite = how;
    },
  };
}
