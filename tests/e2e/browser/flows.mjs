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

/** The arguments of a call of a contract in a block, as whole numbers. */
async function sentTo(message, height) {
  const { block } = await rpc("chain_getBlock", await rpc("chain_getBlockHash", Number(height)));
  const selector = hashed(message).slice(0, 8);
  const sent = block.extrinsics.map((one) => one.split(selector)[1]).find((rest) => rest !== undefined);
  return sent.match(/.{64}/g).map((word) => BigInt(`0x${word}`));
}

await play(async () => {
  const { page, mood, problems, go, press, done, refused, become, carryOut, stake } = await open({ accounts: ["Eve", "Bob", newcomer] });
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

  await step(page, "the limit and the deadline that are set are those of the transaction", async () => {
    await go("/trade");
    await press(/^Slippage limit 0.5 %, deadline 10 min/, false);
    await press("Other");
    await page.getByLabel("Slippage limit in percent").fill("2.5");
    await page.getByLabel(/^Deadline, in minutes/).fill("33");
    await page.getByLabel("You give").fill("7");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await done(/You have new/);
    const [height, minted] = newestRow("mints", "height, minted");
    const [time] = sql(`select extract(epoch from timestamp) from blocks where height = ${height}`);
    const [least, deadline] = await sentTo("mint(uint256,uint64)", height);
    assert.equal(least, (BigInt(minted) * 975_000n) / 1_000_000n);
    const minutes = (Number(deadline) - Number(time)) / 60;
    assert.ok(minutes > 31 && minutes <= 33.1, `${minutes} minutes`);
    // They are kept; and with enough of a limit a price that moved is taken.
    await page.reload();
    await press(/^Slippage limit 2.5 %, deadline 33 min/, false);
    await page.getByLabel("Slippage limit in percent").fill("30");
    await page.getByLabel("You give").fill("10");
    mood.answer = "wait";
    const asked = mood.asked.length;
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    while (mood.asked.length === asked) await page.waitForTimeout(50);
    await weir("mint", "80", "--key", "//Bob");
    mood.answer = "sign";
    mood.go();
    await done(/You have new/);
  });

  await step(page, "a transaction that comes after its deadline does nothing, and says so", async () => {
    await page.getByLabel(/^Deadline, in minutes/).fill("2");
    await press("0.5 %");
    const before = newestRow("mints", "height");
    await page.getByLabel("You give").fill("9");
    mood.answer = "wait";
    const asked = mood.asked.length;
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    while (mood.asked.length === asked) await page.waitForTimeout(50);
    await rpc("dev_advanceTime", 300);
    mood.answer = "sign";
    mood.go();
    await refused(/deadline passed/);
    assert.deepEqual(newestRow("mints", "height"), before);
    await page.getByLabel(/^Deadline, in minutes/).fill("10");
  });

  await step(page, "where another transaction of the account comes first it is signed once more", async () => {
    await go("/trade");
    await page.getByLabel("You give").fill("6");
    mood.answer = "wait";
    const asked = mood.asked.length;
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    while (mood.asked.length === asked) await page.waitForTimeout(50);
    await weir("donate", "0.25", "--key", "//Eve");
    mood.go();
    while (mood.asked.length === asked + 1) await page.waitForTimeout(50);
    await page.locator("dialog").getByText("needs another signature").waitFor(patient);
    mood.answer = "sign";
    mood.go();
    await done(/You have new/);
    assert.equal(mood.asked.length, asked + 2);
    assert.equal(newestRow("mints", "deposit")[0], whole(6));
  });

  await step(page, "whoever does not want to sign after all leaves, and nothing is sent", async () => {
    const before = newestRow("mints", "height");
    await page.getByLabel("You give").fill("6");
    mood.answer = "wait";
    const asked = mood.asked.length;
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    while (mood.asked.length === asked) await page.waitForTimeout(50);
    await press("Do not sign it");
    mood.answer = "sign";
    await refused(/nothing was sent/);
    mood.go();
    await page.waitForTimeout(1_500);
    assert.deepEqual(newestRow("mints", "height"), before);
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

  await step(page, "with enough support it is announced, executed after its notice, and its grant withdrawn", async () => {
    await become("Bob");
    await go(`/proposals/${proposal}`);
    await stake(4000);
    await rpc("dev_advanceTime", 4 * 3600);
    await page.getByText("Has enough support").waitFor(patient);
    await carryOut();
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

  await step(page, "stakes on several proposals change in one transaction", async () => {
    const { rows } = await api("/v1/proposals?status=active&kind=grant&limit=10");
    const [one, other] = rows;
    assert.ok(other, "two proposals are open");
    await go("/proposals");
    const before = newestRow("stakes", "height")[0];
    for (const [{ proposal }, tokens] of [[one, "7"], [other, "11.5"]]) {
      const card = page.locator(".proposal-card", { hasText: `#${proposal}` }).first();
      await card.getByRole("textbox").fill(tokens);
    }
    await press("Set 2 stakes");
    await done(/Your stakes are set/);
    const staked = (id) => sql(`select stake from stakes_now where account = '${bytes(eve)}' and proposal = ${id}`)[0];
    assert.deepEqual([staked(one.proposal), staked(other.proposal)], [whole(7), "11500000000000000000"]);
    const heights = sql(`select count(distinct height), count(*) from stakes where account = '${bytes(eve)}' and height > ${before}`);
    assert.deepEqual(heights, ["1", "2"]);
  });

  await step(page, "a stream pays what has flowed, and no more", async () => {
    await go("/proposals/new");
    await page.getByLabel("Title").fill("A warden for the weir");
    await page.getByLabel(/^How much/).fill("2");
    await page.getByLabel("Paid evenly over days").fill("1");
    await press("Make the proposal");
    await done(/Your proposal is open/);
    const [id] = newestRow("proposals", "proposal");
    await become("Bob");
    await go(`/proposals/${id}`);
    await stake(4000);
    await rpc("dev_advanceTime", 6 * 3600);
    await carryOut();
    await rpc("dev_advanceTime", 12 * 3600);
    await become("Eve");
    await go("/grants");
    const card = page.locator("li.card", { hasText: "A warden for the weir" });
    await card.getByRole("button", { name: /^Withdraw 1\.0/ }).click(patient);
    await done(/It is yours/);
    const [amount] = newestRow("withdrawals", "amount");
    const flowed = Number(BigInt(amount) / 10n ** 12n) / 1e6;
    assert.ok(flowed > 1 && flowed < 1.01, `${flowed} of 2 after half of the time`);
    await card.getByText("flowing").first().waitFor(patient);
  });

  await step(page, "an author withdraws a proposal and has the deposit back", async () => {
    await go("/proposals/new");
    await page.getByLabel("Title").fill("Never mind");
    await page.getByLabel(/^How much/).fill("1");
    await press("Make the proposal");
    await done(/Your proposal is open/);
    const [id, deposit] = newestRow("proposals", "proposal, deposit");
    await go(`/proposals/${id}`);
    await press("Withdraw your proposal");
    await done(/It is withdrawn/);
    await page.getByRole("button", { name: /^Return the deposit/ }).click(patient);
    await done(/The deposit is back/);
    assert.deepEqual(newestRow("reclaims", "proposal, amount"), [id, deposit]);
    assert.equal(sql(`select status from proposals_now where proposal = ${id}`)[0], "cancelled");
  });

  await step(page, "an account that was never here can act at once", async () => {
    await weir("dev", "fund", account(newcomer).address, "50");
    await become(newcomer);
    await go("/trade");
    await page.getByLabel("You give").fill("3");
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], whole(3));
    // All that it has cannot be given: the fee is paid of it too. The most that the form offers can.
    const has = page.locator(".amount-box", { hasText: "You give" });
    const all = (await has.innerText()).match(/You have ([0-9.]+)/)[1];
    for (const route of ["/trade?side=donate", "/trade"]) {
      await go(route);
      await page.getByLabel("You give").fill(all);
      await page.getByRole("button", { name: "Leave some for the fee" }).waitFor(patient);
      await page.getByText(/take about [0-9.]+ DOT: give at most [0-9.]+ DOT/).waitFor(patient);
    }
    await page.getByRole("button", { name: "Max", exact: true }).click();
    const most = Number(await page.getByLabel("You give").inputValue());
    assert.ok(most > Number(all) - 0.2 && most < Number(all), `${most} of ${all}`);
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await done(/You have new/);
    await page.getByLabel("You give").fill("0.5");
    await page.getByRole("button", { name: "Not enough DOT" }).waitFor(patient);
    await become("Eve");
  });

  await step(page, "a service is registered", async () => {
    await go("/burns");
    await press("Register a service");
    await page.getByLabel("Name", { exact: true }).fill("Reading room");
    await page.getByLabel("Link", { exact: true }).fill("https://example.org/room");
    await press("Register");
    await done(/The service is registered/);
    assert.deepEqual(newestRow("services", "owner, name, link"), [bytes(eve), "Reading room", "https://example.org/room"]);
  });

  await step(page, "a receipt of a burn for it holds, and a changed one does not", async () => {
    await go("/burns");
    await page.getByLabel("For", { exact: true }).selectOption({ label: await page.locator("option", { hasText: "Reading room" }).innerText() });
    await page.getByLabel("You burn").fill("1.5");
    await page.getByLabel("And for this file, if any").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("paid for") });
    await page.getByText("Its hash").waitFor(patient);
    await page.getByRole("button", { name: /^Burn [A-Z]/ }).click();
    await done(/They are burnt/);
    const burnt = newestRow("burns", "account, amount, content, (select name from services s where s.service = burns.service)");
    assert.deepEqual(burnt.slice(0, 2), [bytes(eve), "1500000000000000000"]);
    assert.deepEqual(burnt.slice(2), [`\\x${hashed("paid for")}`, "Reading room"]);
    await page.getByRole("button", { name: "Receipt", exact: true }).first().click();
    await page.getByLabel("Challenge").fill("desk 4");
    await press("Sign the receipt");
    const receipt = await page.locator("dialog pre").innerText();
    await page.keyboard.press("Escape");
    await press("Check a receipt");
    const check = async (text, challenge, words) => {
      await page.getByLabel("The receipt", { exact: true }).fill(text);
      await page.getByLabel(/^The challenge/).fill(challenge);
      await press("Check it");
      await page.locator(".notice.good, .notice.bad").filter({ hasText: words }).first().waitFor(patient);
    };
    await check(receipt, "desk 4", /It holds/);
    await check(receipt, "desk 5", /not signed for this challenge/);
    await check(receipt.replace('"amount": "15', '"amount": "25'), "", /signature/);
  });

  await step(page, "the explorer exports what it shows", async () => {
    await go("/explorer?kind=Mints");
    const [download] = await Promise.all([page.waitForEvent("download"), press("Export as CSV")]);
    const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    const all = await api("/v1/events?kind=mint&limit=500");
    assert.equal(lines.length, all.events.length + 1);
    assert.ok(lines.slice(1).every((line) => line.split(",")[3] === "mint"));
  });

  await step(page, "the stated return of a redemption is what is paid", async () => {
    await go("/trade?side=redeem");
    await page.getByLabel("You give").fill("20");
    const quoted = await page.locator("output").innerText();
    await page.getByRole("button", { name: /^Redeem [A-Z]/ }).click();
    await done(/You have your/);
    const [returned] = newestRow("redemptions", "returned");
    const paid = (BigInt(returned) / 10n ** 14n).toString();
    assert.equal(paid, quoted.replace(/[,.]/g, "").padEnd(paid.length, "0"), `quoted ${quoted}, returned ${returned}`);
  });

  await step(page, "without a wallet, a development chain offers accounts to try", async () => {
    const bare = await open({ wallet: false });
    await bare.go("/trade");
    await bare.press("Connect");
    await bare.page.getByRole("button", { name: /^Demo accounts of/ }).click(patient);
    await bare.page.getByRole("button", { name: /^Dave/ }).click(patient);
    await bare.page.getByLabel("You give").fill("1.25");
    await bare.page.getByRole("button", { name: /^Mint [A-Z]/ }).click(patient);
    await bare.done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], "1250000000000000000");
    assert.deepEqual(bare.problems, []);
    await bare.page.context().close();
  });

  await step(page, "whoever has no mouse gets to the page and through its links", async () => {
    await go("/");
    await page.reload();
    await page.locator("main h1").waitFor(patient);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.locator(".side .nav-link", { hasText: "Grants" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("main h1", { hasText: "Grants" }).waitFor(patient);
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  });

  assert.deepEqual(problems, []);
});
