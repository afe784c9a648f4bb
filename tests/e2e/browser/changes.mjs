// What holders do when they disagree, leave, or end the Commons, in a real browser: objections, a rule
// changed by vote, money credited, tokens without the vote, a grant that lapses, and the wind-down.
// Run by tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { api, newestRow, noticeOf, open, patient, play, rpc, sql, step, weir } from "./stage.mjs";

const hour = 3_600;
const day = 24 * hour;
const whole = (amount) => `${amount}${"0".repeat(18)}`;

await play(async () => {
  const { page, problems, go, press, done, become, carryOut, stake } = await open({ accounts: ["Eve", "Bob", "Charlie", "Dave"] });

  /** Makes the proposal that is filled in, and says its number. */
  async function made() {
    await press("Make the proposal");
    await done(/Your proposal is open/);
    await page.locator("main h1", { hasText: /^Proposals$/ }).waitFor(patient);
    return Number(newestRow("proposals", "proposal")[0]);
  }

  /** Takes all stakes of these accounts away, by the command line. */
  async function unstaked(...names) {
    // One that has none is refused.
    for (const name of names) await weir("proposal", "unstake", "--all", "--key", `//${name}`).catch(() => {});
  }

  /** The side and the size of the newest stake, as the database has it. */
  const newestStake = () => newestRow("stakes", "stake, against");

  await unstaked("Bob", "Charlie", "Dave");
  let kiosk;

  await step(page, "an objection outgrows the support of what is announced, and the announcement is taken back", async () => {
    await go("/trade");
    await become("Eve");
    await go("/proposals/new");
    await page.getByLabel("Title").fill("A kiosk at the weir");
    await page.getByLabel(/^How much/).fill("5");
    kiosk = await made();
    await become("Bob");
    await go(`/proposals/${kiosk}`);
    await stake(9000);
    await rpc("dev_advanceTime", 8 * hour);
    await page.getByText("Has enough support").waitFor(patient);
    assert.equal(await page.getByRole("button", { name: "Execute it", exact: true }).count(), 0);
    await page.getByText("It has to be announced first").waitFor(patient);
    await press("Announce it");
    await done(/It is announced/);
    await page.getByRole("timer").waitFor(patient);
    await page.locator(".badge", { hasText: /^announced$/ }).first().waitFor(patient);
    const [from, until] = newestRow("announcements", "executable_from, executable_until");
    assert.equal(Number(until) - Number(from), 7 * day);

    await become("Charlie");
    await go(`/proposals/${kiosk}`);
    await stake(11_000, "Against");
    assert.deepEqual(newestStake(), [whole(11_000), "t"]);
    await rpc("dev_advanceTime", 6 * hour);
    await page.getByText("Announced, and does not pass").first().waitFor(patient);
    await page.locator(".side-head", { hasText: "Against" }).waitFor(patient);
    await press("Take the announcement back");
    await done(/The announcement is taken back/);
    assert.equal(newestRow("resets", "proposal")[0], String(kiosk));
    assert.equal((await api(`/v1/proposals/${kiosk}`)).announced, null);
  });

  await step(page, "who changes sides is warned, and what passes then is executed after its notice", async () => {
    await page.getByLabel(/^Stake on .*, in/).waitFor(patient);
    await page.locator(".stake-slider").getByRole("button", { name: "For", exact: true }).click();
    await page.getByText("You change sides").waitFor(patient);
    await press("Set this stake");
    await done(/Your stakes are set/);
    assert.deepEqual(newestStake(), [whole(11_000), "f"]);
    const { opposed, staked } = await api(`/v1/proposals/${kiosk}`);
    assert.deepEqual([opposed, staked], ["0", whole(20_000)]);
    await rpc("dev_advanceTime", 8 * hour);
    await page.getByText("Has enough support").waitFor(patient);
    await carryOut();
    assert.equal(sql(`select status from proposals_now where proposal = ${kiosk}`)[0], "passed");
    assert.equal(newestRow("grants", "amount")[0], whole(5));
    await unstaked("Bob", "Charlie");
  });

  await step(page, "a rule changes by a vote, by one step and after the longer notice", async () => {
    const exit = async () => (await api("/v1/status")).rules.find(({ rule }) => rule === 2);
    const before = await exit();
    await weir("mint", "300", "--slippage", "50%", "--key", "//Bob");
    const next = Number(before.value) / 10_000 + 1;
    await become("Eve");
    await go("/rules");
    const card = page.locator(".rule-card", { hasText: "Exit tribute" });
    await card.getByRole("link", { name: "Propose a change" }).click(patient);
    await page.getByLabel("Title").fill("Leaving gives a little more");
    const field = page.getByLabel(/^Exit tribute becomes, in %/);
    await field.fill("90");
    await page.getByText(/^At most /).first().waitFor(patient);
    await field.fill(String(Number(before.value) / 10_000));
    await page.getByText("That is what it is already.").waitFor(patient);
    await field.fill(String(next));
    const proposal = await made();
    await weir("proposal", "stake", `${proposal}=17000`, "--key", "//Bob");
    await weir("proposal", "stake", `${proposal}=11000`, "--key", "//Charlie");
    await rpc("dev_advanceTime", 8 * hour);
    await go(`/proposals/${proposal}`);
    await page.getByText("Has enough support").waitFor(patient);
    await page.getByText(/The exit tribute changes from .* to /).first().waitFor(patient);
    await carryOut("rule");
    const after = await exit();
    assert.equal(Number(after.value), next * 10_000);
    assert.ok(after.changeable_from, "it cannot change again at once");
    await go("/rules");
    await card.getByText("changed lately").waitFor(patient);
    await card.locator(".rule-value", { hasText: `${next} %` }).waitFor(patient);
    await page.locator("main table tbody tr", { hasText: "Exit tribute" }).first().waitFor(patient);
    await unstaked("Bob", "Charlie");
  });

  await step(page, "money that came without a message is credited by anybody", async () => {
    const { deployment, pools } = await api("/v1/status");
    await weir("dev", "fund", deployment.commons, "3");
    await go("/grants");
    await page.getByText("Uncredited money: 3 DOT.").waitFor(patient);
    await press("Credit it");
    await done(/It is in the funding pool/);
    assert.equal(newestRow("credits", "amount")[0], whole(3));
    const now = (await api("/v1/status")).pools;
    assert.equal(BigInt(now.funding_pool) - BigInt(pools.funding_pool), BigInt(whole(3)));
    await page.getByText("Uncredited money").waitFor({ ...patient, state: "detached" });
  });

  await step(page, "staked tokens are asked for, and that is taken back", async () => {
    await weir("proposal", "stake", "1=500", "--key", "//Dave");
    await become("Dave");
    await go("/stakes");
    await page.locator(".own-stakes li", { hasText: "500" }).first().waitFor(patient);
    await press("Ask for your tokens");
    await done(/You have asked/);
    await page.getByRole("timer").waitFor(patient);
    await press("Take the request back");
    await done(/The request is taken back/);
    await page.getByRole("button", { name: "Ask for your tokens", exact: true }).waitFor(patient);
  });

  await step(page, "they are free after the wait, whatever the vote does, and anybody ends the stakes", async () => {
    await press("Ask for your tokens");
    await done(/You have asked/);
    await rpc("dev_advanceTime", 30 * day + 60);
    await press("Free your tokens");
    await done(/Your tokens are free/);
    await page.getByRole("button", { name: "Take part in the vote again", exact: true }).waitFor(patient);
    await become("Eve");
    await go("/stakes");
    const row = page.locator(".own-stakes li", { hasText: "End its stakes" }).first();
    await row.getByRole("button", { name: "End its stakes" }).click(patient);
    await done(/Its stakes are ended/);
    await page.getByText("End its stakes").waitFor({ ...patient, state: "detached" });
    await become("Dave");
    await press("Take part in the vote again");
    await done(/The request is taken back/);
    await page.getByText("You have nothing staked").waitFor(patient);
  });

  await step(page, "a grant that is not claimed for a year goes back to the pool", async () => {
    await become("Eve");
    await go("/grants");
    const card = page.locator("li.card", { hasText: "A kiosk at the weir" });
    await card.getByText(/To be claimed by/).waitFor(patient);
    await rpc("dev_advanceTime", 366 * day);
    await card.getByText("not claimed", { exact: true }).waitFor(patient);
    await card.getByRole("button", { name: /^Return 5 DOT to the pool/ }).click(patient);
    await done(/It is back in the funding pool/);
    assert.equal(newestRow("lapses", "returned")[0], whole(5));
    await card.getByText("lapsed", { exact: true }).waitFor(patient);
  });

  await step(page, "a wind-down is announced, and every page says so", async () => {
    await go("/rules");
    await page.getByRole("link", { name: "Propose it" }).click(patient);
    await page.getByLabel("Title").fill("Share it out");
    const proposal = await made();
    await weir("proposal", "stake", `${proposal}=17000`, "--key", "//Bob");
    await weir("proposal", "stake", `${proposal}=11000`, "--key", "//Charlie");
    await rpc("dev_advanceTime", 8 * hour);
    await go(`/proposals/${proposal}`);
    await page.getByText("Has enough support").waitFor(patient);
    await press("Announce it");
    await done(/It is announced/);
    assert.equal((await api("/v1/status")).phase, "closing");
    await page.getByText("A wind-down is announced.", { exact: true }).waitFor(patient);
    await go("/trade");
    assert.ok(await page.getByRole("button", { name: "A wind-down is announced", exact: true }).isDisabled());
    // What can be redeemed now is redeemed for the equal share.
    await become("Dave");
    await go("/trade?side=redeem");
    await redeem("10");
    await go(`/proposals/${proposal}`);
    await rpc("dev_advanceTime", (await noticeOf("wind_down")) + 60);
    await press("Execute it");
    await done(/It has passed/);
    const { phase, pools } = await api("/v1/status");
    assert.deepEqual([phase, pools.funding_pool], ["closed", "0"]);
  });

  await step(page, "a Commons that is wound down redeems what is staked, for the same share", async () => {
    await page.getByText("This Commons is wound down.", { exact: true }).waitFor(patient);
    await become("Bob");
    await go("/trade?side=redeem");
    const share = await page.locator(".verdict-big").innerText();
    await redeem("100");
    assert.equal(await page.locator(".verdict-big").innerText(), share);
    await page.getByRole("button", { name: "Max", exact: true }).click(patient);
    await page.getByRole("button", { name: /^Redeem [A-Z]/ }).click(patient);
    await done(/You have your/);
    await go("/trade");
    assert.ok(await page.getByRole("button", { name: "The Commons is wound down", exact: true }).isDisabled());
  });

  /** Redeems so many tokens in a wind-down: what is paid is the share that was quoted, without a tribute. */
  async function redeem(tokens) {
    const { pools } = await api("/v1/status");
    const amount = BigInt(whole(tokens));
    await page.getByLabel("You give").fill(tokens);
    await page.getByRole("button", { name: /^Redeem [A-Z]/ }).click(patient);
    await done(/You have your/);
    const [burnt, returned, tribute] = newestRow("redemptions", "amount, returned, tribute");
    assert.deepEqual([burnt, tribute], [amount.toString(), "0"]);
    assert.equal(BigInt(returned), (amount * BigInt(pools.reserve)) / BigInt(pools.supply));
  }

  assert.deepEqual(problems, []);
});
