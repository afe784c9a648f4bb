// What the page says when something is wrong: a wallet that is missing, an account without money, a
// node of another chain, an indexer that is behind, a node that is gone. Run by tests/page.rs, which
// stops and starts what the script asks for; see stage.mjs.
import assert from "node:assert/strict";
import { api, newestRow, node, open, patient, play, please, rpc, step, url } from "./stage.mjs";

const pauper = `Pauper${process.pid}`;
// What the browser and the chain's library say of a connection that fails or is closed.
const gone = [/WebSocket connection to .* failed/, /net::ERR_/, /ChainHead|JsonRpc|socket/i];

/** Whether a message to the node gives it a transaction. */
const sends = (message) => /"(author_submit\w+|transaction_v1_broadcast)"/.test(message);

await play(async () => {
  const { page, problems, go, press, done, refused, become } = await open({ accounts: ["Eve", pauper], expected: gone });
  const mint = async (amount) => {
    await page.getByLabel("You give").fill(amount);
    await page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
  };
  const live = (words) => page.locator(".live").filter({ hasText: words }).first().waitFor(patient);

  await step(page, "without a wallet it says which ones there are", async () => {
    const bare = await open({ wallet: false });
    await bare.go("/trade");
    await bare.press("Connect");
    await bare.page.getByText("Talisman, SubWallet, Nova and Polkadot.js work with this page").waitFor(patient);
    assert.deepEqual(bare.problems, []);
    await bare.page.context().close();
  });

  await step(page, "a node of another chain is named, and nothing is signed", async () => {
    const other = await open({ accounts: ["Eve"], expected: gone });
    // The same answers of the indexer, of another chain; the stream would say how it is.
    const genesis_hash = `0x${"7".repeat(64)}`;
    await other.page.addInitScript(() => { delete window.SharedWorker; });
    await other.page.route("**/v1/stream*", (route) => route.abort());
    await other.page.route("**/v1/status", async (route) => {
      const status = await (await route.fetch()).json();
      await route.fulfill({ json: { ...status, deployment: { ...status.deployment, genesis_hash } } });
    });
    await other.go("/trade");
    await other.press("Connect");
    await other.page.getByText("The node follows another chain").first().waitFor(patient);
    assert.deepEqual(other.problems, []);
    await other.page.context().close();
  });

  await step(page, "whoever has no money is told so before anything is signed", async () => {
    await go("/trade");
    await become(pauper);
    await page.getByLabel("You give").fill("1");
    await page.getByRole("button", { name: /Not enough/ }).waitFor(patient);
    await become("Eve");
  });

  await step(page, "an indexer that is behind says by how much, and a transaction waits for it", async () => {
    await go("/trade");
    await page.locator(".account-button .soft").waitFor(patient);
    await please("hold the indexer");
    await mint("2");
    await page.locator("dialog li[data-state=now]").filter({ hasText: "Indexed" }).waitFor(patient);
    await press("Go on in the background");
    // More than it writes in the blink of an eye.
    await rpc("dev_sealBlocks", 2500);
    await please("let the indexer go on");
    await live("blocks behind");
    await page.getByText("The indexer is catching up with the chain").waitFor(patient);
    await page.locator(".pill", { hasText: "done" }).click(patient);
    await done(/You have new/);
    await live("Live");
    assert.equal(newestRow("mints", "deposit")[0], `2${"0".repeat(18)}`);
  });

  await step(page, "a transaction whose connection breaks after it was sent is done, and said to be", async () => {
    const cut = await open({ accounts: ["Eve"], expected: gone });
    let broken = false;
    await cut.page.routeWebSocket((to) => to.port === new URL(node).port, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        server.send(message);
        if (broken || !sends(message)) return;
        broken = true;
        // The node has it; the page does not hear so.
        setTimeout(() => { server.close(); socket.close(); }, 30);
      });
    });
    await cut.go("/trade");
    await cut.become("Eve");
    await cut.page.getByLabel("You give").fill("2.5");
    await cut.page.getByRole("button", { name: /^Mint [A-Z]/ }).click();
    await cut.done(/You have new/);
    assert.ok(broken);
    assert.equal(newestRow("mints", "deposit")[0], `25${"0".repeat(17)}`);
    assert.deepEqual(cut.problems, []);
    await cut.page.context().close();
  });

  await step(page, "a transaction whose node dies while it waits ends in words, and is done when the node is back", async () => {
    const lost = await open({ accounts: ["Eve"], expected: gone });
    let swallow = true;
    await lost.page.routeWebSocket((to) => to.port === new URL(node).port, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        if (swallow && sends(message)) {
          // It was on its way when the node died.
          swallow = false;
          return please("stop the node");
        }
        server.send(message);
      });
    });
    await lost.go("/trade");
    await lost.become("Eve");
    const mint = lost.page.getByRole("button", { name: /^Mint [A-Z]/ });
    await lost.page.getByLabel("You give").fill("2.25");
    await mint.click();
    const dialog = lost.page.locator("dialog");
    await dialog.getByText("It was sent, and it is not known yet").waitFor(patient);
    assert.match(await dialog.innerText(), /0x[0-9a-f]{8}…/, "its hash");
    await dialog.getByRole("button", { name: "Go on in the background" }).click();
    // Nothing waits for it.
    await lost.page.waitForFunction(() => [...document.querySelectorAll("button")].some((one) => /^Mint [A-Z]/.test(one.innerText) && !one.disabled), null, patient);
    await please("start the node");
    await lost.page.locator(".pill", { hasText: /done|failed/ }).click({ timeout: 120_000 });
    await lost.done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], `225${"0".repeat(16)}`);
    assert.deepEqual(lost.problems, []);
    await lost.page.context().close();
    await live("Live");
  });

  await step(page, "without a node it still shows what it knows, and says why nothing can be done", async () => {
    const before = newestRow("mints", "height");
    await please("stop the node");
    await live("No node");
    await page.getByText("The indexer cannot reach the chain").waitFor(patient);
    await mint("3");
    await refused(/The node does not answer/);
    await go("/");
    await page.locator(".tile .figure-value").first().waitFor(patient);
    assert.deepEqual(newestRow("mints", "height"), before);
  });

  await step(page, "when the node is back everything goes on by itself", async () => {
    await please("start the node");
    await live("Live");
    await go("/trade");
    await mint("4");
    await done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], `4${"0".repeat(18)}`);
  });

  await step(page, "without the indexer it says how old what it shows is", async () => {
    const { height } = (await api("/v1/status")).cursor;
    // The page hears of a block a moment after it is written.
    await page.waitForFunction((height) => Number(document.querySelector(".live").innerText.replace(/[^0-9]/g, "")) >= height, height, patient);
    await please("stop the indexer");
    await live("Not connected");
    const notice = page.getByText("This page has lost the indexer");
    await notice.waitFor(patient);
    assert.match(await notice.innerText(), /What you see is the state of block [0-9,]+/);
    const shown = Number((await notice.innerText()).match(/block ([0-9,]+)/)[1].replace(/,/g, ""));
    assert.ok(shown >= height, `${shown} is before ${height}`);
  });

  assert.deepEqual(problems, [], url);
});
