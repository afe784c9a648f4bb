// The hatch in a real browser: contributing, opening the curve, and what comes free when; or, with
// the word "fails", closing it and taking one's money back. Run by tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { api, newest, newestRow, open, patient, play, rpc, step, weir } from "./stage.mjs";

const fails = process.argv[2] === "fails";
const day = 86_400;

await play(async () => {
  const { page, problems, go, press, done, become } = await open({ accounts: ["Eve"] });
  let eve;

  await step(page, "a contribution gives the tokens that the form said", async () => {
    await go("/hatch");
    await become("Eve");
    await page.getByLabel("You give").fill("300");
    const said = await page.locator("output").innerText();
    await press("Contribute");
    await done(/part of the hatch/);
    eve = (await newest("contribute")).account;
    const [who, amount, tokens] = newestRow("contributions", "account, amount, tokens");
    assert.deepEqual([who, amount], [`\\x${eve.slice(2)}`, `300${"0".repeat(18)}`]);
    assert.equal(said.replace(/,/g, ""), (BigInt(tokens) / 10n ** 18n).toString());
    await page.locator("main table tbody tr").filter({ hasText: "300" }).first().waitFor(patient);
    await page.getByText("Counts from the moment that the curve opens").or(page.getByText("are free now")).first().waitFor(patient);
  });

  if (fails) {
    await step(page, "a hatch that raised too little is closed, and the money taken back", async () => {
      await rpc("dev_advanceTime", 8 * day);
      await press("Close the hatch");
      await done(/The hatch is closed/);
      assert.equal((await api("/v1/status")).phase, "refunding");
      await press("Take 300 DOT back");
      await done(/Your money is back/);
      const refund = newestRow("refunds", "account, amount");
      assert.deepEqual(refund, [`\\x${eve.slice(2)}`, `300${"0".repeat(18)}`]);
      await page.getByText("The hatch has failed").waitFor(patient);
    });
  } else {
    await step(page, "with enough raised, anybody opens the curve", async () => {
      await weir("hatch", "contribute", "900", "--key", "//Bob");
      await page.getByText("The minimum is reached").waitFor(patient);
      await rpc("dev_advanceTime", 8 * day);
      await press("Open the curve");
      await done(/The curve is open/);
      assert.equal(newestRow("openings", "account")[0], `\\x${eve.slice(2)}`);
      await page.getByText("The hatch has succeeded").waitFor(patient);
    });

    await step(page, "the tokens of the hatch come free as the contract says", async () => {
      const card = page.locator("section, .card").filter({ hasText: "Your vesting" }).last();
      await card.getByText(/of 6,000 .* are free now, 0/).waitFor(patient);
      // The cliff and a half-life: half of them.
      await rpc("dev_advanceTime", 30 * 60 + 2 * 3600);
      await card.getByText(/are free now, 50/).waitFor(patient);
      const { stdout } = await weir("hatch", "vesting", eve, "--json");
      const told = JSON.parse(stdout);
      const free = Number(BigInt(told.granted ?? told.tokens) - BigInt(told.vesting ?? told.locked)) / 1e18;
      const shown = Number((await card.locator("strong").first().innerText()).replace(/[^0-9.]/g, ""));
      assert.ok(Math.abs(shown - free) < 3, `the page says ${shown}, the contract ${free}`);
    });
  }
  assert.deepEqual(problems, []);
});
