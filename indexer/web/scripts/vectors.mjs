// Asks the contracts' own code, by `weir calc --batch`, many questions all over its domain, and
// writes them with the answers to src/economics/tests/calc.jsonl:
//
//   node scripts/vectors.mjs PATH/TO/weir [QUESTIONS]
//
// The questions are the same each time: a change of the answers is a change of the economics.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const [weir, count = "600"] = process.argv.slice(2);
const file = new URL("../src/economics/tests/calc.jsonl", import.meta.url);

// xorshift64*, so that the questions are always the same.
let state = 0x9e3779b97f4a7c15n;
function random() {
  state ^= state >> 12n;
  state ^= (state << 25n) & 0xffffffffffffffffn;
  state ^= state >> 27n;
  return (state * 0x2545f4914f6cdd1dn) & 0xffffffffffffffffn;
}
const below = (limit) => ((random() << 64n) | random()) % limit;
/** A number of any magnitude from 1 to 2^bits. */
function any(bits) {
  const power = 1n << below(BigInt(bits) + 1n);
  return power + below(power) > 1n << BigInt(bits) ? power : power + below(power);
}
const least = (a, b) => (a < b ? a : b);
const MAX = 1n << 112n;
const ratio = () => Number(1n + below(1_000_000n));
const text = (fields) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === "bigint" ? `${value}` : value,
    ]),
  );

const makers = [
  () => ({
    op: "purchase_return",
    supply: least(any(112), MAX),
    reserve: least(any(112), MAX),
    reserve_ratio_ppm: ratio(),
    amount: least(any(112), MAX),
  }),
  () => {
    const supply = least(any(112), MAX);
    return {
      op: "sale_return",
      supply,
      reserve: least(any(112), MAX),
      reserve_ratio_ppm: ratio(),
      amount: 1n + below(supply),
    };
  },
  () => {
    // A sale of next to nothing or next to all.
    const supply = 2n + any(100);
    const dust = least(any(40), supply - 1n);
    return {
      op: "sale_return",
      supply,
      reserve: any(100),
      reserve_ratio_ppm: ratio(),
      amount: below(2n) ? dust : supply - dust,
    };
  },
  () => {
    // What a Commons looks like.
    const supply = (1000n + below(10n ** 7n)) * 10n ** 18n + below(10n ** 18n);
    const reserve = supply / (1n + below(1000n));
    return {
      op: below(2n) ? "purchase_return" : "sale_return",
      supply,
      reserve,
      reserve_ratio_ppm: 100_000 + Number(below(500_000n)),
      amount: 1n + below(reserve),
    };
  },
  () => ({ op: "spot_price", supply: any(112), reserve: any(112), reserve_ratio_ppm: ratio() }),
  () => ({ op: "tribute", amount: any(127), tribute_ppm: Number(below(1_000_001n)) }),
  () => ({
    op: "conviction",
    previous: any(150),
    stake: any(100),
    steps: Number(below(10n ** 8n)),
    half_life: Number(least(any(28), 315_360_000n)),
  }),
  () => {
    const funds = any(100);
    return {
      op: "threshold",
      requested: below(funds),
      funds,
      supply: any(100),
      max_ratio_over_1e7: Number(1n + below(10_000_000n)),
      weight_over_1e7: Number(below(10_000_000n)),
      half_life: Number(1n + below(10_000_000n)),
    };
  },
  () => ({ op: "decay", half_life: Number(least(any(28), 315_360_000n)) }),
  () => ({
    op: "vesting",
    amount: any(112),
    cliff: Number(below(10_000_000n)),
    half_life: Number(below(10_000_000n)),
    age: Number(below(10n ** 8n)),
  }),
  () => ({ op: "hatch_tokens", contribution: any(112), price: any(80) }),
  () => ({
    op: "opening_jump",
    tribute_ppm: Number(below(1_000_001n)),
    reserve_ratio_ppm: ratio(),
  }),
];
const questions = Array.from({ length: Number(count) }, (_, n) =>
  text(makers[n % makers.length]()),
);
const input = questions.map((question) => JSON.stringify(question)).join("\n");
const answers = execFileSync(weir, ["calc", "--batch"], {
  input,
  encoding: "utf8",
  maxBuffer: 1 << 28,
})
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
const lines = questions.map((question, n) => JSON.stringify({ ...question, ...answers[n] }));
writeFileSync(process.env.OUT ?? file, `${lines.join("\n")}\n`);
