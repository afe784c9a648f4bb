// How soon the page is usable on a slow phone: a processor four times slower, and a mobile network of
// 1.6 Mbit/s with 150 ms to and fro. Prints figures, and holds nothing: other machines are other
// phones. Run by tests/page.rs on demand; see stage.mjs.
import { open, patient, play, url } from "./stage.mjs";

const ROUNDS = 5;

await play(async () => {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page } = await open({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, wallet: false });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    // The page itself notes when something is there: who looks from outside comes late.
    await page.addInitScript((wanted) => {
      window.seen = {};
      const look = () => {
        for (const [name, selector] of Object.entries(wanted)) {
          if (!(name in window.seen) && document.querySelector(selector)) window.seen[name] = performance.now();
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
    }, { heading: "main h1", numbers: ".tile .figure-value", pictures: ".chart [data-ready]" });
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => Object.keys(window.seen).length === 3, null, patient);
    rounds.push(await page.evaluate(() => window.seen));
    await page.context().close();
  }
  const median = (name) => Math.round(rounds.map((one) => one[name]).sort((a, b) => a - b)[(ROUNDS - 1) / 2]);
  console.log(`after ${median("heading")} ms a heading, ${median("numbers")} ms the numbers, ${median("pictures")} ms the pictures (medians of ${ROUNDS})`);
});
