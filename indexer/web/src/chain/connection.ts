// The connection to a node. This and all it needs is loaded when it is first wanted: by a wallet or
// a check against the chain. Who only reads never loads it.

import { weir } from "@polkadot-api/descriptors";
import { createClient, type PolkadotClient, type TypedApi } from "polkadot-api";
import { getWsProvider, WsEvent } from "polkadot-api/ws";

/** A chain that this page may write to. */
export interface Chain {
  readonly client: PolkadotClient;
  readonly api: TypedApi<typeof weir>;
  readonly name: string;
  readonly genesis: string;
  /** Whether its node says that it is a development chain: only there the known keys are offered. */
  readonly isDevelopment: boolean;
  /** Base units as contracts see them in a native unit: 10^8 where native money has 10 decimals. */
  readonly ratio: bigint;
  /** What an account must keep to exist, in native units. */
  readonly existentialDeposit: bigint;
  readonly ss58Prefix: number;
  /** What the chain calls its own money. */
  readonly symbol: string;
  /** Calls back when the connection breaks, until the function that it returns is called. */
  onBroken(listener: () => void): () => void;
}

/** The node is of another chain than the one that the indexer follows. */
export class WrongChain extends Error {
  constructor(readonly name_: string) {
    super(
      `The node follows another chain (${name_}) than this Commons is on. Those who run this page have to correct its configuration.`,
    );
    this.name = "WrongChain";
  }
}

/** Nothing answers at the node's URL. */
export class NoNode extends Error {
  constructor() {
    super("The node does not answer. Nothing was sent; try again in a moment.");
    this.name = "NoNode";
  }
}

const PATIENCE = 12_000;
let opened: { url: string; chain: Promise<Chain> } | null = null;

/** The chain behind a node's URL, connected once. It must be the one with this genesis. */
export function connect(url: string, genesis: string): Promise<Chain> {
  if (opened?.url === url) return opened.chain;
  const chain = open(url, genesis, () => {
    if (opened?.chain === chain) opened = null;
  });
  opened = { url, chain };
  // The next one who asks tries again.
  chain.catch(() => {
    if (opened?.chain === chain) opened = null;
  });
  return chain;
}

async function open(url: string, genesis: string, onOther: () => void): Promise<Chain> {
  const broken = new Set<() => void>();
  let known = false;
  const provider = getWsProvider(url, {
    onStatusChanged({ type }) {
      if (type === WsEvent.CONNECTED) {
        if (known) void recognize();
      } else if (type !== WsEvent.CONNECTING) {
        for (const listener of [...broken]) listener();
      }
    },
  });
  const client = createClient(provider);
  // Behind the same URL may be another chain after a while: a development chain that was started over.
  const recognize = async () => {
    const found = await client
      ._request<string, [number]>("chain_getBlockHash", [0])
      .catch(() => null);
    if (found === null || found === genesis) return;
    onOther();
    client.destroy();
  };
  try {
    const spec = await within(client.getChainSpecData());
    if (spec.genesisHash !== genesis) throw new WrongChain(spec.name);
    known = true;
    const api = client.getTypedApi(weir);
    const type = await within(client._request<string, []>("system_chainType", []));
    const [ratio, existentialDeposit, ss58Prefix] = await within(
      Promise.all([
        api.constants.Revive.NativeToEthRatio(),
        api.constants.Balances.ExistentialDeposit(),
        api.constants.System.SS58Prefix(),
      ]),
    );
    return {
      client,
      api,
      name: spec.name,
      genesis: spec.genesisHash,
      isDevelopment: type === "Development",
      ratio: BigInt(ratio),
      existentialDeposit,
      // What the chain's specification says is what wallets show; the runtime may say another.
      ss58Prefix: Number(spec.properties?.ss58Format ?? ss58Prefix),
      symbol: String(spec.properties?.tokenSymbol ?? "money"),
      onBroken(listener) {
        broken.add(listener);
        return () => broken.delete(listener);
      },
    };
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** A promise, or {@link NoNode} after a while: a socket that never opens says nothing. */
export async function within<T>(promise: Promise<T>, milliseconds = PATIENCE): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoNode()), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
