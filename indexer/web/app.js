// The page: asks for what there is, then follows what happens.

import { GROUPS, row } from "./acts.js";
import { change, exact, short } from "./amounts.js";
import { Chart } from "./charts.js";
import { hatch } from "./hatch.js";
import { ago, el, moment, percent } from "./page.js";

const $ = (id) => document.getElementById(id);
const PAGE = 15;

const state = {
  status: null,       // the last answer of /v1/status
  heard: 0,           // when that was
  failed: false,      // whether the first answer is still missing although asked for
  points: [],         // the pools over time
  events: [],         // acts shown, newest first
  newest: "0-0",      // id of the newest act known
  next: null,         // cursor of the next page
  kinds: null,        // the kinds shown; null: all
  days: null,         // time shown; null: all
};

const FIGURES = [
  { key: "price", name: "Spot price", read: (p) => p.spot_price, unit: (d) => `${d.currency} per ${d.symbol}`, decimals: (d) => d.currency_decimals,
    help: (d) => `What the next tiny bit of ${d.symbol} costs before the entry tribute. Deposits push it up, redemptions push it down, burning ${d.symbol} raises it for everybody else.` },
  { key: "supply", name: "Supply", read: (p) => p.supply, unit: (d) => d.symbol, decimals: (d) => d.decimals,
    help: (d) => `All ${d.symbol} there are. Deposits create them; redemptions and burns destroy them.` },
  { key: "reserve", name: "Collateral pool", read: (p) => p.reserve, unit: (d) => d.currency, decimals: (d) => d.currency_decimals,
    help: (d) => `The money that backs the token, also called the reserve. Whoever redeems ${d.symbol} is paid from it. It cannot be spent on anything else.` },
  { key: "funding_pool", name: "Funding pool", read: (p) => p.funding_pool, unit: (d) => d.currency, decimals: (d) => d.currency_decimals,
    help: () => "The money the Commons can give to projects: the tributes of deposits and redemptions, and donations." },
];

const COLOURS = { price: "--price", supply: "--supply", reserve: "--reserve", funding_pool: "--funding" };

async function get(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

// ---- figures and charts

const cards = FIGURES.map((figure) => {
  const value = el("b", {}, "–");
  const unit = el("span");
  const tip = el("span", { role: "tooltip", id: `tip-${figure.key}` });
  const note = el("p", { class: "note" });
  const chart = el("div", { class: "chart", "aria-hidden": "true" });
  $("cards").append(el("article", { class: "card", "data-figure": figure.key },
    el("h3", {}, figure.name, el("span", { class: "tip" },
      el("button", { type: "button", "aria-label": `What is the ${figure.name.toLowerCase()}?`, "aria-describedby": tip.id }, "?"), tip)),
    el("div", { class: "figure" }, value, unit), note, chart));
  const card = { ...figure, value, unitText: unit, tip, note, host: chart, hovered: null };
  card.chart = new Chart(chart, COLOURS[figure.key], figure.read, (point) => {
    card.hovered = point;
    showFigure(card);
  });
  return card;
});

function showFigure(card) {
  const d = state.status?.deployment;
  const now = state.status?.pools;
  if (!d) return;
  card.unitText.textContent = card.unit(d);
  card.tip.textContent = card.help(d);
  const point = card.hovered ?? now;
  const amount = point && card.read(point);
  card.value.textContent = amount ? short(amount, card.decimals(d)) : "–";
  card.value.title = amount ? `${exact(amount, card.decimals(d))} ${card.unit(d)}` : "";
  if (card.hovered) {
    card.note.textContent = moment(card.hovered.timestamp);
  } else {
    const first = state.points[0];
    const since = first && now && card.read(first) && change(card.read(first), card.read(now) ?? "0");
    const span = { 1: "in a day", 7: "in a week", 30: "in a month" }[state.days] ?? "since the beginning";
    card.note.textContent = since ? `${since} ${span}` : "";
  }
}

function showCharts() {
  const points = [...state.points];
  for (const card of cards) {
    // A hatch has tokens, but no price yet.
    const some = points.some((point) => card.read(point) !== null);
    const until = points.length ? "There is no price before the curve opens." : "The chart begins with the first event.";
    card.host.dataset.empty = some ? "" : until;
  }
  const last = points.at(-1);
  // The last state holds until now.
  const now = Date.parse(state.status?.cursor?.timestamp ?? "") / 1000;
  if (last && now > last.seconds) points.push({ ...last, seconds: now, timestamp: state.status.cursor.timestamp });
  const d = state.status?.deployment;
  if (!d) return;
  for (const card of cards) {
    card.chart.show(points, card.decimals(d));
    showFigure(card);
  }
}

const seconds = (point) => ({ ...point, seconds: Date.parse(point.timestamp) / 1000 });

async function loadPools() {
  const from = state.days && new Date(Date.now() - state.days * 86_400_000).toISOString();
  const { points } = await get(`/v1/pools${from ? `?from=${from}` : ""}`);
  state.points = points.map(seconds);
  showCharts();
}

// ---- events

function showEvents(fresh = new Set()) {
  const d = state.status?.deployment;
  if (!d) return;
  $("events").replaceChildren(...state.events.map((event) => row(event, d, fresh.has(event.id))));
  $("more").hidden = !state.next;
  $("empty").hidden = state.events.length > 0;
  $("empty").textContent = state.kinds
    ? "Nothing of this kind has happened yet."
    : "Nothing has happened yet. The first deposit shows here a moment after its block is final.";
}

async function loadEvents(older = false) {
  const query = new URLSearchParams({ limit: PAGE });
  if (state.kinds) query.set("kind", state.kinds.join());
  if (older && state.next) query.set("cursor", state.next);
  const page = await get(`/v1/events?${query}`);
  state.events = older ? [...state.events, ...page.events] : page.events;
  state.next = page.next_cursor;
  if (!state.kinds && !older && page.events.length) state.newest = page.events[0].id;
  showEvents();
}

/** Whether one event id comes after another. */
function isAfter(id, other) {
  const [height, index] = id.split("-").map(Number);
  const [otherHeight, otherIndex] = other.split("-").map(Number);
  return height > otherHeight || (height === otherHeight && index > otherIndex);
}

/** New acts, oldest first. */
function take(events) {
  const fresh = events.filter((event) => isAfter(event.id, state.newest));
  if (!fresh.length) return;
  state.newest = fresh.at(-1).id;
  const shown = fresh.filter((event) => !state.kinds || state.kinds.includes(event.kind));
  state.events = [...shown.toReversed(), ...state.events].slice(0, 400);
  state.points.push(...fresh.filter((event) => event.pools).map((event) =>
    seconds({ ...event.pools, timestamp: event.timestamp })));
  later(() => {
    showEvents(new Set(shown.map((event) => event.id)));
    showCharts();
  });
}

// ---- state of the indexer

function takeStatus(status) {
  state.status = status;
  state.heard = Date.now();
  showStatus();
  later(showCharts);
}

function showStatus() {
  const { status } = state;
  const lost = Date.now() - state.heard > 30_000;
  const [tone, text, notice] = judge(status, lost);
  $("live").dataset.state = tone;
  $("live-text").textContent = text;
  $("notice").hidden = !notice;
  if ($("notice").textContent !== notice) $("notice").textContent = notice;
  if (!status) return;
  const d = status.deployment;
  document.title = `${d.name} (${d.symbol}) – Weir`;
  $("name").textContent = d.name;
  const phase = { hatch: ", now hatching", open: "", refunding: ", paying its contributors back" }[status.phase];
  $("tagline").textContent = `${d.symbol}, the token of a Commons on Polkadot${phase ?? ""}`;
  showHatch(status);
  showOnce(d, status);
}

let hatchShown = "";
function showHatch(status) {
  $("hatch").hidden = !["hatch", "refunding"].includes(status.phase);
  const now = `${status.phase} ${status.raised}`;
  if (hatchShown === now) return;
  hatchShown = now;
  $("hatch-title").textContent = status.phase === "refunding" ? "The hatch: refunding" : "The hatch";
  $("hatch-body").replaceChildren(...hatch(status));
}

/** How things are: tone of the dot, words beside it, and a notice where something is wrong. */
function judge(status, lost) {
  if (!status) {
    return state.failed
      ? ["bad", "Not connected", "This page cannot reach the indexer. It keeps trying."]
      : ["wait", "Connecting…", ""];
  }
  const height = status.cursor ? `block ${status.cursor.height.toLocaleString("en")}` : "no block yet";
  const asOf = status.cursor
    ? `What you see is the state of ${height}, ${moment(status.cursor.timestamp)}.`
    : "There is nothing to show yet.";
  if (lost) return ["bad", "Not connected", `This page has lost the indexer and keeps trying. ${asOf}`];
  if (status.ready && !status.trouble) return ["good", `Live, ${height}`, ""];
  if (status.ready) return ["warn", `Waiting, ${height}`, `The indexer has a problem and keeps trying: ${status.trouble}. ${asOf}`];
  const behind = status.blocks_behind ?? 0;
  const node = status.reasons.find((reason) => reason.startsWith("the node"));
  if (node) return ["bad", `No node, ${height}`, `The indexer cannot reach the chain: ${node}. ${asOf}`];
  if (behind > 0) {
    return ["warn", `${behind.toLocaleString("en")} blocks behind`,
      `The indexer is catching up with the chain: ${behind.toLocaleString("en")} blocks to go. ${asOf}`];
  }
  if (!status.cursor && node === undefined && !status.trouble) {
    return ["wait", "Waiting", `The contract was deployed in block ${status.deployment.block.toLocaleString("en")}. The indexer waits for that block to be final.`];
  }
  return ["warn", "Not up to date", `${sentence(status.reasons.join("; "))}. ${asOf}`];
}

let shownFor = null;
function showOnce(d, status) {
  if (shownFor === d.commons) return;
  shownFor = d.commons;
  const steps = [
    ["Deposit", `Whoever deposits ${d.currency} gets new ${d.symbol} at the price of a curve. ${percent(d.entry_tribute_ppm)} of the deposit goes to the funding pool, the rest to the collateral pool.`],
    ["Redeem", `${d.symbol} can be given back at any time for its share of the collateral pool. ${percent(d.exit_tribute_ppm)} of the payout goes to the funding pool.`],
    ["Burn", `Services take ${d.symbol} as payment by destroying it. The collateral stays, so what is left is worth more.`],
    ["Fund", `The funding pool is the Commons’ own money, for projects that its token holders vote for. The curve’s reserve ratio is ${percent(d.reserve_ratio_ppm)}: the collateral pool holds that share of the token’s market value.`],
  ];
  $("how").replaceChildren(...steps.map(([title, text]) => el("li", {}, el("b", {}, title), text)));
  const facts = [
    ["Commons", el("code", {}, d.commons)],
    ["Conviction", el("code", {}, d.conviction)],
    ["Chain (genesis)", el("code", {}, d.genesis_hash)],
    ["Deployed", `block ${d.block.toLocaleString("en")}`],
    ["Indexer", `version ${status.version}`],
  ];
  $("facts").replaceChildren(...facts.flatMap(([name, fact]) => [el("dt", {}, name), el("dd", {}, fact)]));
  showEvents();
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

let waiting = [];
/** Does it before the next frame, however often asked: a burst of events is drawn once. */
function later(work) {
  if (!waiting.length) {
    setTimeout(() => {
      const all = waiting;
      waiting = [];
      for (const one of all) one();
    }, 50);
  }
  waiting.push(work);
}

// ---- following

let stream = null;

function follow() {
  stream?.close();
  stream = new EventSource(`/v1/stream?after=${state.newest}`);
  stream.addEventListener("activity", (message) => take([JSON.parse(message.data)]));
  stream.addEventListener("status", (message) => takeStatus(JSON.parse(message.data)));
}

/** Without a stream (a proxy may not let it through) the page asks. */
async function poll() {
  if (Date.now() - state.heard < 20_000) return;
  try {
    takeStatus(await get("/v1/status"));
    const page = await get("/v1/events?limit=100");
    take(page.events.toReversed());
    if (stream?.readyState === EventSource.CLOSED) follow();
  } catch {
    showStatus();
  }
}

function choose(group, button) {
  for (const other of group.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
}

const attempt = (work) => work().catch(() => showStatus());

$("ranges").addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  choose($("ranges"), target);
  state.days = Number(target.dataset.days) || null;
  attempt(loadPools);
});
for (const [name, kinds] of GROUPS) {
  const button = el("button", { type: "button", "aria-pressed": String(kinds === null) }, name);
  button.addEventListener("click", () => {
    choose($("kinds"), button);
    state.kinds = kinds;
    attempt(() => loadEvents());
  });
  $("kinds").append(button);
}
$("more").addEventListener("click", () => attempt(() => loadEvents(true)));
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const card of cards) card.chart.redraw();
});
setInterval(poll, 5_000);
setInterval(showStatus, 1_000);
setInterval(() => {
  for (const time of document.querySelectorAll("#events time")) time.textContent = ago(time.dateTime);
}, 20_000);

(async function start() {
  for (let pause = 500; ; pause = Math.min(pause * 2, 5_000)) {
    try {
      takeStatus(await get("/v1/status"));
      await Promise.all([loadEvents(), loadPools()]);
      break;
    } catch {
      state.failed = true;
      showStatus();
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  follow();
})();
