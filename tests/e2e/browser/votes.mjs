// The less common ends of a proposal in a real browser: a grant in tokens, a grant taken back, a time
// that is over, a link that misleads, and a grant that has to wait for what was granted lately. Run by
// tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { api, newestRow, noticeOf, open, patient, play, rpc, sql, step, weir } from "./stage.mjs";

const hour = 3_600;
const whole = (amount) => `${amount}${"0".repeat(18)}`;

await play(async () => {
  const { page, problems, go, press, done, become, carryOut, stake } = await open({ accounts: ["Eve", "Bob"] });

  /** Makes a proposal through the form, and says its number. */
  async function propose(title, fill) {
    await go("/proposals/new");
    await page.getByLabel("Title").fill(title);
    await fill();
    await press("Make the proposal");
    await done(/Your proposal is open/);
    await page.locator("main h1", { hasText: /^Proposals$/ }).waitFor(patient);
    return Number(newestRow("proposals", "proposal")[0]);
  }

  /** The number of a proposal that was made by the command line, once the indexer has it. */
  async function indexed(made) {
    const { proposal } = JSON.parse(made.stdout);
    while (!sql(`select 1 from proposals where proposal = ${proposal}`)) await page.waitForTimeout(50);
    return proposal;
  }

  /** Has Bob support a proposal until it is executed. */
  async function pass(proposal, tokens = 4000) {
    await become("Bob");
    await go(`/proposals/${proposal}`);
    await stake(tokens);
    await rpc("dev_advanceTime", 6 * hour);
    await carryOut();
    await weir("proposal", "release", "//Bob", "--key", "//Bob");
  }

  await step(page, "a grant in tokens is withdrawn as tokens, by the curve", async () => {
    await go("/trade");
    await become("Eve");
    const proposal = await propose("Paid in tokens", async () => {
      await page.getByLabel(/^How much/).fill("3");
      await page.getByLabel(/^Pay it in/).check();
    });
    await pass(proposal);
    await become("Eve");
    const eve = newestRow("proposals", "author")[0];
    const balance = () => BigInt(sql(`select amount from balances where account = '${eve}'`)?.[0] ?? 0);
    const before = balance();
    await go("/grants");
    await page.getByRole("button", { name: /^Withdraw 3 / }).first().click(patient);
    await done(/It is yours/);
    const [amount, tokens] = newestRow("withdrawals", "amount, tokens");
    assert.equal(amount, whole(3));
    assert.ok(BigInt(tokens) > 0n);
    assert.equal(balance() - before, BigInt(tokens));
  });

  await step(page, "a vote takes a stream back, and the page says what went back", async () => {
    await become("Eve");
    const stream = await propose(`A warden ${process.pid}`, async () => {
      await page.getByLabel(/^How much/).fill("2");
      await page.getByLabel("Paid evenly over days").fill("20");
    });
    await pass(stream);
    const [grant] = sql(`select grant_id from grants where proposal = ${stream}`);
    const revocation = await propose("The warden has left", async () => {
      await press("Take a grant back");
      await page.getByLabel("Which grant").fill(grant);
    });
    await go(`/proposals/${revocation}`);
    await page.getByText(`takes grant ${grant} back`).first().waitFor(patient);
    // It takes as much as the stream had, and at most half of all stakes.
    await pass(revocation, 12_000);
    const { revoked, returned } = (await api(`/v1/grants/${grant}`));
    assert.ok(revoked && BigInt(returned) > 0n);
    await go("/grants");
    const card = page.locator("li.card", { hasText: `A warden ${process.pid}` }).first();
    await card.getByText("taken back").waitFor(patient);
    await card.getByText(/went back to the pool/).waitFor(patient);
  });

  await step(page, "a proposal whose time is over is ended by anybody", async () => {
    const proposal = await propose("Too late", async () => {
      await page.getByLabel(/^How much/).fill("1");
      await page.getByLabel("Open for days").fill("0.05");
    });
    await become("Eve");
    await go(`/proposals/${proposal}`);
    assert.equal(await page.getByRole("button", { name: "End it", exact: true }).count(), 0);
    await rpc("dev_advanceTime", 2 * hour);
    await page.getByText("Its time is over").first().waitFor(patient);
    await press("End it");
    await done(/It has ended/);
    assert.equal(sql(`select status from proposals_now where proposal = ${proposal}`)[0], "expired");
    await page.getByText("Ended without passing").first().waitFor(patient);
  });

  await step(page, "a link leads to the web, encrypted, and nowhere else", async () => {
    await go("/proposals/new");
    const field = page.getByLabel("Where to read more");
    await field.fill("http://example.org/plan");
    await page.getByText("A link begins with https://").waitFor(patient);
    const good = await propose("A good link", async () => {
      await page.getByLabel(/^How much/).fill("1");
      await field.fill("https://example.org/plan");
    });
    await go(`/proposals/${good}`);
    const link = page.getByRole("link", { name: /^Read more at example.org/ });
    await link.waitFor(patient);
    assert.equal(await link.getAttribute("href"), "https://example.org/plan");
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.match(await link.getAttribute("rel"), /noopener noreferrer/);
    // Neither the contract nor the command line takes another: the contract's own test is in
    // tests/sandbox, and how the page shows one all the same is looked at in extremes.mjs.
    for (const bad of ["http://example.org/plan", "javascript:alert(1)", "https://example.org@evil.test/"]) {
      await assert.rejects(
        weir("proposal", "create", "--title", "A bad link", "--link", bad, "--amount", "1", "--key", "//Dave", "--json"),
        (error) => error.stdout.includes("the link is no link"),
        bad,
      );
    }
  });

  await step(page, "what was granted lately holds the next grant up, for as long as is said", async () => {
    const funds = BigInt((await api("/v1/vote")).rows[0].funding_pool) / 10n ** 18n;
    const amounts = [(funds * 106n) / 1000n, (funds * 100n) / 1000n];
    await weir("mint", "300", "--slippage", "50%", "--key", "//Bob");
    // Stakes on what has ended count until they are taken away.
    await weir("proposal", "unstake", "--all", "--key", "//Bob");
    const ids = [];
    for (const amount of amounts) {
      const made = await weir("proposal", "create", "--title", `Much of it ${amount}`, "--amount", String(amount), "--key", "//Dave", "--json");
      ids.push(await indexed(made));
    }
    await weir("proposal", "stake", `${ids[0]}=8200`, `${ids[1]}=8700`, "--key", "//Bob");
    await rpc("dev_advanceTime", 12 * hour);
    for (const id of ids) await weir("proposal", "announce", String(id), "--key", "//Bob");
    await rpc("dev_advanceTime", (await noticeOf()) + 60);
    await weir("proposal", "execute", String(ids[0]), "--key", "//Bob");

    await go(`/proposals/${ids[1]}`);
    await page.getByText(/^Has to wait \d/).waitFor(patient);
    const row = await api(`/v1/proposals/${ids[1]}`);
    assert.deepEqual([row.verdict, row.obstacle], ["execute", "recent_grants"], "the vote alone would let it through");
    await page.getByText(/Grants of .* still count against the spending limit of all grants together, until/).first().waitFor(patient);
    assert.equal(await page.getByRole("button", { name: "Execute it" }).count(), 0);
    // Until the page has heard of the last jump in time, it counts from before it.
    let [wait, before, words] = [0, "", ""];
    for (let tries = 0; tries < 100 && (wait === 0 || words !== before); tries += 1) {
      before = words;
      words = await page.getByText(/^Has to wait \d/).innerText();
      wait = secondsIn(words);
      await page.waitForTimeout(1_000);
    }
    console.log(`# ${words}`);
    await go("/proposals");
    await page.locator(".proposal-card", { hasText: `#${ids[1]}` }).getByText(/^Has to wait/).waitFor(patient);

    await go(`/proposals/${ids[1]}`);
    assert.ok(wait > hour, words);
    // What is said in days and hours leaves less than an hour out.
    await rpc("dev_advanceTime", wait - hour / 2);
    await page.getByText(/^Has to wait (\d+ h )?\d+ (s|min|h)$/).waitFor(patient);
    await rpc("dev_advanceTime", 2 * hour);
    await page.getByText("Can be executed").first().waitFor(patient);
    await press("Execute it");
    await done(/It has passed/);
    assert.equal(sql(`select status from proposals_now where proposal = ${ids[1]}`)[0], "passed");
  });

  assert.deepEqual(problems, []);
});

/** The seconds in words such as `Has to wait 1 d 4 h`. */
function secondsIn(words) {
  const units = { d: 24 * hour, h: hour, min: 60, s: 1 };
  return [...words.matchAll(/(\d+)\s(d|h|min|s)\b/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0);
}
