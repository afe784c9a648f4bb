// Every page of Commons at their extremes: no error, nothing wider than the window, no number that is
// no number, nothing of a stranger that hides or reorders. Runs without a chain: it serves the built page
// and the answers of worlds.mjs by itself.
//
// WEIR_TEST_DIST names the built page, WEIR_TEST_OPENAPI the API's description. WEIR_SCREENSHOTS names a
// folder that takes a picture of each; arguments choose worlds by a part of their names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { HARM, worlds } from "./worlds.mjs";
import { faultsOf } from "./described.mjs";

const need = (name) => process.env[name] ?? assert.fail(`${name} is not set; tests/extremes.rs does`);
const dist = need("WEIR_TEST_DIST");
const description = JSON.parse(readFileSync(need("WEIR_TEST_OPENAPI"), "utf8"));
const pictures = process.env.WEIR_SCREENSHOTS;
const wanted = process.argv.slice(2);

// A test that hangs is a test that fails.
setTimeout(() => {
  console.error("it takes too long");
  process.exit(1);
}, 30 * 60_000).unref();

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2" };
const names = Object.keys(worlds);
const faults = new Set();
/** What a request is answered late by, in milliseconds, as a slow network would. */
let late = 0;

/** Serves the page of each world below the number that it has. */
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://x");
  const [, number, ...rest] = pathname.split("/");
  const path = `/${rest.join("/")}`;
  const world = worlds[names[Number(number)]];
  const json = (status, body, type = "application/json") => {
    response.writeHead(status, { "content-type": type });
    response.end(JSON.stringify(body));
  };
  if (!world) return json(404, {});
  if (path === "/config.json") return json(200, { api: `/${number}`, node: "ws://127.0.0.1:1" });
  if (path === "/v1/openapi.json") return json(200, description);
  if (path === "/v1/stream") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    return response.write(`event: status\ndata: ${JSON.stringify(world("/v1/status"))}\n\n`);
  }
  if (path.startsWith("/v1/")) {
    if (late && path !== "/v1/status") await new Promise((passed) => setTimeout(passed, late));
    const answer = world(path, searchParams);
    if (answer === null) return json(404, { type: "not-found", title: "There is nothing at this path", detail: path }, "application/problem+json");
    for (const fault of faultsOf(description, path, JSON.parse(JSON.stringify(answer)))) faults.add(`${names[number]}: ${fault}`);
    return json(200, answer);
  }
  try {
    const file = normalize(path === "/" ? "/index.html" : path);
    const body = readFileSync(join(dist, file));
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(body);
  } catch {
    json(404, {});
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const root = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.WEIR_BROWSER || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

const PAGES = {
  overview: "/", trade: "/trade", redeem: "/trade?side=redeem", donate: "/trade?side=donate", hatch: "/hatch", proposals: "/proposals",
  proposal: "/proposals/2", "new-proposal": "/proposals/new", grants: "/grants", rules: "/rules", stakes: "/stakes",
  "new-rule": "/proposals/new?kind=rule&rule=3", burns: "/burns", holders: "/holders",
  explorer: "/explorer", data: "/data", missing: "/proposals/99999", "no-number": "/proposals/abc", nowhere: "/blocks/7",
};
const SAME = new Set(["missing", "no-number", "nowhere"]);
const WINDOWS = [[360, "light"], [768, "dark"], [1280, "light"]];

/** What may be asked of any page of any Commons. */
function look() {
  const over = document.scrollingElement.scrollWidth - innerWidth;
  const text = document.body.innerText;
  const titles = [...document.querySelectorAll("[title], [aria-label], [aria-valuetext], svg title, option")]
    .map((one) => `${one.getAttribute("title") ?? ""} ${one.getAttribute("aria-label") ?? ""} ${one.getAttribute("aria-valuetext") ?? ""} ${one.textContent}`)
    .join("\n");
  const all = `${text}\n${titles}\n${document.title}`;
  const wrong = [
    ...(over > 0 ? [`${over} px wider than the window`] : []),
    ...(all.match(/NaN|undefined|null|Infinity|\[object|Invalid/g) ?? []).map((word) => `says ${word}`),
    ...(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066\u2067\ufeff]/.test(all) ? ["has characters that hide or reorder"] : []),
    ...(/\b1 (trades|burns|holders|blocks|stakes|supporters|proposals|grants|rows|largest)\b/.exec(all) ?? []).slice(0, 1).map((word) => `says “${word}”`),
    ...(/\b(after|every|over|for) 0 s\b/.test(all) ? ["speaks of 0 seconds"] : []),
    ...[...document.querySelectorAll("svg path, svg rect, svg circle, svg text, svg line")]
      .filter((one) => /NaN|Infinity/.test(one.outerHTML)).slice(0, 1).map((one) => `draws ${one.outerHTML.slice(0, 120)}`),
    ...[...document.querySelectorAll("a[href]")].filter(({ href, host }) => !/^(https?|blob):/.test(href) || (host !== location.host && !href.startsWith("https://")))
      .map(({ href }) => `leads to ${href}`),
    ...[...document.querySelectorAll("a[href], button")].filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return one.checkVisibility() && !one.closest(".visually-hidden") && !one.classList.contains("skip") && (width < 6 || height < 6);
    }).map((one) => `cannot be pressed: ${one.outerHTML.slice(0, 120)}`),
    ...[...document.querySelectorAll(".virtual-row > div, .tile > dd, .facts > dd, .act-list .what")]
      .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
      .slice(0, 3).map((one) => `does not fit its place: ${one.innerText.slice(0, 60)}`),
    ...[...document.querySelectorAll("h1")].filter((one) => !one.innerText.trim()).map(() => "has an empty heading"),
    // What a chart writes on its axes: something on each, and nothing twice.
    ...[...document.querySelectorAll("canvas")].flatMap((canvas) => {
      const words = canvas.written ?? [];
      const floor = Math.max(...words.map(({ y }) => y));
      const [below, beside] = [words.filter(({ y }) => y === floor), words.filter(({ y }) => y < floor)];
      return [below, beside].flatMap((axis, n) => {
        const all = axis.map(({ text }) => text).filter(Boolean);
        const twice = all.filter((one, at) => all.indexOf(one) < at && !(n === 0 && one.includes(":")));
        return [...(all.length === 0 ? ["has an axis without words"] : []), ...twice.map((one) => `names ${one} twice on an axis`)];
      });
    }),
    ...(document.querySelectorAll("h1").length === 1 ? [] : [`${document.querySelectorAll("h1").length} headings of the first level`]),
  ];
  return wrong;
}

async function settled(page) {
  await page.locator("main h1").first().waitFor({ timeout: 20_000, state: "attached" });
  await page.waitForFunction(() => !document.querySelector(".skeleton, [aria-busy=true], .chart > div:not([data-ready])"), null, { timeout: 20_000 });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** A page of a world, which remembers every error. */
async function open(name, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-GB", ...options });
  // Charts are drawn on a canvas: what they write there is kept to be read.
  await context.addInitScript(() => {
    const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...area) {
      this.canvas.written = [];
      return clearRect.apply(this, area);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      (this.canvas.written ??= []).push({ text, y: Math.round(y) });
      return fillText.call(this, text, x, y);
    };
  });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (line) => line.type() === "error" && !/status of 404/.test(line.text()) && problems.push(line.text()));
  page.on("dialog", (dialog) => { problems.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  const go = (route) => page.goto(`${root}/${names.indexOf(name)}/#${route}`);
  return { page, problems, go, close: () => context.close() };
}

/** Takes a picture of all of a page, or of as much of it as anyone would look at. */
async function picture(page, name) {
  const { width, height } = page.viewportSize();
  const long = await page.evaluate(() => document.scrollingElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, Math.min(long, 3_000)) });
  await page.screenshot({ path: `${pictures}/${name}.png` });
  await page.setViewportSize({ width, height });
}

const wrong = [];

async function everyPage(name) {
  const { page, problems, go, close } = await open(name, { viewport: { width: 360, height: 860 } });
  for (const [called, route] of Object.entries(PAGES)) {
    // What is not there looks the same in every world.
    if (SAME.has(called) && name !== "usual") continue;
    const where = `${name}, ${called}`;
    try {
      await go(route);
      await settled(page);
      const field = page.getByLabel("You give");
      if (await field.count()) {
        await field.fill(called === "redeem" ? "0.5" : "1");
        await settled(page);
      }
      if (called === "data") await page.getByRole("button", { name: "This Commons" }).click();
      for (const [width, colorScheme] of WINDOWS) {
        await page.setViewportSize({ width, height: 860 });
        if (pictures) await page.emulateMedia({ colorScheme });
        await settled(page);
        for (const fault of await page.evaluate(look)) wrong.push(`${where}, ${width} px: ${fault}`);
        if (pictures) await picture(page, `${name.replaceAll(/[^a-z0-9]+/gi, "-")}--${called}-${width}-${colorScheme}`);
      }
    } catch (error) {
      wrong.push(`${where}: ${String(error).split("\n")[0]}`);
    }
    for (const problem of problems.splice(0)) wrong.push(`${where}: ${problem}`);
  }
  await close();
}

let steps = 0;
async function step(name, work) {
  if (wanted.length > 0 && !wanted.some((one) => name.includes(one))) return;
  const before = wrong.length;
  try {
    await work();
  } catch (error) {
    wrong.push(`${name}: ${error.message}`);
  }
  steps += 1;
  console.log(`${wrong.length === before ? "ok" : "not ok"} - ${name}`);
}

for (const name of names) {
  await step(`every page of ${name}`, () => everyPage(name));
}

/** Opens a page of a world, and closes it after the work. */
async function on(name, work, options = { viewport: { width: 1280, height: 860 } }) {
  const { page, problems, go, close } = await open(name, options);
  await work(page, async (route) => {
    await go(route);
    await settled(page);
  });
  assert.deepEqual(problems, []);
  await close();
}

const main = (page) => page.locator("main").innerText();

await step("a title that shows nothing or reorders can be read and pressed", () =>
  on("texts that mean harm", async (page, go) => {
    await go("/proposals");
    const blank = page.getByRole("link", { name: "Proposal 2 (no readable title)" });
    await blank.click();
    await page.locator("main h1", { hasText: "Proposal 2 (no readable title)" }).waitFor();
    await go("/proposals/1");
    assert.equal(await page.locator("main h1").innerText(), "Pay \ufffdTOD 001");
    assert.match(await page.title(), /Com\ufffdsnom/);
    assert.ok(!(await main(page)).includes("Read more"), "a link with a hidden character is followed");
    await go("/burns");
    assert.equal(await page.locator("main table a[target=_blank]").count(), 0, "a link that is none can be pressed");
  }));

await step("a file of acts has no formula and nothing that hides", () =>
  on("texts that mean harm", async (page, go) => {
    await go("/explorer");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export as CSV" }).click()]);
    const text = readFileSync(await file.path(), "utf8");
    assert.match(text, /"'=HYPERLINK\(""http:\/\/x"",""y""\)"/);
    assert.ok(!/[\u202e\u200b\u2066]/.test(text));
    assert.ok(text.split("\r\n").length > HARM.length);
  }));

await step("what is not there is said at once, and nothing of another is shown meanwhile", () =>
  on("usual", async (page, go) => {
    await go("/proposals/2");
    late = 1_500;
    await page.goto(`${page.url().split("#")[0]}#/proposals/99`);
    await page.waitForTimeout(300);
    assert.ok(!(await main(page)).includes("number 2"), "another proposal is shown while this one is asked for");
    await page.getByText("There is no proposal 99").waitFor({ timeout: 2_500 });
    assert.ok(!(await main(page)).includes("Try again"));
    late = 0;
    for (const nothing of ["abc", "-1", "1.5", "007", "99999999999999999999", "%E2%80%AE1"]) {
      await go(`/proposals/${nothing}`);
      await page.getByText("There is no proposal").waitFor();
      await page.getByRole("link", { name: "All proposals" }).waitFor();
    }
    await go("/explorer?account=nonsense");
    await page.getByText("is no address").first().waitFor();
    await go("/explorer?kind=nonsense");
    assert.ok(await page.locator(".virtual-row").count() > 1);
  }));

await step("an act that another signed says by whom", () =>
  on("usual", async (page, go) => {
    await go("/explorer");
    const row = page.locator(".virtual-row", { hasText: "Transfer" });
    assert.match((await row.innerText()).replace(/\s+/g, " "), /by 0x7777…c008 : 0x7777…c001 → 0x7777…c002/);
  }));

await step("a hatch that failed raised what it raised, also when all is paid back", () =>
  on("a hatch that failed and is paid back", async (page, go) => {
    await go("/hatch");
    assert.match(await main(page), /5 DOT\s+raised, 0.1 % of the maximum; 5 DOT of it paid back/);
    await go("/");
    assert.match(await main(page), /It raised 5 DOT of at least 10 DOT\. All of it has been paid back/);
  }));

await step("a Commons that was opened directly speaks of no hatch", () =>
  on("opened directly, with one mint today", async (page, go) => {
    await go("/");
    assert.ok(!/hatch/i.test(await main(page)), await main(page));
    assert.match(await main(page), /At the opening/);
    assert.match(await main(page), /worth 5,000 DOT/);
    assert.match(await main(page), /1 trade at 0.1/);
  }));

await step("whoever goes by keyboard is led to the page, without a frame and at its beginning", async () => {
  for (const width of [360, 1280]) {
    await on("usual", async (page, go) => {
      await go("/explorer");
      await page.evaluate(() => scrollTo(0, 400));
      const link = page.locator(width > 1000 ? ".side-nav a" : ".bottom-nav a").filter({ hasText: "Grants" });
      await link.focus();
      await page.keyboard.press("Enter");
      await settled(page);
      const seen = () => page.evaluate(() => ({
        focus: document.activeElement.id,
        frame: getComputedStyle(document.activeElement).outlineStyle,
        from: Math.round(document.querySelector("h1").getBoundingClientRect().top),
        bar: Math.round(document.querySelector(".topbar").getBoundingClientRect().bottom),
        scrolled: scrollY,
      }));
      const arrived = await seen();
      assert.deepEqual([arrived.focus, arrived.frame, arrived.scrolled], ["main", "none", 0]);
      assert.ok(arrived.from >= (width > 1000 ? 8 : arrived.bar), `the heading lies at ${arrived.from} px`);
      await page.goto(`${page.url().split("#")[0]}#/holders`);
      await settled(page);
      const second = await seen();
      assert.deepEqual([second.frame, second.scrolled], ["none", 0]);
      assert.ok(second.from >= (width > 1000 ? 8 : second.bar), `the heading lies at ${second.from} px`);
      // The way past the navigation leads to the page as well.
      await page.keyboard.press("Tab");
      await page.locator(".skip").focus();
      await page.keyboard.press("Enter");
      const skipped = await seen();
      assert.deepEqual([skipped.focus, skipped.frame], ["main", "none"]);
      assert.ok(skipped.from >= (width > 1000 ? 8 : skipped.bar), `the heading lies at ${skipped.from} px`);
    }, { viewport: { width, height: 860 } });
  }
});

await browser.close();
server.close();
if (wanted.length === 0) for (const fault of faults) wrong.push(`not an answer of the API: ${fault}`);
console.log(`${steps} promises, ${wrong.length} broken`);
for (const one of wrong) console.error(one);
process.exit(wrong.length === 0 ? 0 : 1);
