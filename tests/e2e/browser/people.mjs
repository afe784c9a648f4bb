// The app as it meets different people: those with several wallets, or one that does not help; those
// who use only the keyboard, or a finger; those who want nothing to move; those who only look, or ask
// for data. Run by tests/page.rs; see stage.mjs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { account } from "./wallet.mjs";
import { api, newestRow, node, open, patient, play, psql, sql, step, url, weir } from "./stage.mjs";

const ethereum = `0x${"9f".repeat(20)}`;
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** Presses Tab until what has the focus is this. */
async function tabTo(page, what, most = 80) {
  const wanted = await what.elementHandle();
  for (let n = 0; n < most; n += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${what}`);
}

/** Whether nothing behind a dialog can have the focus, however often Tab is pressed. */
async function trapped(page) {
  for (let n = 0; n < 12; n += 1) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => {
      const { activeElement, body } = document;
      return activeElement !== body && !activeElement.closest("dialog") ? activeElement.outerHTML : null;
    });
    assert.equal(outside, null, "the focus is behind the dialog");
  }
}

/** A page that meets these wallets, and its dialog for choosing one. */
async function meet(wallets, work) {
  const one = await open({ wallets });
  await one.go("/trade");
  await one.press("Connect");
  await work(one);
  assert.deepEqual(one.problems, []);
  await one.page.context().close();
}

await play(async () => {
  const { page, mood, problems, go, press, done, become } = await open({ accounts: ["Eve"] });

  await step(page, "of several wallets each shows its own accounts, and the one that was chosen signs", () =>
    meet({ "polkadot-js": ["Dave"], talisman: ["Eve", ethereum], "subwallet-js": ["Bob"] }, async (many) => {
      const dialog = many.page.locator("dialog");
      for (const [wallet, name] of [["Talisman", "Eve"], ["SubWallet", "Bob"], ["Polkadot.js", "Dave"]]) {
        await many.press(wallet);
        await dialog.getByRole("heading", { name: `Accounts of ${wallet}` }).waitFor(patient);
        assert.deepEqual(await dialog.locator(".choice").evaluateAll((all) => all.map((one) => one.innerText.split("\n")[0])), [name]);
        const about = dialog.getByText("An Ethereum account of Talisman cannot be used here");
        assert.equal(await about.count(), wallet === "Talisman" ? 1 : 0);
      }
      await dialog.getByRole("button", { name: /^Dave/ }).click();
      await many.page.reload();
      await many.page.locator(".account-button", { hasText: "Dave" }).waitFor(patient);
      await many.page.getByLabel("You give").fill("1.5");
      await many.press(/^Mint [A-Z]/, false);
      await many.done(/You have new/);
      assert.equal(await many.page.evaluate(() => window.weirTestSigner), "polkadot-js");
      assert.equal(newestRow("mints", "deposit")[0], "1500000000000000000");
    }));

  await step(page, "a wallet that does not open, has no account, or none that can act here, is explained", async () => {
    await meet({ "subwallet-js": new Error("Rejected by user") }, async (one) => {
      await one.press("SubWallet");
      await one.page.getByText("SubWallet did not open for this page: “Rejected by user”").waitFor(patient);
    });
    await meet({ talisman: [] }, async (one) => {
      await one.press("Talisman");
      await one.page.getByText("Talisman shows this page no account").waitFor(patient);
    });
    await meet({ "subwallet-js": [ethereum] }, async (one) => {
      await one.press("SubWallet");
      await one.page.getByText("Make a Polkadot account in the wallet").waitFor(patient);
      assert.equal(await one.page.locator(".choice").count(), 0);
    });
  });

  await step(page, "wallets that say no kind of a key, or sign no texts, are taken as they are", async () => {
    const plain = await open({ accounts: ["Eve"], odd: { types: false, raw: false } });
    await plain.go("/trade");
    await plain.become("Eve");
    await plain.page.getByLabel("You give").fill("1.75");
    await plain.press(/^Mint [A-Z]/, false);
    await plain.done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], "1750000000000000000");
    await plain.go("/burns");
    await plain.page.getByText("Your wallet signs no texts, so no receipt can be made").waitFor(patient);
    assert.deepEqual(plain.problems, []);
    await plain.page.context().close();
  });

  await step(page, "an account whose burns can have no receipt learns it before it burns", async () => {
    const edward = account("Eve ed25519");
    await weir("dev", "fund", edward.address, "50");
    for (const types of [true, false]) {
      const one = await open({ accounts: [edward.name], odd: { types } });
      await one.go("/burns");
      await one.become(edward.name);
      if (types) await one.page.getByText("that takes an sr25519 key, and your account has an ed25519 key").waitFor(patient);
      else {
        await one.press("Sign a trial");
        await one.page.getByText("No receipt can be made with this account").waitFor(patient);
      }
      assert.deepEqual(one.problems, []);
      await one.page.context().close();
    }
    // It acts like any other.
    const one = await open({ accounts: [edward.name] });
    await one.go("/trade");
    await one.become(edward.name);
    await one.page.getByLabel("You give").fill("1.125");
    await one.press(/^Mint [A-Z]/, false);
    await one.done(/You have new/);
    assert.equal(newestRow("mints", "deposit")[0], "1125000000000000000");
    await one.page.context().close();
    // Without a kind, a key that can is found out by a trial too.
    const eve = await open({ accounts: ["Eve"], odd: { types: false } });
    await eve.go("/burns");
    await eve.become("Eve");
    await eve.press("Sign a trial");
    await eve.page.getByText("Receipts can be made with this account").waitFor(patient);
    await eve.page.context().close();
  });

  await step(page, "a proposal's form says what the contract would refuse, and which value it is", async () => {
    const { commons, conviction } = (await api("/v1/status")).deployment;
    await go("/proposals/new");
    await page.getByLabel("Title").fill("Rain barrels");
    await page.getByLabel(/^How much/).fill("1");
    const wrong = async (label, texts, good) => {
      for (const [text, words] of texts) {
        await page.getByLabel(label).fill(text);
        await page.locator(".field .problem", { hasText: words }).waitFor(patient);
        assert.ok(await page.getByRole("button", { name: "Check what is marked" }).or(page.getByRole("button", { name: "Connect an account" })).first().isVisible());
      }
      await page.getByLabel(label).fill(good);
      await page.locator(".field .problem").waitFor({ ...patient, state: "detached" });
    };
    await wrong("Who receives it", [
      [commons, "the Commons itself"],
      [conviction, "the vote of the Commons"],
      [`0x${"0".repeat(40)}`, "zero address"],
      ["0x5AaEB6053f3e94c9B9A09f33669435E7eF1bEaED", "EIP-55"],
      ["5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694tz", "checksum"],
      ["alice.eth", "is a name"],
    ], account("Bob", 0).address);
    await wrong("Open for days", [["0.000001", "less than a second"], ["8", "At most 7 days"]], "1");
    await wrong("Title", [["\u200b", "U+200B"], ["Pay \u202eTOD 001", "U+202E"]], "Rain barrels");
    await wrong("Where to read more", [["javascript:alert(1)", "begins with https://"]], "");
    await wrong("Paid evenly over days", [["4000", "At most 3650 days"]], "");
  });

  await step(page, "Nova is called so, though it takes the place of Polkadot.js", async () => {
    const nova = await open({ wallets: { "polkadot-js": ["Dave"] }, ...phone });
    await nova.page.addInitScript(() => { window.walletExtension = { isNovaWallet: true }; });
    await nova.go("/trade");
    await nova.press("Connect");
    await nova.press("Nova");
    await nova.page.getByRole("heading", { name: "Accounts of Nova" }).waitFor(patient);
    await nova.page.context().close();
  });

  await step(page, "the known accounts are nowhere but on a development chain, and not taken up there", async () => {
    const live = await open({ wallet: false });
    // The real node, which says in one thing something else.
    let asked;
    const told = new Promise((done) => { asked = done; });
    await live.page.routeWebSocket((to) => to.href.startsWith(node.replace("http", "ws")), (socket) => {
      const server = socket.connectToServer();
      let id;
      socket.onMessage((message) => {
        const { method, id: its } = JSON.parse(message);
        if (method === "system_chainType") id = its;
        server.send(message);
      });
      server.onMessage((message) => {
        const answer = JSON.parse(message);
        const changed = id !== undefined && answer.id === id;
        socket.send(changed ? JSON.stringify({ ...answer, result: "Live" }) : message);
        if (changed) asked();
      });
    });
    const remembered = JSON.stringify({ wallet: "demo", ss58: account("Eve").address });
    await live.page.addInitScript((text) => localStorage.setItem("weir.account", text), remembered);
    await live.go("/trade");
    await told;
    await live.press("Connect");
    await live.page.getByText("No wallet is there").waitFor(patient);
    await live.page.locator("dialog .skeleton").waitFor({ ...patient, state: "detached" });
    assert.equal(await live.page.getByRole("button", { name: /^Demo accounts/ }).count(), 0);
    assert.equal(await live.page.locator(".account-button").count(), 0);
    assert.deepEqual(live.problems, []);
    await live.page.context().close();
  });

  await step(page, "whoever has no mouse connects and mints", async () => {
    await go("/trade");
    const connect = page.locator(".topbar").getByRole("button", { name: "Connect", exact: true });
    await tabTo(page, connect);
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog");
    await dialog.waitFor(patient);
    await trapped(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ ...patient, state: "detached" });
    // The focus comes back a moment after the dialog is gone.
    const handle = await connect.elementHandle();
    await page.waitForFunction((button) => button === document.activeElement, handle, patient);

    await page.keyboard.press("Enter");
    await tabTo(page, dialog.getByRole("button", { name: "Talisman", exact: true }));
    await page.keyboard.press("Enter");
    await dialog.locator(".choice").waitFor(patient);
    await tabTo(page, dialog.getByRole("button", { name: /^Eve/ }));
    await page.keyboard.press("Enter");
    await page.locator(".account-button", { hasText: "Eve" }).waitFor(patient);

    await tabTo(page, page.getByLabel("You give"));
    await page.keyboard.type("2.75");
    const mint = page.getByRole("button", { name: /^Mint [A-Z]/ });
    await mint.waitFor(patient);
    await tabTo(page, mint);
    await page.keyboard.press("Enter");
    await dialog.locator("li[data-state=now]").first().waitFor(patient);
    await trapped(page);
    await dialog.locator(".notice.good").waitFor(patient);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ ...patient, state: "detached" });
    assert.equal(newestRow("mints", "deposit")[0], "2750000000000000000");
    await page.waitForFunction(() => document.activeElement.closest("main")?.id === "main", null, patient);
  });

  await step(page, "whoever has no mouse stakes", async () => {
    await go("/proposals");
    const { rows } = await api("/v1/proposals?status=active&limit=10");
    const card = page.locator(".proposal-card", { hasText: `#${rows[0].proposal}` }).first();
    await card.getByRole("slider").waitFor(patient);
    await tabTo(page, card.getByRole("slider"));
    for (let n = 0; n < 9; n += 1) await page.keyboard.press("ArrowRight");
    const set = page.getByRole("button", { name: "Set this stake" });
    await set.waitFor(patient);
    await tabTo(page, set);
    await page.keyboard.press("Enter");
    await page.locator("dialog .notice.good").waitFor(patient);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ ...patient, state: "detached" });
    const [stake] = sql(`select stake from stakes_now where proposal = ${rows[0].proposal} order by height desc, event_index desc limit 1`);
    assert.ok(BigInt(stake) > 0n);
  });

  await step(page, "every figure of the overview says its unit, and by keyboard what it means", async () => {
    await go("/");
    await page.locator(".tile .figure-value").nth(3).waitFor(patient);
    for (const tile of await page.locator(".tile").all()) {
      const name = await tile.locator("dt").innerText();
      assert.equal(await tile.locator(".tip").count(), 1, name);
      assert.match(await tile.locator(".unit").innerText(), /^[A-Z]+$/, name);
    }
    const tips = await page.locator("main .tip").all();
    assert.ok(tips.length >= 7, `${tips.length} tips`);
    for (const tip of tips) {
      await tabTo(page, tip);
      const bubble = page.getByRole("tooltip");
      await bubble.waitFor(patient);
      assert.ok((await bubble.innerText()).length > 30);
      assert.equal(await tip.getAttribute("aria-describedby"), await bubble.getAttribute("id"));
      await page.keyboard.press("Escape");
      await bubble.waitFor({ ...patient, state: "detached" });
    }
  });

  await step(page, "a finger gets the same explanations, whole and on the screen, and away again", async () => {
    const touch = await open({ ...phone, wallet: false });
    await touch.go("/");
    await touch.page.locator(".tile .figure-value").nth(3).waitFor(patient);
    const tips = await touch.page.locator("main .tip").all();
    assert.ok(tips.length >= 7, `${tips.length} tips`);
    for (const tip of tips) {
      await tip.tap();
      const bubble = touch.page.getByRole("tooltip");
      await bubble.waitFor(patient);
      const { x, y, width, height } = await bubble.boundingBox();
      assert.ok(x >= 0 && x + width <= 390 && y >= 0 && y + height <= 844, `${x} ${y} ${width} ${height}`);
      await touch.page.locator("main h1").tap();
      await bubble.waitFor({ ...patient, state: "detached" });
    }
    assert.deepEqual(touch.problems, []);
    await touch.page.context().close();
  });

  await step(page, "what happens shows on the overview without loading it again", async () => {
    await go("/");
    const pool = page.locator(".tile", { hasText: "Funding pool" }).locator(".figure-value");
    await pool.waitFor(patient);
    await page.locator(".act-list li").first().waitFor(patient);
    // What comes in the first moments may have been there before.
    await page.waitForFunction(() => performance.now() > 4_000);
    await page.evaluate(() => { window.weirTestSame = true; });
    const before = await pool.innerText();
    await weir("donate", "3.25", "--key", "//Dave");
    await page.locator(".act-list li.fresh", { hasText: "3.25" }).waitFor(patient);
    await page.waitForFunction((text) => ![...document.querySelectorAll(".figure-value")].some((one) => one.innerText === text), before, patient);
    assert.ok(await page.evaluate(() => window.weirTestSame), "the page was not loaded again");
  });

  await step(page, "who wants nothing to move sees nothing move", async () => {
    for (const [reducedMotion, still] of [["reduce", true], ["no-preference", false]]) {
      const one = await open({ accounts: ["Eve"], reducedMotion });
      await one.go("/trade");
      await one.become("Eve");
      one.mood.answer = "wait";
      await one.page.getByLabel("You give").fill("1");
      await one.press(/^Mint [A-Z]/, false);
      while (one.mood.asked.length < 1) await one.page.waitForTimeout(50);
      await one.page.locator("dialog li[data-state=now]").waitFor(patient);
      const moving = () => document.getAnimations().filter(({ playState, effect }) => playState === "running" && effect.getComputedTiming().endTime > 50).length;
      if (still) assert.equal(await one.page.evaluate(moving), 0);
      else await one.page.waitForFunction(moving, null, patient).catch(() => assert.ok(false, "otherwise something moves"));
      one.mood.answer = "reject";
      one.mood.go();
      await one.refused(/did not sign/);
      await one.page.context().close();
    }
  });

  await step(page, "the ready queries run as the page shows them", async () => {
    await go("/data");
    const queries = page.locator(".queries details");
    await queries.first().waitFor(patient);
    const texts = await queries.locator("pre").allTextContents();
    assert.ok(texts.length >= 10, `${texts.length} queries`);
    for (const text of texts) {
      const [program, args, options] = psql("-c", text);
      execFileSync(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    }
    await queries.nth(1).locator("summary").click();
    assert.ok(await queries.nth(1).locator("pre").isVisible());
  });

  await step(page, "what the page says can be asked for over HTTP can be", async () => {
    await press("HTTP API");
    const first = await page.locator("pre").first().innerText();
    const address = new URL(first.match(/'(.*)'/)[1], url);
    assert.ok((await (await fetch(address)).json()).rows, "the example is answered");
    await page.getByLabel("Search paths and columns").fill("withdrawals");
    const found = page.locator(".queries details").filter({ hasText: "/v1/withdrawals" }).first();
    await found.locator("summary").click();
    await found.getByText("receiver", { exact: true }).waitFor(patient);
    await page.getByLabel("Search paths and columns").fill("");
    const links = await page.locator(".queries a").evaluateAll((all) => all.map((one) => one.href));
    assert.ok(links.length >= 20, `${links.length} links`);
    for (const link of links) {
      const answer = await fetch(link, { signal: AbortSignal.timeout(patient.timeout) });
      assert.equal(answer.status, 200, link);
      await answer.arrayBuffer();
    }
    await press("This Commons");
    const { commons } = (await api("/v1/status")).deployment;
    await page.getByText(commons, { exact: true }).waitFor(patient);
  });

  assert.deepEqual(problems, []);
});
