// The page in a real browser: what it shows is what the API says, a mint appears without a reload,
// and a chain that is gone is said in words. Run by tests/page.rs:
//
//   node page.mjs URL SCREENSHOTS MINT...
//
// URL is the page, SCREENSHOTS a folder for pictures, MINT the command that mints. Exits non-zero
// with a message when something is not as promised.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const [url, screenshots, ...mint] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.WEIR_BROWSER || "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
});

/** A page that fails the test on any error, and on any request that leaves this machine's server. */
async function open(options) {
  const page = await browser.newPage(options);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) problems.push(`third party: ${request.url()}`);
  });
  await page.goto(url);
  await page.locator("#events tr").first().waitFor();
  return { page, problems };
}

try {
  const { page, problems } = await open({ viewport: { width: 1280, height: 900 } });
  const status = await (await fetch(new URL("/v1/status", url))).json();
  assert.ok((await page.title()).length > 0);
  await page.locator("#live[data-state=ok], #live[data-state=good], #live[data-state=live]").first().waitFor();
  const name = await page.locator("#name").textContent();
  assert.ok(JSON.stringify(status).includes(name), `the page is headed ${name}`);
  assert.equal(await page.locator("#cards canvas").count(), 4, "four charts");
  assert.match(await page.locator("#cards").innerText(), /Spot price[\s\S]*DOT per TEST/);

  const before = await page.locator("#events tr").count();
  await page.evaluate(() => { window.sameDocument = true; });
  execFileSync(mint[0], mint.slice(1), { stdio: "pipe" });
  await page.waitForFunction((rows) => document.querySelectorAll("#events tr").length > rows, before, { timeout: 10_000 });
  const newest = await page.locator("#events tr").first().innerText();
  assert.match(newest, /Deposit[\s\S]*7\.5 DOT/, `the newest row is ${newest}`);
  assert.ok(await page.evaluate(() => window.sameDocument), "the page was loaded again");
  assert.deepEqual(problems, []);
  await page.screenshot({ path: `${screenshots}/page.png` });
  await page.close();

  for (const [file, options] of [
    ["page-dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
    ["page-phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }],
  ]) {
    const { page, problems } = await open(options);
    await page.waitForTimeout(500);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${file}: the page is ${overflow} px wider than the window`);
    assert.deepEqual(problems, []);
    await page.screenshot({ path: `${screenshots}/${file}.png` });
    await page.close();
  }
  console.log("the page is as promised");
} finally {
  await browser.close();
}
