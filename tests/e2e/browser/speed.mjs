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
    const begun = Date.now();
    const since = async (what) => {
      await page.locator(what).first().waitFor(patient);
      return Date.now() - begun;
    };
    await page.goto(url, { waitUntil: "commit" });
    rounds.push({ heading: await since("main h1"), numbers: await since(".tile .figure-value"), pictures: await since(".flow svg") });
    await page.context().close();
  }
  const median = (name) => rounds.map((one) => one[name]).sort((a, b) => a - b)[(ROUNDS - 1) / 2];
  console.log(`after ${median("heading")} ms a heading, ${median("numbers")} ms the numbers, ${median("pictures")} ms the pictures (medians of ${ROUNDS})`);
});
