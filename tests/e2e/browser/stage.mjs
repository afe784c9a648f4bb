// What the scripts share: a browser with the page in it, the wallet, and whom to ask what became of
// an act: API, database, node, command line.
//
// WEIR_TEST_PAGE, WEIR_TEST_NODE and WEIR_TEST_DATABASE say where these are, WEIR names the command
// line, whose other variables are set. WEIR_SCREENSHOTS names a folder for a picture of a failure.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { inject } from "./wallet.mjs";

const need = (name) => process.env[name] ?? assert.fail(`${name} is not set; tests/page.rs does`);
export const url = need("WEIR_TEST_PAGE");
export const node = need("WEIR_TEST_NODE");
const database = need("WEIR_TEST_DATABASE");
const pictures = process.env.WEIR_SCREENSHOTS;

// A test that hangs is a test that fails.
let doing = "the browser's start";
setTimeout(() => {
  console.error(`it takes too long; it waits for: ${doing}`);
  process.exit(1);
}, 15 * 60_000).unref();
/** How long an answer of a server, or a command's end, may take. */
const answered = () => AbortSignal.timeout(120_000);

export const browser = await chromium.launch({
  executablePath: process.env.WEIR_BROWSER || "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
});

/** How long something may take that a block or more goes by for. */
export const patient = { timeout: 60_000 };

/** An answer of the API. */
export const api = async (path) => (await fetch(new URL(path, url), { signal: answered() })).json();

/** The newest act of a kind, as the API tells it. */
export const newest = async (kind) => (await api(`/v1/events?kind=${kind}&limit=1`)).events[0];

/** A call of the node. */
export async function rpc(method, ...params) {
  const body = JSON.stringify({ id: 1, jsonrpc: "2.0", method, params });
  const answer = await fetch(node, { method: "POST", body, headers: { "content-type": "application/json" }, signal: answered() });
  return (await answer.json()).result;
}

/** The kinds of proposals that have the longer notice. */
const LONG = ["rule", "governor", "wind_down"];

/** How long the notice of a kind of proposal is now, in seconds. */
export async function noticeOf(kind = "grant") {
  const { rules, deployment } = await api("/v1/status");
  return LONG.includes(kind) ? deployment.vote.long_notice : Number(rules.find(({ rule }) => rule === 5).value);
}

/** The command that runs SQL from its arguments or its input, and what it is started with. */
export function psql(...options) {
  // Debian keeps the programs of each version in a folder of its own.
  const found = "/usr/lib/postgresql";
  const folders = existsSync(found) ? readdirSync(found).map((version) => `${found}/${version}/bin`) : [];
  const PATH = [process.env.PATH, ...folders].join(":");
  const env = { ...process.env, PATH, PGOPTIONS: "-c search_path=weir,chain -c statement_timeout=120s", PGCONNECT_TIMEOUT: "60" };
  return ["psql", ["-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", database, ...options], { env }];
}

/** The first row of a query, as an array of texts; null without a row. */
export function sql(query) {
  const [program, args, options] = psql("-c", query);
  const line = execFileSync(program, args, { ...options, encoding: "utf8" }).trimEnd().split("\n")[0];
  return line === "" ? null : line.split("\t");
}

/** The newest row of a table: these columns. */
export const newestRow = (table, columns) =>
  sql(`select ${columns} from ${table} order by height desc, event_index desc limit 1`);

/** Another account acts by the command line. */
export const weir = (...args) => promisify(execFile)(need("WEIR"), args, { timeout: 300_000 });

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Asks the test for what a page cannot do, and waits for it. */
export async function please(wish) {
  doing = wish;
  console.log(`please ${wish}`);
  assert.equal((await answers.next()).value, "done", wish);
}

/** A page that remembers every error, and every request to somebody else. */
export async function open({ accounts = [], wallet = true, wallets, odd, at = url, expected = [], ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const mood = wallet && (await inject(context, wallets ?? { talisman: accounts }, odd));
  const page = await context.newPage();
  const problems = [];
  const complain = (text) => expected.some((one) => one.test(text)) || problems.push(text);
  page.on("pageerror", (error) => complain(String(error)));
  page.on("console", (line) => ["error", "warning"].includes(line.type()) && complain(`${line.type()}: ${line.text()} ${line.location().url}`));
  const check = (to) => {
    const { host, protocol } = new URL(to);
    const own = [url, node, at].some((one) => new URL(one).host === host);
    if (!own && protocol !== "blob:") complain(`third party: ${to}`);
  };
  page.on("request", (request) => check(request.url()));
  page.on("websocket", (socket) => check(socket.url()));

  const go = async (route) => {
    await page.goto(`${at}#${route}`);
    await page.locator("main h1").first().waitFor(patient);
  };
  const press = (name, exact = true) => page.getByRole("button", { name, exact }).click(patient);
  const close = () => page.locator("dialog").getByRole("button", { name: "Close", exact: true }).last().click();

  /** Waits until the transaction's dialog says that it is done, and closes it. */
  async function done(words) {
    const end = page.locator("dialog .notice").filter({ hasText: words }).or(page.locator("dialog .notice.bad"));
    await end.waitFor(patient);
    assert.match(await end.innerText(), words);
    await close();
  }

  /** Waits for a refusal in the dialog, and closes it. */
  async function refused(words) {
    const notice = page.locator("dialog .notice.bad");
    await notice.waitFor(patient);
    assert.match(await notice.innerText(), words);
    await close();
  }

  /** Acts as this account of the wallet from now on. */
  async function become(name) {
    const connect = page.locator(".topbar").getByRole("button", { name: "Connect", exact: true });
    await page.locator(".account-button").or(connect).first().click(patient);
    const other = page.getByRole("button", { name: "Another account", exact: true });
    const wallet = page.getByRole("button", { name: "Talisman", exact: true });
    await other.or(wallet).waitFor(patient);
    if (await other.isVisible()) await other.click();
    await wallet.click(patient);
    await page.locator("dialog").getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await page.locator(".account-button", { hasText: name }).waitFor(patient);
  }

  /** Announces the proposal that the page shows, lets its notice pass, and executes it. */
  async function carryOut(kind) {
    await press("Announce it");
    await done(/It is announced/);
    await page.getByText(/^Executes in /).first().waitFor(patient);
    await rpc("dev_advanceTime", (await noticeOf(kind)) + 60);
    await press("Execute it");
    await done(/It has passed/);
  }

  /** Sets the stake on the proposal that the page shows, on a side. */
  async function stake(tokens, side = "For") {
    // The list, which has a field for each proposal, may be there a moment longer.
    await page.getByRole("link", { name: "All proposals" }).waitFor(patient);
    await page.locator(".stake-slider").getByRole("button", { name: side, exact: true }).click(patient);
    await page.getByLabel(/^Stake on .*, in/).fill(String(tokens));
    await press("Set this stake");
    await done(/Your stakes are set/);
  }

  return { page, mood, problems, go, press, done, refused, become, close, carryOut, stake };
}

let steps = 0;

/** A promise of the page, by name. */
export async function step(page, name, work) {
  doing = name;
  try {
    await work();
    steps += 1;
    console.log(`ok - ${name}`);
  } catch (error) {
    if (pictures) await page.screenshot({ path: `${pictures}/failed.png` });
    // The step may have opened pages of its own; the newest is the one that it waits for.
    const pages = browser.contexts().flatMap((context) => context.pages());
    for (const one of new Set([pages.at(-1) ?? page, page])) {
      console.error(`not ok - ${name}; a page says:\n${await one.locator("body").innerText().catch(() => "")}\n`);
    }
    throw error;
  }
}

/** Does a script's work, says how many promises were kept, and ends. */
export async function play(work) {
  let failed = false;
  try {
    await work();
    console.log(`${steps} promises are kept`);
  } catch (error) {
    failed = true;
    console.error(error);
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
}
