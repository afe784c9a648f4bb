// Transactions against a chain that does what the test says.

import { InvalidTxError } from "polkadot-api";
import { NEVER, of, Subject, throwError } from "rxjs";
import { encodeErrorResult, encodeFunctionResult, erc20Abi } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commons } from "./abi/commons";
import { onCommons, paying } from "./calls";
import type { Chain } from "./connection";
import { type Stage, send } from "./transaction";

const dollar = `0x${"dd".repeat(20)}`;
const addresses = {
  commons: `0x${"c0".repeat(20)}`,
  conviction: `0x${"c1".repeat(20)}`,
  currency_address: dollar,
};
const signer = { publicKey: new Uint8Array(32), signTx: async () => new Uint8Array([7]) };
const actor = { ss58: "5F", address: `0x${"aa".repeat(20)}`, signer: signer as never };
const mint = onCommons("mint", [1n, 99n], 3n * 10n ** 8n);
const bytes = (hex: string) =>
  Uint8Array.from(hex.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const minted = bytes(encodeFunctionResult({ abi: commons, functionName: "mint", result: 7n }));
const tooLittle = bytes(encodeErrorResult({ abi: commons, errorName: "BelowMinimum" }));
const accepted = { success: true, value: { flags: 0, data: minted } };
const reverted = { success: true, value: { flags: 1, data: tooLittle } };
const answer = (
  functionName: "balanceOf" | "allowance" | "decimals" | "symbol" | "approve",
  result: unknown,
) => ({
  success: true,
  value: {
    flags: 0,
    data: bytes(encodeFunctionResult({ abi: erc20Abi, functionName, result } as never)),
  },
});
const block = { hash: "0xb", number: 8, index: 1 };
const failure = {
  ok: false,
  dispatchError: { type: "Module", value: { type: "Revive", value: { type: "ContractReverted" } } },
};
const events = (ok: boolean) => [
  { type: "broadcasted", txHash: "0x1" },
  { type: "txBestBlocksState", txHash: "0x1", found: true, ...(ok ? { ok } : failure), block },
  { type: "finalized", txHash: "0x1", ...(ok ? { ok } : failure), block },
];
const invalid = (name: string) => new InvalidTxError({ type: "Invalid", value: { type: name } });

interface Does {
  mapped?: boolean;
  /** Answers to dry runs, the last one for ever. */
  tries?: object[];
  /** What becomes of each transaction that is sent, the last one for ever. */
  ways?: unknown[];
  declines?: string | null;
  free?: bigint;
  /** Bodies of final blocks by number, and the last of them. */
  blocks?: Record<number, string[]>;
  last?: number;
  nonce?: number;
  /** Events of final blocks. */
  records?: object[];
}

/** A chain, what was signed and sent on it, and how to break its connection. */
function chain(does: Does) {
  const { mapped = true, tries = [accepted], ways = [of(...events(true))] } = does;
  const sent: { call: string; fields?: Record<string, unknown> }[] = [];
  const listeners = new Set<() => void>();
  const tx = (call: string) => (fields?: Record<string, unknown>) => ({
    getEstimatedFees: async () => 1n,
    sign: async (by: typeof signer) => {
      const signed = await by.signTx();
      sent.push({ call, ...(fields && { fields }) });
      return signed;
    },
  });
  const take = <T>(list: T[]): T => (list.length > 1 ? list.shift() : list[0]) as T;
  const info = () => ({
    nonce: does.nonce ?? 5,
    data: { free: does.free ?? 10n ** 12n, reserved: 0n, frozen: 0n },
  });
  const rpc: Record<string, (params: never[]) => unknown> = {
    system_accountNextIndex: () => 5,
    chain_getFinalizedHead: () => "0xf",
    chain_getHeader: () => ({ number: `0x${(does.last ?? 7).toString(16)}` }),
    chain_getBlockHash: ([number]) => String(number),
    chain_getBlock: ([hash]) => ({ block: { extrinsics: does.blocks?.[Number(hash)] ?? [] } }),
    author_submitExtrinsic: () => "0x1",
  };
  const fake = {
    ratio: 10n ** 8n,
    existentialDeposit: 1n,
    symbol: "DOT",
    onBroken(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    client: {
      _request: async (method: string, params: never[]) => rpc[method]?.(params),
      getFinalizedBlock: async () => ({ number: 6 }),
      submitAndWatch: () => take(ways),
    },
    api: {
      apis: {
        ReviveApi: {
          call: async () => ({
            result: take(tries),
            weight_required: { ref_time: 100n, proof_size: 50n },
            max_storage_deposit: { type: "Charge", value: 10n },
          }),
        },
      },
      constants: { Revive: { DepositPerItem: async () => 1n, DepositPerByte: async () => 1n } },
      query: {
        System: {
          Account: { getValue: async () => info() },
          Events: { getValue: async () => does.records ?? [] },
        },
        Revive: { OriginalAccount: { getValue: async () => (mapped ? "5F" : undefined) } },
      },
      tx: { Revive: { map_account: tx("map_account"), call: tx("call") } },
    },
  };
  const cut = () => {
    for (const listener of [...listeners]) listener();
  };
  return { fake: fake as unknown as Chain, sent, cut };
}

function run(does: Does, call = mint, signal?: AbortSignal) {
  const { fake, sent, cut } = chain(does);
  const stages: Stage[] = [];
  const declining = async () => Promise.reject(new Error(String(does.declines)));
  const who = does.declines
    ? { ...actor, signer: { ...signer, signTx: declining } as never }
    : actor;
  const end = send(fake, addresses, who, call, (stage) => stages.push(stage), signal);
  end.catch(() => {});
  return { end, sent, stages, cut };
}

describe("a transaction", () => {
  it("is tried, signed, sent, included and final", async () => {
    const { end, sent, stages } = run({});
    expect(await end).toMatchObject({ block: 8, index: 1 });
    expect(stages.map(({ at }) => at)).toEqual([
      "checking",
      "signing",
      "sent",
      "included",
      "final",
    ]);
    // Native units, and the margins of the command line.
    expect(sent[0]?.fields).toMatchObject({
      dest: addresses.commons,
      value: 3n,
      weight_limit: { ref_time: 4_000_000_200n, proof_size: 60n },
      storage_deposit_limit: 12n,
    });
  });

  it("of an account that contracts do not know registers it first", async () => {
    const { end, sent, stages } = run({ mapped: false });
    await end;
    expect(sent.map(({ call }) => call)).toEqual(["map_account", "call"]);
    const signing = stages.filter(({ at }) => at === "signing");
    expect(signing).toMatchObject([{ what: "mapping" }, { what: "call" }]);
  });

  it("that would be refused is never signed, and says why", async () => {
    const { end, sent } = run({ tries: [reverted] });
    await expect(end).rejects.toMatchObject({ reason: "BelowMinimum" });
    expect(sent).toEqual([]);
  });

  it("that reverts in its block says why, by trying again", async () => {
    const fails = () => [of(...events(false))];
    const { end } = run({ ways: fails(), tries: [accepted, accepted, reverted] });
    await expect(end).rejects.toMatchObject({ reason: "BelowMinimum" });
    await expect(run({ ways: fails() }).end).rejects.toMatchObject({ reason: "ContractReverted" });
  });

  it("that the wallet declines, fails at, or is not waited for was not sent", async () => {
    await expect(run({ declines: "Cancelled" }).end).rejects.toThrow("You did not sign");
    await expect(run({ declines: "Unknown pallet" }).end).rejects.toThrow("“Unknown pallet”");
    const leave = new AbortController();
    leave.abort();
    const left = run({}, mint, leave.signal);
    await expect(left.end).rejects.toThrow("nothing was sent");
    expect(left.stages.map(({ at }) => at)).not.toContain("sent");
  });

  it("that leaves too little for its fee is refused before it is signed", async () => {
    // 3 units are given; the fee takes 1, the deposit 12, and 1 stays.
    const { end, sent } = run({ free: 16n });
    await expect(end).rejects.toThrow(
      /fee and deposit take about .*, and the account keeps .* to exist. Give at most/,
    );
    expect(sent).toEqual([]);
    await run({ free: 17n }).end;
  });
});

describe("a transaction whose place another one took", () => {
  it("is signed again, as long as nothing of it was sent", async () => {
    const taken = throwError(() => invalid("Stale"));
    const { end, sent, stages } = run({ ways: [taken, of(...events(true))] });
    await end;
    expect(sent).toHaveLength(2);
    const signing = stages.filter(({ at }) => at === "signing");
    expect(signing).toMatchObject([{ again: false }, { again: true }]);
  });

  it("is signed again after it was sent, where it is in no block", async () => {
    const late = of(...events(true).slice(0, 1));
    const stream = new Subject();
    late.subscribe((event) => queueMicrotask(() => stream.next(event)));
    queueMicrotask(() => setTimeout(() => stream.error(invalid("Stale")), 5));
    const { end, sent } = run({ ways: [stream, of(...events(true))], nonce: 6 });
    await end;
    expect(sent).toHaveLength(2);
  });

  it("says in words what happened, and gives up after a while", async () => {
    const { end, sent } = run({ ways: [throwError(() => invalid("Stale"))] });
    await expect(end).rejects.toThrow(/Nothing was done\. Another transaction of your account/);
    expect(sent).toHaveLength(3);
  });

  it("is not signed again for what a signature does not change", async () => {
    const { end, sent } = run({ ways: [throwError(() => invalid("Payment"))] });
    await expect(end).rejects.toThrow(/cannot pay the fee/);
    expect(sent).toHaveLength(1);
  });
});

describe("a transaction that is not heard of after it was sent", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const broadcast = () => {
    const stream = new Subject<unknown>();
    setTimeout(() => stream.next(events(true)[0]), 1);
    return stream;
  };

  it("is found in its block when the node answers again", async () => {
    const { end, stages, cut } = run({
      ways: [broadcast()],
      last: 9,
      blocks: { 9: ["0x00", "0x07"] },
    });
    await vi.advanceTimersByTimeAsync(10);
    cut();
    expect(stages.at(-1)).toMatchObject({ at: "lost", hash: "0x1", why: "broken" });
    await vi.advanceTimersByTimeAsync(10);
    expect(await end).toMatchObject({ block: 9, index: 1 });
  });

  it("is found in a block that comes while it is looked for", async () => {
    let came = false;
    const { end, cut } = run({
      ways: [broadcast()],
      get last() {
        const last = came ? 8 : 7;
        came = true;
        return last;
      },
      get nonce() {
        return came ? 6 : 5;
      },
      blocks: { 8: ["0x07"] },
    });
    await vi.advanceTimersByTimeAsync(10);
    cut();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await end).toMatchObject({ block: 8, index: 0 });
  });

  it("is looked for after a minute of silence", async () => {
    const { stages } = run({ ways: [broadcast()], last: 6 });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(stages.at(-1)).toMatchObject({ at: "sent" });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stages.at(-1)).toMatchObject({ at: "lost", why: "silent" });
  });

  it("that failed in its block is said to have failed", async () => {
    const error = { type: "Module", value: { type: "Revive", value: { type: "OutOfGas" } } };
    const records = [
      {
        phase: { type: "ApplyExtrinsic", value: 0 },
        event: {
          type: "System",
          value: { type: "ExtrinsicFailed", value: { dispatch_error: error } },
        },
      },
    ];
    const { end, cut } = run({ ways: [broadcast()], last: 7, blocks: { 7: ["0x07"] }, records });
    await vi.advanceTimersByTimeAsync(10);
    cut();
    await vi.advanceTimersByTimeAsync(10);
    await expect(end).rejects.toMatchObject({ reason: "OutOfGas" });
  });

  it("is not signed again, for something else may have been done meanwhile", async () => {
    const { end, cut, sent } = run({ ways: [broadcast()], last: 7, nonce: 6 });
    await vi.advanceTimersByTimeAsync(10);
    cut();
    await vi.advanceTimersByTimeAsync(10);
    await expect(end).rejects.toThrow(/another transaction of your account came first/);
    expect(sent).toHaveLength(1);
  });

  it("and can be in no block any more was not done", async () => {
    const { end, cut } = run({ ways: [broadcast()], last: 6 + 65 });
    await vi.advanceTimersByTimeAsync(10);
    cut();
    await vi.advanceTimersByTimeAsync(100);
    await expect(end).rejects.toThrow(/Nothing was done/);
  });

  it("went with its chain, where that was started over", async () => {
    const { end, cut } = run({ ways: [broadcast()], last: 2 });
    await vi.advanceTimersByTimeAsync(10);
    cut();
    await vi.advanceTimersByTimeAsync(10);
    await expect(end).rejects.toThrow(/started over/);
  });

  it("was not sent where the node never took it", async () => {
    const { end } = run({ ways: [NEVER] });
    await vi.advanceTimersByTimeAsync(13_000);
    await expect(end).rejects.toThrow(/Nothing was sent/);
  });
});

describe("a payment in an ERC-20 currency", () => {
  const give = paying(addresses, "mint", 500n, [1n, 99n]);
  const mintedWith = {
    success: true,
    value: {
      flags: 0,
      data: bytes(encodeFunctionResult({ abi: commons, functionName: "mintWith", result: 7n })),
    },
  };

  it("is approved first, of exactly the amount", async () => {
    const tries = [
      answer("balanceOf", 600n),
      answer("allowance", 499n),
      answer("approve", true),
      answer("approve", true),
      answer("approve", true),
      mintedWith,
    ];
    const { end, sent, stages } = run({ tries }, give);
    await end;
    expect(sent.map(({ fields }) => fields?.dest)).toEqual([dollar, addresses.commons]);
    expect(sent.map(({ fields }) => fields?.value)).toEqual([0n, 0n]);
    const signing = stages.filter(({ at }) => at === "signing");
    expect(signing).toMatchObject([{ what: "approval" }, { what: "call" }]);
  });

  it("needs no approval where there is one", async () => {
    const tries = [answer("balanceOf", 600n), answer("allowance", 500n), mintedWith];
    const { end, sent } = run({ tries }, give);
    await end;
    expect(sent.map(({ fields }) => fields?.dest)).toEqual([addresses.commons]);
  });

  it("of more than the account has is refused before anything is approved", async () => {
    const tries = [
      answer("balanceOf", 4_000_000n),
      answer("allowance", 0n),
      answer("symbol", "TUSD"),
      answer("decimals", 6),
    ];
    const { end, sent } = run({ tries }, paying(addresses, "donate", 5_000_000n));
    await expect(end).rejects.toThrow("You have 4 TUSD");
    expect(sent).toEqual([]);
  });
});

it("pays in the chain's own money by the message that takes it along", () => {
  const native = { currency_address: null };
  expect(paying(native, "contribute", 5n)).toMatchObject({
    message: "contribute",
    args: [],
    value: 5n,
  });
  expect(paying(addresses, "contribute", 5n)).toMatchObject({
    message: "contributeWith",
    args: [5n],
    takes: 5n,
  });
});
