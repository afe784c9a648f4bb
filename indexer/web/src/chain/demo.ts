// The development chain's well-known accounts. Their keys are public: whoever wants to can be any of
// them. They are offered on a development chain only.

import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_PHRASE, entropyToMiniSecret, mnemonicToEntropy } from "@polkadot-labs/hdkd-helpers";
import { getPolkadotSigner } from "polkadot-api/signer";
import { addressOf, ss58Of } from "./accounts";
import type { Chain } from "./connection";
import type { Actor } from "./transaction";

const NAMES = ["Eve", "Dave", "Bob", "Charlie", "Ferdie"];

/** The accounts that can be tried without a wallet. */
export function demoAccounts(chain: Chain): (Actor & { name: string })[] {
  if (!chain.isDevelopment) throw new Error("there are no demo accounts on this chain");
  const derive = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE)));
  return NAMES.map((name) => {
    const { publicKey, sign } = derive(`//${name}`);
    return {
      name,
      ss58: ss58Of(publicKey, chain.ss58Prefix),
      address: addressOf(publicKey),
      signer: getPolkadotSigner(publicKey, "Sr25519", sign),
    };
  });
}
