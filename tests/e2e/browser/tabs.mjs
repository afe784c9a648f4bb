// Eight tabs of one browser at once: all of them hear what happens, requests get through, and closing
// any of them stops none of the others; also where a browser lacks what tabs share a stream by. And
// what they do when the chain is started over. Run by tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { between } from "./between.mjs";
import { api, open, patient, play, step, url, weir } from "./stage.mjs";

const many = 8;
const server = await between(new URL(url));
// What the browser says of a stream that is broken on purpose.
const broken = [/net::ERR_/];

/** Opens so many tabs of one browser, after `lacking` has taken something away from it. */
async function tabsOf(count, lacking) {
  const first = await open({ wallet: false, at: server.url, expected: broken });
  const context = first.page.context();
  if (lacking) await context.addInitScript(lacking);
  const tabs = [first.page];
  while (tabs.length < count) tabs.push(await context.newPage());
  for (const page of tabs) {
    await page.goto(server.url);
    await page.locator(".live", { hasText: "Live" }).first().waitFor(patient);
    await page.locator(".tile .figure-value").first().waitFor(patient);
  }
  return { tabs, first, context };
}

const pool = (page) => page.locator(".tile", { hasText: "Funding pool" }).locator(".figure-value");

/** Gives something, and waits until every tab shows it. */
async function allHear(tabs) {
  const before = await Promise.all(tabs.map((page) => pool(page).innerText()));
  await weir("donate", "7", "--key", "//Dave");
  await Promise.all(
    tabs.map(async (page, at) => {
      await page.waitForFunction(
        (text) => [...document.querySelectorAll(".tile")].some((tile) => tile.innerText.includes("Funding pool")) &&
          ![...document.querySelectorAll(".figure-value")].some((one) => one.innerText === text),
        before[at],
        patient,
      );
    }),
  );
}

await play(async () => {
  const { tabs, first, context } = await tabsOf(many);

  await step(tabs[0], "eight tabs hear one stream, and requests of all get through", async () => {
    assert.equal(server.streams(), 1);
    await allHear(tabs);
    for (const page of tabs) {
      const status = await page.evaluate(async () => (await fetch("v1/status")).status);
      assert.equal(status, 200);
    }
    assert.equal(server.streams(), 1);
  });

  await step(tabs[1], "the others go on when the tab that came first is closed", async () => {
    await tabs.shift().close();
    await allHear(tabs);
    await tabs.splice(2, 2).reduce((before, page) => before.then(() => page.close()), Promise.resolve());
    await allHear(tabs);
    assert.equal(server.streams(), 1);
  });

  await step(tabs[0], "a stream that breaks is opened again, once for all", async () => {
    server.cut();
    await allHear(tabs);
    assert.equal(server.streams(), 1);
  });

  await step(tabs[0], "tabs begin again where the chain was started over, and say so", async () => {
    const { deployment } = await api("/v1/status");
    for (const page of tabs) await page.evaluate(() => { window.weirTestOld = true; });
    const other = "0123456789abcdef0123456789abcdef";
    server.rewrite((text) => text.replaceAll(deployment.id, other));
    server.cut();
    for (const page of tabs) {
      await page.getByText("was started over").waitFor(patient);
      await page.locator(".live", { hasText: "Live" }).first().waitFor(patient);
      assert.equal(await page.evaluate(() => window.weirTestOld), undefined, "nothing old is kept");
      await page.getByRole("button", { name: "All right", exact: true }).click();
      await page.getByText("was started over").waitFor({ ...patient, state: "detached" });
    }
    await allHear(tabs);
    server.rewrite((text) => text);
  });
  assert.deepEqual(first.problems, []);
  await context.close();

  await step(tabs[0], "without shared workers one tab has a stream, and all hear what happens", async () => {
    const { tabs: lacking, first, context } = await tabsOf(many, () => { delete window.SharedWorker; });
    assert.equal(server.streams(), 1);
    await allHear(lacking);
    await lacking.shift().close();
    await allHear(lacking);
    assert.ok(server.streams() <= 1, `${server.streams()} streams`);
    assert.deepEqual(first.problems, []);
    await context.close();
  });

  await step(tabs[0], "without locks as well, all tabs ask", async () => {
    const { tabs: lacking, first, context } = await tabsOf(many, () => {
      delete window.SharedWorker;
      Object.defineProperty(navigator, "locks", { value: undefined });
    });
    assert.equal(server.streams(), 0);
    await allHear(lacking);
    assert.deepEqual(first.problems, []);
    await context.close();
  });
});
