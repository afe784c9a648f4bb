// Wallets that do not follow the rules to the letter.

import { AccountId } from "polkadot-api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enable } from "./inject";

const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const ethereum = `0x${"9f".repeat(20)}`;
const signPayload = async () => ({ signature: "0x" });
const signRaw = async () => ({ id: 1, signature: "0x0102" });

/** Injects a wallet that lists these accounts. */
function inject(accounts: unknown, signer: object | undefined = { signPayload, signRaw }) {
  const get = async () => accounts;
  const wallet = { enable: async () => ({ accounts: { get }, signer }) };
  vi.stubGlobal("injectedWeb3", { one: wallet });
}
afterEach(() => void vi.unstubAllGlobals());

describe("an account of a wallet", () => {
  it("is there, whatever the wallet says of its key", async () => {
    const kinds = [{ name: "No type" }, { name: " ", type: null }, { type: "Sr25519" }];
    const others = ["ed25519", "ecdsa", "something new"].map((type) => ({ type }));
    const listed = [...kinds, ...others].map((one, n) => ({
      address: AccountId().dec(new Uint8Array(32).fill(n)),
      ...one,
    }));
    inject([...listed, ...listed]);
    const { accounts } = await enable("one", "One");
    expect(accounts.map(({ key }) => key)).toEqual([
      null,
      null,
      "sr25519",
      "ed25519",
      "ecdsa",
      null,
    ]);
    expect(accounts.slice(0, 2).map(({ name }) => name)).toEqual(["No type", "Account"]);
    expect(accounts.every(({ signsTexts }) => signsTexts)).toBe(true);
  });

  it("signs no text where its wallet cannot, and transactions all the same", async () => {
    inject([{ address: alice }], { signPayload });
    const { accounts } = await enable("one", "One");
    expect(accounts).toMatchObject([{ signsTexts: false }]);
    await expect(accounts[0]?.signer.signBytes(new Uint8Array())).rejects.toThrow("no texts");
  });

  it("keeps what its wallet needs of itself while it signs", async () => {
    const signer = {
      secret: "0x0304",
      signPayload,
      async signRaw() {
        return { id: 1, signature: this.secret };
      },
    };
    inject([{ address: alice }], signer);
    const { accounts } = await enable("one", "One");
    expect(await accounts[0]?.signer.signBytes(new Uint8Array())).toEqual(new Uint8Array([3, 4]));
  });

  it("is told apart from an Ethereum account, and from what is no account", async () => {
    inject([
      { address: ethereum },
      { address: ethereum, type: "ethereum" },
      { address: "nonsense" },
      { name: "no address" },
      null,
      { address: `0x${"d4".repeat(32)}` },
    ]);
    const { accounts, ethereum: count } = await enable("one", "One");
    expect(count).toBe(2);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.ss58).toMatch(/^5/);
  });
});

describe("a wallet", () => {
  it("that does not open says why in its own words", async () => {
    vi.stubGlobal("injectedWeb3", {
      one: { enable: () => Promise.reject(new Error("Rejected by user")) },
    });
    await expect(enable("one", "One")).rejects.toThrow(
      "One did not open for this page: “Rejected by user”",
    );
  });

  it("that signs nothing, or is gone, is named", async () => {
    inject([{ address: alice }], {});
    await expect(enable("one", "One")).rejects.toThrow("signs nothing");
    inject([{ address: alice }], undefined);
    vi.stubGlobal("injectedWeb3", { one: { enable: async () => ({}) } });
    await expect(enable("one", "One")).rejects.toThrow("signs nothing");
    vi.stubGlobal("injectedWeb3", {});
    await expect(enable("one", "One")).rejects.toThrow("load it again");
  });

  it("without a list of accounts shows none", async () => {
    inject(undefined);
    expect(await enable("one", "One")).toEqual({ accounts: [], ethereum: 0 });
  });
});
