// The app in a real browser, with a wallet that a test holds: every flow of an open Commons from the
// form to the database. Run by tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { readFileSync } from "node:fs";
import { api, newest, newestRow, open, patient, play, rpc, sql, step, weir } from "./stage.mjs";
import { account } from "./wallet.mjs";

// An account that the chain has never seen.
const newcomer = `Newcomer${process.pid}`;
/** So many tokens or so much money, in base units. */
const whole = (amount) => `${amount}${"0".repeat(18)}`;
/** An address as the database's tool prints it. */
const bytes = (address) => `\\x${address.slice(2)}`;
const hashed = (text) => Buffer.from(keccak_256(new TextEncoder().encode(text))).toString("hex");

await play(async () => {
  const { page, mood, problems, go, press, done, refused, become } = await open({ accounts: ["Eve", "Bob", newcomer] });
  let eve;
  await step(page, "an account of a wallet is chosen, and remembered", async () => {
    await go("/trade");
    await press("Connect", true);
    await press("Talisman");
    await page.getByRole("button", { name: /^Eve/ }).click();
    await page.locator(".account-button", { hasText: "Eve" }).waitFor(patient);
    await page.reload();
    await page.locator(".account-button", { hasText: "Eve" }).waitFor(patient);
  });

  await step(page, "a mint that the wallet rejects is not done", async () => {
    mood.answer = "reject";
    await page.getByLabel("You give").fill("10");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await refused(/did not sign/);
    mood.answer = "sign";
  });

  await step(page, "a mint gives what was quoted", async () => {
    const quoted = await page.locator("output").innerText();
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await done(/You have new/);
    eve = (await newest("mint")).account;
    const [who, deposit, minted] = newestRow("mints", "account, deposit, minted");
    assert.deepEqual([who, deposit], [bytes(eve), whole(10)]);
    const got = (BigInt(minted) / 10n ** 14n).toString();
    assert.equal(got, quoted.replace(/[,.]/g, "").padEnd(got.length, "0"), `quoted ${quoted}, got ${minted}`);
    // The page's own list shows it, and what the account has.
    await page.locator("main table tbody tr").first().getByText("10", { exact: true }).waitFor(patient);
  });

  await step(page, "a price that moves beyond the limit refuses the trade in words", async () => {
    mood.answer = "wait";
    await page.getByLabel("You give").fill("10");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    while (mood.asked.length < 3) await page.waitForTimeout(50);
    await weir("mint", "80", "--key", "//Bob");
    mood.answer = "sign";
    mood.go();
    await refused(/price moved/);
  });

  await step(page, "tokens are redeemed", async () => {
    await go("/trade?side=redeem");
    await page.getByLabel("You give").fill("5");
    await page.getByRole("button", { name: /^Redeem [A-Z]/ }).click();
    await done(/You have your/);
    assert.deepEqual(newestRow("redemptions", "account, amount"), [bytes(eve), whole(5)]);
  });

  await step(page, "a gift goes to the funding pool", async () => {
    await go("/trade?side=donate");
    await page.getByLabel("You give").fill("2.5");
    await page.getByRole("button", { name: "Donate", exact: true }).last().click();
    await done(/Thank you/);
    assert.deepEqual(newestRow("donations", "account, amount"), [bytes(eve), "2500000000000000000"]);
  });

  let proposal;
  await step(page, "a proposal is made", async () => {
    await go("/proposals/new");
    await page.getByLabel("Title").fill("A bench by the river");
    await page.getByLabel(/^How much/).fill("1");
    await press("Make the proposal");
    await done(/Your proposal is open/);
    const made = newestRow("proposals", "author, title, amount, beneficiary, proposal");
    assert.deepEqual(made.slice(0, 4), [bytes(eve), "A bench by the river", whole(1), bytes(eve)]);
    proposal = Number(made[4]);
    await page.getByText("A bench by the river").first().waitFor(patient);
  });

  await step(page, "tokens are staked on it with a slider, and the outlook follows at once", async () => {
    await go("/proposals");
    const card = page.locator(".proposal-card", { hasText: `#${proposal}` }).first();
    const before = await card.locator(".verdict").innerText();
    await card.getByRole("slider").focus();
    for (let n = 0; n < 100; n += 1) await page.keyboard.press("ArrowRight");
    await page.locator(".stake-bar").waitFor();
    assert.notEqual(await card.locator(".verdict").innerText(), before);
    await press("Set this stake");
    await done(/Your stakes are set/);
    const [stake] = sql(`select stake from stakes_now where account = '${bytes(eve)}' and proposal = ${proposal}`);
    assert.ok(BigInt(stake) > 0n);
    const shown = await api(`/v1/stakes_now?account=${eve}&proposal=${proposal}`);
    assert.equal(shown.rows[0].stake, stake);
  });

  await step(page, "with enough support it is executed, and its grant withdrawn", async () => {
    await become("Bob");
    await go(`/proposals/${proposal}`);
    await page.getByLabel(/^Stake on .*, in/).fill("4000");
    await press("Set this stake");
    await done(/Your stakes are set/);
    await rpc("dev_advanceTime", 4 * 3600);
    await page.getByText("Has enough support").waitFor(patient);
    await press("Execute it");
    await done(/It has passed/);
    await become("Eve");
    await go("/grants");
    await page.getByRole("button", { name: /^Withdraw 1 / }).click();
    await done(/It is yours/);
    assert.deepEqual(newestRow("withdrawals", "beneficiary, receiver, amount"), [bytes(eve), bytes(eve), whole(1)]);
    assert.equal(sql(`select status from proposals_now where proposal = ${proposal}`)[0], "passed");
  });

  await step(page, "stakes on what is over are freed", async () => {
    await go("/proposals");
    await press("Free them");
    await done(/The stakes are free/);
    const left = sql(`select count(*) from stakes_now join proposals_now using (proposal) where account = '${bytes(eve)}' and status <> 'active'`);
    assert.deepEqual(left, ["0"]);
  });

  await step(page, "an account that was never here can act at once", async () => {
    await weir("dev", "fund", account(newcomer).address, "50");
    await become(newcomer);
    await go("/trade");
    await page.getByLabel("You give").fill("3");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], whole(3));
    await become("Eve");
  });

  await step(page, "a receipt of a burn holds, and a changed one does not", async () => {
    await go("/burns");
    await page.getByLabel("You burn").fill("1.5");
    await page.getByLabel("And for this file, if any").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("paid for") });
    await page.getByText("Its hash").waitFor(patient);
    await page.getByRole("button", { name: /^Burn [A-Z]/ }).click();
    await done(/They are burnt/);
    const burnt = newestRow("burns", "account, amount, content");
    assert.deepEqual(burnt.slice(0, 2), [bytes(eve), "1500000000000000000"]);
    assert.equal(burnt[2], `\\x${hashed("paid for")}`);
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

  await step(page, "the explorer exports what it shows", async () => {
    await go("/explorer?kind=Mints");
    const [download] = await Promise.all([page.waitForEvent("download"), press("Export as CSV")]);
    const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    const all = await api("/v1/events?kind=mint&limit=500");
    assert.equal(lines.length, all.events.length + 1);
    assert.ok(lines.slice(1).every((line) => line.split(",")[3] === "mint"));
  });

  assert.deepEqual(problems, []);
});
