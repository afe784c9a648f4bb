// The way to one's staked tokens without the vote: asked for, waited for, freed.

/** Where an account is on it. Times are seconds of the chain. */
export type UnlockState =
  /** It did not ask, and has nothing staked. */
  | { readonly kind: "nothing" }
  /** It did not ask, and has something staked. */
  | { readonly kind: "staked" }
  | { readonly kind: "waiting"; readonly freeAt: number }
  /** The wait is over: the tokens can be freed. */
  | { readonly kind: "ready" }
  /** Its tokens are free, and it cannot stake until it takes the request back. */
  | { readonly kind: "left" };

/** The state at a second; `freeAt` is 0 of an account that did not ask. */
export function unlockState(staked: bigint, freeAt: number, now: number): UnlockState {
  if (freeAt === 0) return { kind: staked > 0n ? "staked" : "nothing" };
  if (now < freeAt) return { kind: "waiting", freeAt };
  return { kind: staked > 0n ? "ready" : "left" };
}
