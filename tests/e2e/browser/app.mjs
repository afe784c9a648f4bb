// The app in a real browser, with a wallet that a test holds: every flow from the form to the answer
// of the API, and what people are told when something goes wrong.
//
//   node app.mjs URL NODE WEIR...
//
// URL is the page, NODE the node's HTTP address, WEIR the command line with which another account
// moves the price. Exits non-zero with a message when something is not as promised.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { inject } from "./wallet.mjs";

const [url, node, ...weir] = process.argv.slice(2);
const patient = { timeout: 30_000 };
const browser = await chromium.launch({
  executablePath: process.env.WEIR_BROWSER || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
const mood = await inject(context, ["Eve", "Dave"]);
const page = await context.newPage();
const problems = [];
page.on("pageerror", (error) => problems.push(String(error)));
page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
page.on("request", (request) => {
  const to = new URL(request.url());
  const own = [url, node].some((one) => new URL(one).host === to.host);
  if (!own && !["data:", "blob:"].includes(to.protocol)) problems.push(`third party: ${request.url()}`);
});

const api = async (path) => (await fetch(new URL(path, url))).json();
const rpc = async (method, ...params) => {
  const body = JSON.stringify({ id: 1, jsonrpc: "2.0", method, params });
  const answer = await fetch(node, { method: "POST", body, headers: { "content-type": "application/json" } });
  return (await answer.json()).result;
};
const go = async (route) => {
  await page.goto(`${url}#${route}`);
  await page.locator("main h1").first().waitFor();
};
const press = (name, exact = true) => page.getByRole("button", { name, exact }).click();
const newest = async (kind) => (await api(`/v1/events?kind=${kind}&limit=1`)).events[0];

/** Waits until the transaction's dialog says that it is done, and closes it. */
async function done(words) {
  await page.locator("dialog").getByText(words).waitFor(patient);
  await page.locator("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
}

/** Waits for a refusal in the dialog, and closes it. */
async function refused(words) {
  const notice = page.locator("dialog .notice.bad");
  await notice.waitFor(patient);
  assert.match(await notice.innerText(), words);
  await page.locator("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
}

const steps = [];
async function step(name, work) {
  try {
    await work();
    steps.push(name);
    console.log(`ok - ${name}`);
  } catch (error) {
    if (process.env.WEIR_SCREENSHOTS) await page.screenshot({ path: `${process.env.WEIR_SCREENSHOTS}/failed.png` });
    error.message = `${name}: ${error.message}`;
    throw error;
  }
}

try {
  let eve;
  await step("an account of a wallet is chosen, and remembered", async () => {
    await go("/trade");
    await press("Connect", true);
    await press("Talisman");
    await page.getByRole("button", { name: /^Eve/ }).click();
    await page.locator(".account-button", { hasText: "Eve" }).waitFor(patient);
    await page.reload();
    await page.locator(".account-button", { hasText: "Eve" }).waitFor(patient);
  });

  await step("a mint that the wallet rejects is not done", async () => {
    mood.answer = "reject";
    await page.getByLabel("You give").fill("10");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await refused(/did not sign/);
    mood.answer = "sign";
  });

  await step("a mint gives what was quoted", async () => {
    const quoted = await page.locator("output").innerText();
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await done(/You have new/);
    const mint = await newest("mint");
    eve = mint.account;
    assert.equal(mint.value, "10000000000000000000");
    const got = (BigInt(mint.tokens) / 10n ** 14n).toString();
    assert.equal(got, quoted.replace(/[,.]/g, "").padEnd(got.length, "0"), `quoted ${quoted}, got ${mint.tokens}`);
  });

  await step("a price that moves beyond the limit refuses the trade in words", async () => {
    mood.answer = "wait";
    await page.getByLabel("You give").fill("10");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    while (mood.asked.length < 3) await page.waitForTimeout(50);
    execFileSync(weir[0], [...weir.slice(1), "mint", "80", "--key", "//Bob"], { stdio: "pipe" });
    mood.answer = "sign";
    mood.go();
    await refused(/price moved/);
  });

  await step("tokens are redeemed", async () => {
    await go("/trade?side=redeem");
    await page.getByLabel("You give").fill("5");
    await page.getByRole("button", { name: /^Redeem [A-Z]/ }).click();
    await done(/You have your/);
    const redeem = await newest("redeem");
    assert.deepEqual([redeem.account, redeem.tokens], [eve, "5000000000000000000"]);
  });

  await step("a gift goes to the funding pool", async () => {
    await go("/trade?side=donate");
    await page.getByLabel("You give").fill("2.5");
    await page.getByRole("button", { name: "Donate", exact: true }).last().click();
    await done(/Thank you/);
    assert.equal((await newest("donate")).value, "2500000000000000000");
  });

  let proposal;
  await step("a proposal is made", async () => {
    await go("/proposals/new");
    await page.getByLabel("Title").fill("A bench by the river");
    await page.getByLabel(/^How much/).fill("1");
    await press("Make the proposal");
    await done(/Your proposal is open/);
    const made = await newest("propose");
    assert.deepEqual([made.account, made.title], [eve, "A bench by the river"]);
    proposal = made.proposal;
  });

  await step("tokens are staked on it with a slider, and the outlook follows at once", async () => {
    await go("/proposals");
    const card = page.locator(".proposal-card", { hasText: "A bench by the river" });
    const before = await card.locator(".verdict").innerText();
    await card.getByRole("slider").focus();
    for (let n = 0; n < 100; n += 1) await page.keyboard.press("ArrowRight");
    await page.locator(".stake-bar").waitFor();
    assert.notEqual(await card.locator(".verdict").innerText(), before);
    await press("Set this stake");
    await done(/Your stakes are set/);
    const stake = await newest("stake");
    assert.deepEqual([stake.account, stake.proposal], [eve, proposal]);
    assert.ok(BigInt(stake.tokens) > 0n);
  });

  await step("a receipt of a burn holds, and a changed one does not", async () => {
    await go("/burns");
    await page.getByLabel("You burn").fill("1.5");
    await page.getByLabel("And for this file, if any").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("paid for") });
    await page.getByText("Its hash").waitFor(patient);
    await page.getByRole("button", { name: /^Burn [A-Z]/ }).click();
    await done(/They are burnt/);
    const burn = await newest("burn");
    assert.deepEqual([burn.account, burn.tokens], [eve, "1500000000000000000"]);
    await page.getByRole("button", { name: "Receipt", exact: true }).first().click();
    await page.getByLabel("Challenge").fill("desk 4");
    await press("Sign the receipt");
    const receipt = await page.locator("dialog pre").innerText();
    await page.keyboard.press("Escape");
    await press("Check a receipt");
    const check = async (text, challenge) => {
      await page.getByLabel("The receipt", { exact: true }).fill(text);
      await page.getByLabel(/^The challenge/).fill(challenge);
      await press("Check it");
      return page.locator(".notice.good, .notice.bad").first().innerText();
    };
    assert.match(await check(receipt, "desk 4"), /It holds/);
    assert.match(await check(receipt, "desk 5"), /not signed for this challenge/);
    assert.match(await check(receipt.replace('"amount": "15', '"amount": "25'), ""), /signature/);
  });

  await step("the explorer exports what it shows", async () => {
    await go("/explorer?kind=Mints");
    const [download] = await Promise.all([page.waitForEvent("download"), press("Export as CSV")]);
    const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    const all = await api("/v1/events?kind=mint&limit=500");
    assert.equal(lines.length, all.events.length + 1);
    assert.ok(lines.slice(1).every((line) => line.split(",")[3] === "mint"));
  });

  assert.deepEqual(problems, []);
  console.log(`${steps.length} flows are as promised`);
  void rpc;
} finally {
  await browser.close();
}
