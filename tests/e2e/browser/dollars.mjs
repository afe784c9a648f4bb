// A Commons whose money is an ERC-20 token of 6 decimals, from its hatch to its first grant, in a real
// browser. Run by tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { api, newest, newestRow, open, patient, play, rpc, sql, step, weir } from "./stage.mjs";

const day = 86_400;
/** So many dollars, in base units. */
const dollars = (amount) => `${amount}${"0".repeat(6)}`;

await play(async () => {
  const { page, mood, problems, go, press, done, become, carryOut, stake } = await open({ accounts: ["Eve", "Bob"] });
  let eve;
  const has = (amount) => page.locator(".amount-box", { hasText: `You have ${amount}` }).first().waitFor(patient);
  /** How often the wallet was asked to sign. */
  const signed = async (work) => {
    const before = mood.asked.length;
    await work();
    return mood.asked.length - before;
  };

  await step(page, "the account's dollars are shown, and not the chain's own money", async () => {
    await go("/hatch");
    await become("Eve");
    await has("1,000,000");
    await page.locator(".account-button").click();
    const facts = page.locator("dialog dl.facts").last();
    await facts.getByText("1,000,000 TUSD").waitFor(patient);
    assert.match(await facts.innerText(), /DOT/);
    await page.keyboard.press("Escape");
  });

  await step(page, "a contribution is approved first, and takes exactly what was approved", async () => {
    await page.getByLabel("You give").fill("300");
    assert.equal(await page.locator("output").innerText(), "6,000");
    const count = await signed(async () => {
      await press("Contribute");
      await page.locator("dialog li", { hasText: "Approved" }).waitFor(patient);
      await done(/part of the hatch/);
    });
    assert.equal(count, 2, "an approval and the contribution");
    eve = (await newest("contribute")).account;
    const [who, amount, tokens] = newestRow("contributions", "account, amount, tokens");
    assert.deepEqual([who, amount, tokens], [`\\x${eve.slice(2)}`, dollars(300), `6000${"0".repeat(18)}`]);
    await page.locator("main table tbody tr").filter({ hasText: "300" }).first().waitFor(patient);
    await has("999,700");
  });

  await step(page, "more than the account has is refused at once", async () => {
    await page.getByLabel("You give").fill("0.0000001");
    await page.getByText("TUSD has 6 decimals").waitFor(patient);
    await page.getByRole("button", { name: "Max", exact: true }).click();
    assert.equal(await page.getByLabel("You give").inputValue(), "2200", "what fits into the hatch");
    await page.getByLabel("You give").fill("");
  });

  await step(page, "the curve opens", async () => {
    await weir("hatch", "contribute", "900", "--key", "//Bob");
    await page.getByText("The minimum is reached").waitFor(patient);
    await rpc("dev_advanceTime", 8 * day);
    await press("Open the curve");
    await done(/The curve is open/);
  });

  await step(page, "a mint gives what was quoted", async () => {
    await go("/trade");
    await page.getByLabel("You give").fill("1000000");
    await page.getByRole("button", { name: "Not enough TUSD" }).waitFor(patient);
    await page.getByRole("button", { name: "Max", exact: true }).click();
    assert.equal(await page.getByLabel("You give").inputValue(), "999700");
    await page.getByLabel("You give").fill("10");
    const quoted = await page.locator("output").innerText();
    const count = await signed(async () => {
      await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
      await done(/You have new/);
    });
    assert.equal(count, 2);
    const [deposit, minted] = newestRow("mints", "deposit, minted");
    assert.equal(deposit, dollars(10));
    const got = (BigInt(minted) / 10n ** 14n).toString();
    assert.equal(got, quoted.replace(/[,.]/g, "").padEnd(got.length, "0"), `quoted ${quoted}, got ${minted}`);
  });

  await step(page, "tokens are redeemed for dollars", async () => {
    await go("/trade?side=redeem");
    await page.getByLabel("You give").fill("5");
    const quoted = await page.locator("output").innerText();
    await page.getByRole("button", { name: /^Redeem [A-Z]/ }).click();
    await done(/You have your TUSD/);
    const [amount, returned] = newestRow("redemptions", "amount, returned");
    assert.equal(amount, `5${"0".repeat(18)}`);
    assert.equal(Number(returned) / 1e6 - Number(quoted) < 1e-4, true, `quoted ${quoted}, returned ${returned}`);
  });

  await step(page, "a gift goes to the funding pool, and nothing of the chain's own money with it", async () => {
    await go("/trade?side=donate");
    await page.getByLabel("You give").fill("2.5");
    const count = await signed(async () => {
      await page.getByRole("button", { name: "Donate", exact: true }).last().click();
      await done(/Thank you/);
    });
    assert.equal(count, 2);
    assert.deepEqual(newestRow("donations", "account, amount"), [`\\x${eve.slice(2)}`, "2500000"]);
  });

  await step(page, "a proposal asks for dollars, passes, and pays them", async () => {
    await go("/proposals/new");
    await page.getByLabel("Title").fill("Paid in dollars");
    await page.getByLabel("How much, in TUSD").fill("1.25");
    await press("Make the proposal");
    await done(/Your proposal is open/);
    const [id, amount] = newestRow("proposals", "proposal, amount");
    assert.equal(amount, "1250000");
    await become("Bob");
    await go(`/proposals/${id}`);
    await stake(15_000);
    await rpc("dev_advanceTime", 6 * 3600);
    await carryOut();
    await become("Eve");
    await go("/grants");
    await page.getByRole("button", { name: /^Withdraw 1\.25 TUSD/ }).click(patient);
    await done(/It is yours/);
    assert.deepEqual(newestRow("withdrawals", "receiver, amount"), [`\\x${eve.slice(2)}`, "1250000"]);
  });

  await step(page, "every page counts in dollars", async () => {
    const { pools } = await api("/v1/status");
    await go("/");
    const shown = await page.locator(".tile", { hasText: "Collateral pool" }).locator(".figure-value").innerText();
    const reserve = Number(pools.reserve) / 1e6;
    assert.ok(Math.abs(Number(shown.replace(/[^0-9.]/g, "")) - reserve) < 1, `${shown} of ${reserve}`);
    for (const route of ["/", "/trade", "/hatch", "/proposals", "/grants", "/explorer"]) {
      await go(route);
      await page.waitForFunction(() => !document.querySelector(".skeleton, [aria-busy=true]"), null, patient);
      const words = await page.locator("main").innerText();
      // The chain's money read with 6 decimals, or dollars with 18.
      assert.doesNotMatch(words, /[0-9],[0-9]{3},[0-9]{3},[0-9]{3}|× 10/, route);
    }
  });

  assert.equal(sql("select count(*) from donations")[0], "1");
  assert.deepEqual(problems, []);
});
