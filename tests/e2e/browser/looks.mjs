// Every page as people see it, on a desktop and on a phone, light and dark: nothing that a checker of
// accessibility calls serious, nothing wider than the window, no error. Also how much the first view
// loads, and that long lists scroll. Run by tests/page.rs; see stage.mjs.
//
// WEIR_SCREENSHOTS names a folder that takes a picture of each, WEIR_SCREENSHOTS_ONLY the one page that
// is wanted.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { api, open, patient, play, psql, sql, step, url } from "./stage.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.WEIR_SCREENSHOTS;
/** The one page to look at, in one window: for a single picture. */
const only = process.env.WEIR_SCREENSHOTS_ONLY;
/** Bytes over the wire, compressed, until the first view stands. */
const MOST = 300 * 1024;

const { rows: active } = await api("/v1/proposals?status=active&limit=50");
const campaign = active.find((one) => one.kind === "grant" && BigInt(one.staked) > 0n) ?? active[0];
const pages = {
  overview: "/",
  trade: "/trade",
  redeem: "/trade?side=redeem",
  hatch: "/hatch",
  proposals: "/proposals",
  proposal: `/proposals/${campaign?.proposal ?? 1}`,
  "new-proposal": "/proposals/new",
  grants: "/grants",
  stakes: "/stakes",
  rules: "/rules",
  burns: "/burns",
  holders: "/holders",
  explorer: "/explorer",
  data: "/data",
  "not-found": "/nowhere",
};
const windows = {
  desktop: { viewport: { width: 1280, height: 860 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

/** Waits until everything that was asked for has been answered and drawn. */
async function settled(page) {
  await page.locator("main h1").first().waitFor(patient);
  await page.waitForFunction(() => !document.querySelector(".skeleton, [aria-busy=true], .chart > div:not([data-ready])"), null, patient);
  await page.evaluate(() => document.fonts.ready);
  // Two frames: charts draw in the one after their data.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Takes a picture of a page: of a long one on a desktop more than fits the window. */
async function picture(page, name, { width, height }) {
  const long = await page.evaluate(() => document.querySelector("main").parentElement.scrollHeight);
  if (width > 1000) await page.setViewportSize({ width, height: Math.max(height, Math.min(long, 1400)) });
  // Nothing lights up under a mouse that nobody moves.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${pictures}/${name}.png` });
  await page.setViewportSize({ width, height });
}

await play(async () => {
  if (only) assert.ok(pages[only], `there is no page ${only}; there are ${Object.keys(pages).join(", ")}`);
  for (const colorScheme of only ? ["light"] : ["light", "dark"]) {
    for (const [window, options] of Object.entries(windows).slice(0, only ? 1 : undefined)) {
      const { page, problems, go, become } = await open({ ...options, accounts: ["Bob"], colorScheme, reducedMotion: "reduce" });
      await step(page, `every page is as it should be, ${window}, ${colorScheme}`, async () => {
        await go("/trade");
        await become("Bob");
        for (const [name, route] of Object.entries(pages).filter(([name]) => !only || name === only)) {
          await go(route);
          await settled(page);
          if (name === "trade") await page.getByLabel("You give").fill("25");
          if (name === "redeem") await page.getByLabel("You give").fill("250");
          await settled(page);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(over <= 0, `${name} is ${over} px wider than the window`);
          if (pictures) await picture(page, `${name}-${window}-${colorScheme}`, options.viewport);
          const session = await page.context().newCDPSession(page);
          const { executionContextId } = await isolated(session);
          await session.send("Runtime.evaluate", { contextId: executionContextId, expression: axe });
          const { result } = await session.send("Runtime.evaluate", {
            contextId: executionContextId,
            expression: "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations))",
            awaitPromise: true,
            returnByValue: true,
          });
          await session.detach();
          const serious = JSON.parse(result.value).filter(({ impact }) => ["serious", "critical"].includes(impact));
          const words = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`).join("\n  ")}`);
          assert.deepEqual(words, [], `${name}, ${window}, ${colorScheme}`);
        }
        assert.deepEqual(problems, []);
      });
      await page.context().close();
    }
  }

  if (only) return;

  const { page, problems } = await open({ ...windows.phone, wallet: false });
  await step(page, "the first view is small, and asks for nothing twice", async () => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url().replace(url, "/")));
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.dataReceived", ({ encodedDataLength }) => { bytes += encodedDataLength; });
    session.on("Network.responseReceived", ({ response }) => { bytes += response.encodedDataLength; });
    await page.goto(url);
    await page.locator(".flow svg").waitFor(patient);
    await settled(page);
    console.log(`the first view takes ${(bytes / 1024).toFixed(0)} KiB`);
    assert.ok(bytes > 50_000 && bytes < MOST, `${bytes} bytes`);
    // The icon is of the window as well as of the page.
    const twice = asked.filter((one, at) => asked.indexOf(one) < at && one !== "/icon.svg");
    assert.deepEqual(twice, []);
  });

  await step(page, "a list of 10,000 rows scrolls to its end, with few of them in the page", async () => {
    const [many] = sql("select count(*) from holders");
    const [program, args, { env }] = psql("-c", `insert into balances
      select decode(lpad(to_hex(1000000 + n), 40, '7'), 'hex'), n, height, height
      from generate_series(1, 10000) n, (select max(height) height from blocks) last`);
    execFileSync(program, args, { env });
    const all = (10_000 + Number(many)).toLocaleString("en");
    await page.goto(`${url}#/holders`);
    await page.locator(".virtual-row").nth(3).waitFor(patient);
    const last = page.locator(".virtual-row").filter({ hasText: all });
    for (let turns = 0; turns < 2_000 && !(await last.count()); turns += 1) {
      await page.mouse.wheel(0, 5_000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await last.waitFor(patient);
    const shown = await page.locator(".virtual-row").count();
    assert.ok(shown < 200, `${shown} rows are in the page`);
  });
  assert.deepEqual(problems, []);
});

/** A world of scripts beside the page's own, which its policy says nothing about. */
async function isolated(session) {
  const { frameTree } = await session.send("Page.getFrameTree");
  return session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "checker" });
}
