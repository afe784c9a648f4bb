// Answers of the API for Commons at their extremes: nothing, one, the least, the most, and texts that
// mean harm. Each world is a function from a path to an answer; extremes.mjs holds every answer to the
// API's own description, so that none is one that the indexer could not give.

const ONE = 10n ** 18n;
const MAX = 1n << 112n;
const DAY = 86_400;
const BEGIN = Date.UTC(2026, 0, 1, 9, 30) / 1000;

const iso = (seconds) => new Date(seconds * 1000).toISOString().replace(".000", "");
const dayOf = (seconds) => iso(seconds).slice(0, 10);
const account = (n) => `0x${(0xabc000 + n).toString(16).padStart(40, "7")}`;
const hash = (n) => `0x${n.toString(16).padStart(64, "0")}`;
const text = (amount) => String(amount);
const place = (n, at) => ({ height: 100 + n, event_index: n % 7, timestamp: iso(at) });

const terms = {
  minimum: text(1_000n * ONE),
  maximum: text(5_000n * ONE),
  deadline: iso(BEGIN + 7 * DAY),
  price: text(ONE / 20n),
  opening_price: text(ONE / 10n),
  tribute_ppm: 600_000,
  vesting_cliff: 1_800,
  vesting_half_life: 7_200,
  allowlist: false,
};

const deployment = {
  id: `${hash(1)}-5`,
  block_hash: hash(5),
  genesis_hash: hash(1),
  block: 5,
  commons: account(9001),
  conviction: account(9002),
  name: "Commons of Extremes",
  symbol: "WEIR",
  decimals: 18,
  native_symbol: "DOT",
  native_decimals: 10,
  currency: "DOT",
  currency_address: null,
  currency_decimals: 18,
  reserve_ratio_ppm: 200_000,
  entry_tribute_ppm: 50_000,
  exit_tribute_ppm: 20_000,
  initial_supply: "0",
  initial_reserve: "0",
  hatch: null,
  vote: {
    half_life: 3 * DAY,
    spending_limit_ppm: 200_000,
    window: DAY,
    weight_ppm: 2_500,
    min_stake_ppm: 100_000,
    deposit: text(ONE),
    max_lifetime: 30 * DAY,
    notice: 3 * DAY,
    long_notice: 14 * DAY,
    rule_share_ppm: 250_000,
    exit_share_ppm: 400_000,
  },
};

/** The rules by their numbers: name, least, most and step; their values are the deployment's. */
const BOUNDS = [
  ["entry-tribute", 0, 300_000, 20_000],
  ["exit-tribute", 0, 300_000, 20_000],
  ["spending-limit", 10_000, 500_000, 50_000],
  ["window", 7 * DAY, 365 * DAY, 30 * DAY],
  ["notice", 3_600, 14 * DAY, DAY],
  ["weight", 625, 10_000, 1_250],
  ["min-stake", 0, 500_000, 20_000],
  ["deposit", 0n, 10n * ONE, ONE],
  ["half-life", 129_600, 6 * DAY, 51_840],
];

/** The rules of a deployment that votes may change, or may not. */
function rulesOf(d, fixed) {
  const { vote } = d;
  const values = [
    d.entry_tribute_ppm, d.exit_tribute_ppm, vote.spending_limit_ppm, vote.window, vote.notice, vote.weight_ppm, vote.min_stake_ppm, vote.deposit, vote.half_life,
  ];
  const reach = (of, value, bound) => text(of(BigInt(value), BigInt(bound)));
  return BOUNDS.map(([name, least, most, step], n) => ({
    rule: n + 1, name, value: text(values[n]), initial: text(values[n]), changed: null, changeable_from: null,
    least: fixed ? "0" : reach((a, b) => (a < b ? a : b), values[n], least),
    most: fixed ? "0" : reach((a, b) => (a > b ? a : b), values[n], most),
    step: fixed ? "0" : text(step),
  }));
}

/** The spot price, as the contract rounds it. */
const priceOf = ({ supply, reserve }, ratio) => (reserve * ONE * 1_000_000n) / (supply * BigInt(ratio));

/** A world of rows: what it has of each dataset, and how the Commons stands. */
export function world({ about = {}, hatch = null, phase = "open", raised = 0n, pools = null, now = BEGIN + 2 * DAY, paused = null, fixed = false, rules = (all) => all, ...rows }) {
  const d = { ...deployment, ...about, hatch: hatch && { ...terms, ...hatch } };
  const at = { height: 5_000, hash: hash(5_000), timestamp: iso(now) };
  const priced = pools && { ...pools, price: pools.supply > 0n && pools.reserve > 0n ? priceOf(pools, d.reserve_ratio_ppm) : null };
  const poolsAt = (one, when) => ({
    height: 100,
    event_index: 0,
    timestamp: iso(when),
    supply: text(one.supply),
    reserve: text(one.reserve),
    funding_pool: text(one.funding),
    spot_price: one.price === null ? null : text(one.price),
  });
  const status = {
    version: "0.1.0", ready: true, reasons: [], trouble: null, role: "writer",
    cursor: at, finalized_height: 5_000, blocks_behind: 0, seconds_behind: 0,
    deployment: d, phase, paused_until: paused && iso(paused), rules: phase === null ? [] : rules(rulesOf(d, fixed)), raised: hatch && text(raised), pools: priced && poolsAt(priced, now),
  };
  const supply = pools?.supply ?? 0n;
  const staked = rows.staked ?? supply / 10n;
  const sets = {
    vote: [{
      seconds: text(Math.floor(now)), staked: text(staked), effective_stake: text(staked), effective_supply: text(supply),
      effective_funds: text(pools?.funding ?? 0n), threshold_stake: text(staked > supply / 10n ? staked : supply / 10n), supply: text(supply), funding_pool: text(pools?.funding ?? 0n),
    }],
    concentration: [concentration(rows.holders ?? [])],
    governors: [{ ...place(0, BEGIN), governor: deployment.conviction }],
    ...rows.sets,
    holders: rows.holders ?? [],
  };
  const proposals = sets.proposals ?? [];
  return (path, query) => {
    if (path === "/v1/status") return status;
    if (path === "/v1/events") {
      const kinds = query.get("kind")?.split(",");
      const events = (rows.events ?? []).filter(({ kind }) => !kinds || kinds.includes(kind));
      return { events: events.slice(0, Number(query.get("limit") ?? 50)), next_cursor: null };
    }
    if (path === "/v1/pools") {
      const history = rows.history ?? (priced ? [[BEGIN, priced]] : []);
      return { points: history.map(([when, one]) => poolsAt(one, when)) };
    }
    const [, , set, id, more] = path.split("/");
    if (set === "proposals" && id) {
      const one = proposals.find(({ proposal }) => String(proposal) === id);
      if (!one) return null;
      const { at: _, ...rest } = one;
      if (!more) return rest;
      const last = { at: iso(now), status: one.status, staked: one.staked, conviction: one.conviction, opposed: one.opposed, opposition: one.opposition, net: one.net, threshold: one.threshold };
      return { at, points: rows.curve ? rows.curve(one, iso(now)) : [last] };
    }
    const of = query.get("proposal") ?? null;
    const all = (sets[set] ?? []).filter((row) => of === null || String(row.proposal) === of);
    const first = Number(query.get("cursor") ?? 0);
    const limit = Number(query.get("limit") ?? 100);
    const next = first + limit < all.length ? String(first + limit) : null;
    return { at, rows: all.slice(first, first + limit), next_cursor: next };
  };
}

function concentration(holders) {
  const supply = holders.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const sorted = holders.map(({ amount }) => BigInt(amount)).sort((a, b) => (a < b ? 1 : -1));
  const top = (count) => (supply ? (Number(sorted.slice(0, count).reduce((a, b) => a + b, 0n)) / Number(supply)).toFixed(20) : null);
  return {
    holders: holders.length, supply: text(supply),
    gini: supply ? (1 - 1 / holders.length).toFixed(20) : null,
    herfindahl: supply ? sorted.reduce((sum, one) => sum + (Number(one) / Number(supply)) ** 2, 0).toFixed(20) : null,
    top_1: top(1), top_10: top(10), top_100: top(100),
  };
}

/** Holders with these amounts. */
export function holders(...amounts) {
  const all = amounts.reduce((sum, one) => sum + one, 0n);
  return amounts.map((amount, n) => ({
    account: account(n), amount: text(amount), share: (Number(amount) / Number(all)).toFixed(20),
    first_height: 100, first_seen: iso(BEGIN), last_height: 120, last_seen: iso(BEGIN + 3_600),
  }));
}

export const proposal = (id, more = {}) => ({
  proposal: id, ...place(id, BEGIN + id), author: account(3), kind: "grant", status: "active", open: true,
  title: `Proposal of some length, number ${id}`, link: "", beneficiary: account(4), requested: text(10n * ONE), duration: "0",
  as_tokens: false, grant_id: null, rule: null, rule_value: null, new_governor: null, expiry: text(BEGIN + 20 * DAY), deposit: text(ONE), deposit_returned: false,
  staked: "0", stakers: 0, conviction: "0", opposed: "0", opposers: 0, opposition: "0", net: "0", announced: null, executable_from: null, executable_until: null, ended: null,
  threshold: text(1_250n * ONE * 374_000n), progress: "0", verdict: "needs_tokens", passes_in: null,
  passes_at: null, because: "stake_too_small", tokens_needed: text(ONE), obstacle: null, paused_until: null, recently_granted: null,
  grantable: null, changeable_from: null,
  ...more,
});

export const grant = (id, more = {}) => ({
  grant_id: id, ...place(id, BEGIN + id), granted: iso(BEGIN + id), beneficiary: account(4), proposal: id, amount: text(100n * ONE),
  start: text(BEGIN), duration: text(DAY), as_tokens: false, flowed: text(50n * ONE), withdrawn: "0", tokens: "0", due: text(50n * ONE),
  revoked: false, claimable_until: text(BEGIN + 366 * DAY), lapsed: false, open: true, returned: null, ...more,
});

const flow = (n, more = {}) => ({
  day: dayOf(BEGIN + n * DAY), mints: 1, redemptions: 0, opened: "0", gained_by_mints: "0", gained_by_grants: "0", gained_by_closing: "0", lost_by_redemptions: "0",
  net: "0", reserve: "0", average_7d: "0", average_30d: "0", trend: null, ...more,
});

const funding = (cause, amount, n = 0) => ({ day: dayOf(BEGIN + n * DAY), cause, entries: 1, amount: text(amount) });

const act = (n, kind, more = {}) => ({
  id: `${100 + n}-${n % 7}`, kind, block: 100 + n, event_index: n % 7, extrinsic_index: 1, timestamp: iso(BEGIN + n), account: account(1), signer: account(1), ...more,
});

const trade = (n, { tokens, money, spot, ...more }) => ({
  ...place(n, BEGIN + n), side: "mint", account: account(1), tokens: text(tokens), money: text(money), tribute: text(money / 20n),
  price: tokens ? text((money * ONE) / tokens) : null, spot_price: text(spot), ...more,
});

const service = (id, name, link = "https://example.org") => ({ ...place(id, BEGIN + id), service: id, owner: account(5), name, link });
const burnt = (id, amount, burns = 1) => ({ service: id, burns, burnt: text(amount), first_height: 100, last_height: 110 });
const burntOn = (id, amount, n = 0) => ({ service: id, day: dayOf(BEGIN + n * DAY), burns: 1, burnt: text(amount) });
const contribution = (n, amount) => ({ ...place(n, BEGIN + n), account: account(n), amount: text(amount), tokens: text(amount * 20n), raised: text(amount) });
const withdrawal = (n, amount) => ({ ...place(n, BEGIN + n), grant_id: n, beneficiary: account(4), receiver: account(4), amount: text(amount), tokens: "0" });
const opening = { ...place(1, BEGIN), account: account(2) };

/** All pages of a Commons whose amounts are near these. */
function lived(pools, { money, tokens, spot }, more = {}) {
  return {
    pools,
    holders: holders(pools.supply),
    sets: {
      flows: [flow(0, { opened: text(pools.reserve), gained_by_mints: text(money), net: text(pools.reserve), reserve: text(pools.reserve), average_7d: text(pools.reserve / 7n) })],
      funding_by_day: [funding(more.hatch ? "hatch" : "opening", pools.funding), funding("entry_tribute", money / 20n), funding("donation", money)],
      candles: [{ step: 3_600, start: iso(BEGIN + 2 * DAY - 3_600), open: text(spot), high: text(spot), low: text(spot), close: text(spot), trades: 1, money: text(money), tokens: text(tokens) }],
      trades: [trade(1, { tokens, money, spot })],
      openings: [opening],
      services: [service(1, "Library")],
      service_burns: [burnt(1, tokens), burnt(0, tokens)],
      service_burns_by_day: [burntOn(1, tokens)],
      proposals: [
        proposal(1, { kind: "signal", title: "Abstain", requested: null, duration: null, beneficiary: null, as_tokens: null, threshold: null, progress: null, staked: text(pools.supply / 20n), stakers: 1, expiry: text((1n << 64n) - 1n) }),
        proposal(2, { requested: text(pools.funding / 10n || 1n), staked: text(pools.supply / 20n), stakers: 1, conviction: text(pools.supply << 10n), threshold: text((pools.supply / 40n || 1n) * 374_000n) }),
      ],
      grants: [grant(2, { amount: text(money || 1n), withdrawn: "0", flowed: text(money || 1n) })],
      withdrawals: [withdrawal(2, money)],
      stakes_now: [{ proposal: 2, account: account(0), stake: text(pools.supply / 20n), against: false, ...place(2, BEGIN) }],
    },
    events: [
      act(9, "mint", { tokens: text(tokens), value: text(money), tribute: text(money / 20n), pools: { supply: text(pools.supply), reserve: text(pools.reserve), funding_pool: text(pools.funding), spot_price: text(spot) } }),
      act(8, "redeem", { tokens: text(tokens), value: text(money), tribute: "1" }),
      act(7, "transfer", { counterparty: account(2), tokens: text(tokens), signer: account(8) }),
      act(6, "burn", { tokens: text(tokens), service: 1, service_name: "Library", content: hash(7) }),
      act(5, "donate", { value: text(money) }),
      act(4, "propose", { value: text(money), proposal: 2, title: "Proposal of some length, number 2", deposit: text(ONE) }),
    ],
    ...more,
  };
}

const usual = { supply: 50_000n * ONE, reserve: 1_000n * ONE, funding: 1_500n * ONE };
const trading = { money: 10n * ONE, tokens: 90n * ONE, spot: ONE / 10n };

/** So much conviction as this stake tends to, at the half-life of the usual vote, and a little less. */
const grown = (stake) => text(stake * 373_000n);

/** A Commons in which people disagree: stakes on both sides, every kind, and every stage. */
function disputed() {
  const now = BEGIN + 2 * DAY;
  const tokens = (n) => BigInt(n) * ONE;
  const share = text(tokens(12_500) * 374_000n);
  const none = { requested: null, duration: null, beneficiary: null, as_tokens: null };
  const sides = (staked, opposed, part = 1) => ({
    staked: text(tokens(staked)), stakers: 3, conviction: grown(tokens(Math.round(staked * part))),
    opposed: text(tokens(opposed)), opposers: 2, opposition: grown(tokens(Math.round(opposed * part))),
  });
  const announced = (from, until) => ({ announced: iso(from - 3 * DAY), executable_from: iso(from), executable_until: iso(until) });
  const made = lived(usual, trading);
  return {
    ...made,
    now,
    staked: tokens(10_000),
    paused: now + 5 * 3_600,
    rules: (all) => all.map((one) => (one.rule === 2 ? { ...one, value: "25000", changed: iso(BEGIN + DAY), changeable_from: iso(BEGIN + 9 * DAY) } : one)),
    sets: {
      ...made.sets,
      proposals: [
        proposal(8, { kind: "wind_down", title: "Share out what is left", ...none, ...sides(21_000, 900), threshold: text(tokens(20_000) * 374_000n) }),
        proposal(7, { kind: "governor", title: "A council of nine", ...none, new_governor: account(44), ...sides(900, 4_000, 0.5), threshold: share }),
        proposal(6, { kind: "rule", title: "More time to object", ...none, rule: 5, rule_value: text(4 * DAY), ...sides(15_000, 300), threshold: share }),
        proposal(5, { kind: "revocation", title: "The stream of grant 2", ...none, grant_id: 2, ...sides(2_000, 2_500, 0.8), threshold: text(tokens(1_100) * 374_000n) }),
        proposal(4, { title: "Announced, and opposed since", ...sides(2_000, 1_900), ...announced(now + DAY, now + 8 * DAY) }),
        proposal(3, { title: "Was not executed in time", ...sides(4_000, 100), ...announced(now - 9 * DAY, now - 2 * DAY) }),
        proposal(2, { title: "A weir keeper for the winter", requested: text(tokens(75)), duration: text(90 * DAY), ...sides(4_000, 1_200), ...announced(now + 2 * DAY + 5_000, now + 9 * DAY + 5_000) }),
        made.sets.proposals[0],
      ],
      stakes_now: [
        [0, 2_500, false], [1, 1_000, false], [2, 500, false], [3, 900, true], [4, 300, true],
      ].map(([who, amount, against], n) => ({ proposal: 2, account: account(who), stake: text(tokens(amount)), against, ...place(n, BEGIN + n) })),
      rule_changes: [{ ...place(4, BEGIN + DAY), rule: 2, name: "exit-tribute", value: "25000" }],
      unlocks_now: [{ account: account(1), ...place(5, BEGIN), staked: text(tokens(1_000)), free_at: text(BEGIN + 30 * DAY), free: false }],
      grants: [
        grant(3, { duration: "0", start: text(BEGIN - 400 * DAY), claimable_until: text(BEGIN - 35 * DAY), due: text(100n * ONE), flowed: text(100n * ONE) }),
        grant(2, { duration: text(90 * DAY) }),
        grant(1, { lapsed: true, open: false, returned: text(100n * ONE), due: "0", flowed: "0" }),
      ],
    },
    events: [
      act(9, "announce", { counterparty: account(3), proposal: 2, title: "A weir keeper for the winter", from: iso(now + 2 * DAY), until: iso(now + 9 * DAY) }),
      act(8, "oppose", { tokens: text(tokens(900)), proposal: 2, title: "A weir keeper for the winter", against: true }),
      act(7, "change_rule", { account: undefined, rule: 2, rule_value: "25000" }),
      act(6, "propose", { proposal: 6, title: "More time to object", rule: 5, rule_value: text(4 * DAY), deposit: text(ONE) }),
      act(5, "unlock", { tokens: text(tokens(1_000)), until: iso(BEGIN + 30 * DAY) }),
      act(4, "lapse", { counterparty: account(4), grant: 1, value: text(100n * ONE) }),
      act(3, "credit", { value: text(ONE) }),
      act(2, "reset", { counterparty: account(3), proposal: 4, title: "Announced, and opposed since" }),
    ],
    curve: (one, at) => Array.from({ length: 12 }, (_, n) => ({
      at: iso(Date.parse(at) / 1000 - (11 - n) * 14_000), status: one.status, staked: one.staked, opposed: one.opposed,
      conviction: text((BigInt(one.conviction) * BigInt(n)) / 11n), opposition: text((BigInt(one.opposition) * BigInt(n)) / 11n), net: "0", threshold: one.threshold,
    })),
  };
}

/** A Commons at its end, announced or done. */
function ending(phase) {
  const made = disputed();
  const done = phase === "closed";
  const funding = done ? 0n : usual.funding;
  const over = { status: "passed", open: false, verdict: "over", ended: iso(BEGIN + 2 * DAY) };
  return {
    ...made,
    phase,
    paused: null,
    pools: { supply: usual.supply, reserve: done ? usual.reserve + usual.funding : usual.reserve, funding },
    sets: {
      ...made.sets,
      proposals: made.sets.proposals.map((one) =>
        one.kind === "wind_down"
          ? { ...one, announced: iso(BEGIN), ...(done ? over : { executable_from: iso(BEGIN + 14 * DAY), executable_until: iso(BEGIN + 21 * DAY) }) }
          : one),
      funding_by_day: [...made.sets.funding_by_day, ...(done ? [shared(usual.funding)] : [])],
      flows: [...(done ? [flow(1, { gained_by_closing: text(usual.funding), net: text(usual.funding), reserve: text(usual.reserve + usual.funding) })] : []), ...made.sets.flows],
    },
    events: [...(done ? [act(11, "wind_down", { account: undefined, signer: account(2) })] : []), act(10, "announce_closing", { account: undefined, signer: account(2) }), ...made.events],
  };
}

/** A Commons whose owner has named no vote. */
function unruled() {
  const made = lived(usual, trading);
  return { ...made, sets: { ...made.sets, governors: [] } };
}

const shared = (amount) => funding("wind_down", -amount, 1);

const HARM = [
  "Pay \u202eTOD 001", "\u200b", "\u3164", "=HYPERLINK(\"http://x\",\"y\")", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 100", "\ufdfd".repeat(20),
  "W".repeat(64), `a${"\u0301".repeat(30)}`, "<img src=x onerror=alert(1)>", "two\nlines", "\u{1242b}".repeat(16), "\u05e9\u05dc\u05d5\u05dd DOT 5",
];

/** Every world by its name. */
export const worlds = {
  usual: world(lived(usual, trading)),
  "an empty Commons": world({ phase: null, pools: null }),
  "a hatch with nothing in it": world({ phase: "hatch", hatch: {}, pools: null, now: BEGIN + 3_600 }),
  "a hatch of one base unit, free at once": world({
    phase: "hatch", hatch: { minimum: "1", maximum: "1", price: "1", opening_price: "1", vesting_cliff: 0, vesting_half_life: 0, tribute_ppm: 0, deadline: null },
    raised: 1n, pools: { supply: ONE, reserve: 0n, funding: 0n }, sets: { contributions: [contribution(1, 1n)] }, holders: holders(ONE),
    events: [act(1, "contribute", { tokens: text(ONE), value: "1" })],
  }),
  "a hatch that failed and is paid back": world({
    phase: "refunding", hatch: { minimum: text(10n * ONE) }, raised: 0n, pools: null,
    sets: { contributions: [contribution(1, 5n * ONE)], hatch_failures: [{ ...place(3, BEGIN + DAY), signer: account(1), raised: text(5n * ONE) }] },
    events: [act(4, "refund", { tokens: text(100n * ONE), value: text(5n * ONE) }), act(3, "hatch_failed", { value: text(5n * ONE), account: undefined }), act(1, "contribute", { tokens: text(100n * ONE), value: text(5n * ONE) })],
  }),
  "a hatch that failed with nothing": world({
    phase: "refunding", hatch: {}, raised: 0n, pools: null,
    sets: { hatch_failures: [{ ...place(3, BEGIN + DAY), signer: account(1), raised: "0" }] }, events: [act(3, "hatch_failed", { value: "0", account: undefined })],
  }),
  "opened by a hatch without vesting": world(lived(usual, trading, { hatch: { vesting_cliff: 0, vesting_half_life: 0 }, raised: 2_500n * ONE })),
  "opened by a hatch with a cliff alone": world(lived(usual, trading, { hatch: { vesting_cliff: 90 * DAY, vesting_half_life: 0 }, raised: 2_500n * ONE })),
  "opened by a hatch that vests for ten years": world(lived(usual, trading, { hatch: { vesting_cliff: 0, vesting_half_life: 3_650 * DAY }, raised: 2_500n * ONE })),
  "opened by a hatch that never vests": world(lived(usual, trading, { hatch: { vesting_cliff: 2 ** 40, vesting_half_life: 2 ** 32 }, raised: 2_500n * ONE })),
  "opened directly, with one mint today": world(lived({ ...usual, funding: 0n }, { money: ONE, tokens: ONE, spot: ONE / 10n }, { now: BEGIN + 60, events: [act(1, "open", { pools: { supply: text(usual.supply), reserve: text(usual.reserve), funding_pool: "0", spot_price: text(ONE / 10n) } })] })),
  "opened this very second": world({ pools: usual, now: BEGIN, holders: holders(usual.supply), sets: { flows: [flow(0, { opened: text(usual.reserve) })], openings: [opening], funding_by_day: [] } }),
  "a price of the least": world(lived({ supply: MAX, reserve: 1_038_459_371_706_965_525n, funding: 1n }, { money: 1n, tokens: ONE, spot: 1n })),
  "a price of 10^21 and more": world(lived({ supply: 1n, reserve: 1_000n * ONE, funding: 3n * ONE }, { money: 10n * ONE, tokens: 1n, spot: 5n * 10n ** 39n }, {
    history: [[BEGIN, { ...usual, price: ONE / 10n }], [BEGIN + DAY, { supply: 1n, reserve: 1_000n * ONE, funding: 3n * ONE, price: 5n * 10n ** 39n }]],
  })),
  "the most of everything": world(lived({ supply: MAX, reserve: MAX, funding: MAX }, { money: MAX, tokens: MAX, spot: 5n * ONE })),
  "a ratio of the least": world({ ...lived(usual, trading), about: { reserve_ratio_ppm: 1 } }),
  "a ratio of one": world({ ...lived(usual, trading), about: { reserve_ratio_ppm: 1_000_000, entry_tribute_ppm: 1_000_000, exit_tribute_ppm: 0 } }),
  "a currency of six decimals": world({ ...lived({ supply: 50_000n * ONE, reserve: 1_000_000_000n, funding: 5_000_000_000n }, { money: 1_000_000n, tokens: ONE, spot: 100_000n }), about: { currency: "TUSD", currency_address: account(77), currency_decimals: 6 } }),
  "ten years": world(lived(usual, trading, {
    now: BEGIN + 3_650 * DAY,
    history: Array.from({ length: 200 }, (_, n) => [BEGIN + n * 18 * DAY, { ...usual, price: ONE / 10n + BigInt(n) * ONE / 100n }]),
  })),
  "a thousand of each": world({
    pools: usual, staked: 40_000n * ONE, holders: holders(...Array.from({ length: 1_000 }, (_, n) => ONE * BigInt(1_000 - n))),
    sets: {
      proposals: Array.from({ length: 1_000 }, (_, n) => proposal(1_000 - n, { staked: text(BigInt(n) * ONE), stakers: n % 3, conviction: text((BigInt(n) * ONE) << 17n) })),
      grants: Array.from({ length: 1_000 }, (_, n) => grant(1_000 - n, { duration: text(DAY * n) })),
      services: Array.from({ length: 1_000 }, (_, n) => service(n + 1, `Service with a name ${n}`)),
      service_burns: Array.from({ length: 1_000 }, (_, n) => burnt(n + 1, ONE * BigInt(n))),
      service_burns_by_day: Array.from({ length: 1_000 }, (_, n) => burntOn(1, ONE * BigInt((n % 9) + 1), n)),
      flows: Array.from({ length: 1_000 }, (_, n) => flow(999 - n, { gained_by_mints: text(ONE), net: text((n % 5 ? ONE : -ONE)), average_7d: text(ONE / 3n), trend: text(-ONE / 9n) })),
      funding_by_day: [funding("hatch", 5_000n * ONE)],
    },
    events: Array.from({ length: 1_000 }, (_, n) => act(1_000 - n, "stake", { tokens: text(ONE), proposal: 1_000 - n, title: `Proposal ${n}` })),
    now: BEGIN + 1_000 * DAY,
  }),
  "all grants taken back": world(lived(usual, trading, {})),
  "objections, announcements and every kind": world(disputed()),
  "rules that never change, without a governor": world({
    ...unruled(), fixed: true,
    about: { vote: { ...deployment.vote, rule_share_ppm: 0, exit_share_ppm: 0 } },
  }),
  "a wind-down that is announced": world(ending("closing")),
  "a Commons that is wound down": world(ending("closed")),
  "wound down to the last token": world({ ...ending("closed"), pools: { supply: 0n, reserve: 0n, funding: 0n }, holders: [] }),
  "texts that mean harm": world({
    pools: usual, staked: 10n * ONE, holders: holders(ONE),
    about: { name: "Com\u202esnom\u2066 \ufdfd\ufdfd\ufdfd\ufdfd\ufdfd\ufdfd", symbol: "W\u202eEIR", currency: "\u05e9\u05e7\u05dc", native_symbol: "\u200b" },
    sets: {
      proposals: HARM.map((title, n) => proposal(n + 1, { title, staked: text(ONE), stakers: 1, link: n % 2 ? "javascript:alert(1)" : `https://${"x".repeat(140)}.test/\u202e` })),
      grants: HARM.map((_, n) => grant(n + 1)),
      services: HARM.map((name, n) => service(n + 1, name, n % 2 ? "javascript:alert(1)" : "https://example.org@evil.test/")),
      service_burns: HARM.map((_, n) => burnt(n + 1, ONE)),
      stakes_now: HARM.map((_, n) => ({ proposal: n + 1, account: account(0), stake: text(ONE), against: n % 2 === 1, ...place(n, BEGIN) })),
      flows: [flow(0, { opened: text(usual.reserve) })], funding_by_day: [funding("hatch", 2_500n * ONE)],
    },
    events: HARM.flatMap((title, n) => [
      act(2 * n + 1, "propose", { value: text(ONE), proposal: n + 1, title, deposit: text(ONE) }),
      act(2 * n, "burn", { tokens: text(ONE), service: n + 1, service_name: title, content: hash(n) }),
    ]).reverse(),
  }),
};

// What needs the world that it changes.
const revoked = lived(usual, trading);
revoked.sets.grants = [
  grant(2, { revoked: true, returned: text(100n * ONE), flowed: "0", due: "0" }),
  grant(1, { revoked: true, returned: text(50n * ONE), flowed: text(50n * ONE), withdrawn: text(50n * ONE), due: "0", duration: "0" }),
];
worlds["all grants taken back"] = world(revoked);

/** The titles of strangers in the world that has them. */
export { HARM };
