// How much worse an outcome one accepts than was quoted, and for how long a transaction counts.

import { createStore } from "../../lib/store";

/** What one accepts. */
export interface TradeSettings {
  /** Parts per million. */
  readonly slippage: number;
  /** Minutes. */
  readonly deadline: number;
}

const KEY = "weir.trade";
const USUAL: TradeSettings = { slippage: 5_000, deadline: 10 };

/** The tolerances that are offered. */
export const TOLERANCES = [1_000, 5_000, 10_000, 30_000] as const;

function remembered(): TradeSettings {
  try {
    const { slippage, deadline } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return {
      slippage:
        Number.isInteger(slippage) && slippage >= 0 && slippage < 500_000
          ? slippage
          : USUAL.slippage,
      deadline:
        Number.isInteger(deadline) && deadline > 0 && deadline <= 1440 ? deadline : USUAL.deadline,
    };
  } catch {
    return USUAL;
  }
}

/** The settings, as they were left. */
export const tradeSettings = createStore<TradeSettings>(remembered());

/** Changes them, and remembers it. */
export function setTradeSettings(next: TradeSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  tradeSettings.set(next);
}
