// A wallet for tests: injected as browser extensions are, with development keys, and told by the test
// what to do. It signs what the page asks for by the rules that extensions follow.
import { ed25519CreateDerive, sr25519CreateDerive } from "@polkadot-labs/hdkd";
import {
  DEV_PHRASE,
  entropyToMiniSecret,
  mnemonicToEntropy,
  ss58Address,
} from "@polkadot-labs/hdkd-helpers";
import { blake2b } from "@noble/hashes/blake2.js";

const seed = entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE));
/** Kinds of keys, each with the byte by which signatures of transactions say it. */
const KINDS = {
  sr25519: { derive: sr25519CreateDerive(seed), byte: 1 },
  ed25519: { derive: ed25519CreateDerive(seed), byte: 0 },
};

/** The account of a development name such as `Eve`; of `Eve ed25519` with a key of another kind. */
export function account(name, prefix = 42) {
  const kind = name.endsWith(" ed25519") ? "ed25519" : "sr25519";
  const { publicKey, sign } = KINDS[kind].derive(`//${name.split(" ")[0]}`);
  return { name, kind, byte: KINDS[kind].byte, address: ss58Address(publicKey, prefix), publicKey, sign };
}

const bytes = (hex) => Uint8Array.from(hex.replace(/^0x/, "").match(/../g) ?? [], (b) => parseInt(b, 16));
const hex = (data) => `0x${[...data].map((b) => b.toString(16).padStart(2, "0")).join("")}`;
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** A number as SCALE's compact form has it. */
function compact(number) {
  const n = BigInt(number);
  if (n < 64n) return [Number(n << 2n)];
  const little = (value, size) =>
    Array.from({ length: size }, (_, at) => Number((value >> BigInt(8 * at)) & 255n));
  if (n < 1n << 14n) return little((n << 2n) | 1n, 2);
  if (n < 1n << 30n) return little((n << 2n) | 2n, 4);
  const size = Math.ceil(n.toString(16).length / 2);
  return [((size - 4) << 2) | 3, ...little(n, size)];
}
const u32 = (text) => [...new Uint8Array(new Uint32Array([Number(text)]).buffer)];

/** What each extension of a transaction puts into it, and what it has signed along. */
const EXTENSIONS = {
  CheckSpecVersion: (p) => [[], u32(p.specVersion)],
  CheckTxVersion: (p) => [[], u32(p.transactionVersion)],
  CheckGenesis: (p) => [[], bytes(p.genesisHash)],
  CheckMortality: (p) => [bytes(p.era), bytes(p.blockHash)],
  CheckEra: (p) => [bytes(p.era), bytes(p.blockHash)],
  CheckNonce: (p) => [compact(p.nonce), []],
  ChargeTransactionPayment: (p) => [compact(p.tip), []],
  CheckMetadataHash: (p) => [[p.mode ?? 0], [0]],
};

/** The bytes that a payload of an extension stands for. */
function toSign(payload) {
  const parts = payload.signedExtensions.map((name) => EXTENSIONS[name]?.(payload) ?? [[], []]);
  const all = join(bytes(payload.method), ...parts.map(([own]) => own), ...parts.map(([, more]) => more));
  return all.length > 256 ? blake2b(all, { dkLen: 32 }) : all;
}

/**
 * Injects wallets into all pages of a context: `{ talisman: ["Eve"] }` says which shows whose accounts.
 * A name that begins with 0x is an Ethereum account's address, and an `Error` in the place of the
 * names is what the wallet says when it does not open. `mood.answer` says what they do when they are
 * asked to sign: `sign`, `reject`, or `wait` for `mood.go()`. `odd` wallets say no kind of a key
 * (`types: false`), or sign no texts (`raw: false`).
 */
export async function inject(context, wallets = { talisman: ["Eve"] }, odd = {}) {
  const isEthereum = (name) => name.startsWith("0x");
  const listed = Object.entries(wallets).map(([id, names]) =>
    names instanceof Error
      ? { id, refusal: names.message }
      : {
          id,
          shown: names.map((name) =>
            isEthereum(name)
              ? { name: "Ethereum", address: name, type: "ethereum" }
              : { name, address: account(name).address, ...(odd.types !== false && { type: account(name).kind }) },
          ),
        },
  );
  const all = Object.values(wallets).filter(Array.isArray).flat();
  const accounts = all.filter((name) => !isEthereum(name)).map((name) => account(name));
  const mood = { answer: "sign", asked: [], go: () => {} };
  const respond = async (what, sign) => {
    mood.asked.push(what);
    if (mood.answer === "wait") await new Promise((done) => { mood.go = done; });
    if (mood.answer === "reject") return { error: "Cancelled" };
    return { signature: hex(sign()) };
  };
  const find = (address) => accounts.find((one) => one.address === address);
  await context.exposeFunction("weirTestSignPayload", (payload) =>
    respond("payload", () => join([find(payload.address).byte], find(payload.address).sign(toSign(payload)))));
  await context.exposeFunction("weirTestSignRaw", ({ address, data }) =>
    respond("raw", () =>
      find(address).sign(join(new TextEncoder().encode("<Bytes>"), bytes(data), new TextEncoder().encode("</Bytes>")))));
  await context.addInitScript(({ wallets, raw }) => {
    const checked = async (asked) => {
      const { error, signature } = await asked;
      if (error) throw new Error(error);
      return { id: 1, signature };
    };
    const wallet = ({ id, shown, refusal }) => ({
      version: "0",
      enable: async () => {
        if (refusal) throw new Error(refusal);
        return {
          accounts: {
            get: async () => shown,
            subscribe: (tell) => { tell(shown); return () => {}; },
          },
          signer: {
            signPayload: (payload) => {
              window.weirTestSigner = id;
              return checked(window.weirTestSignPayload(payload));
            },
            ...(raw && { signRaw: (data) => checked(window.weirTestSignRaw(data)) }),
          },
        };
      },
    });
    window.injectedWeb3 = Object.fromEntries(wallets.map((one) => [one.id, wallet(one)]));
  }, { wallets: listed, raw: odd.raw !== false });
  return mood;
}
