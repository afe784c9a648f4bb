// The Commons in five sentences, for who is new here.

import { useCommons } from "../../api/hooks";
import { percent } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { Icon, type IconName } from "../../ui/Icon";
import { Card } from "../../ui/parts";

/** The card. */
export function HowItWorks() {
  const { token, money, terms, entryTribute, exitTribute } = useCommons();
  const steps: readonly (readonly [IconName, string, string])[] = [
    [
      "trade",
      "Mint",
      `Deposit ${money.symbol} and get new ${token.symbol} at the price of a curve. ${percent(entryTribute)} goes to the funding pool, the rest backs the token.`,
    ],
    [
      "proposals",
      "Stake",
      "Put your tokens behind proposals you like, or against those you do not. Both grow with time, and you keep your tokens.",
    ],
    [
      "grants",
      "Grant",
      `A proposal with enough support is announced, and executed ${duration(terms.notice)} later if it still passes: it is paid from the funding pool, at once or as a stream.`,
    ],
    [
      "burns",
      "Burn",
      `Services take ${token.symbol} as payment by destroying it. The collateral stays, so what is left is worth more.`,
    ],
    [
      "back",
      "Redeem",
      `Give ${token.symbol} back at any time for its share of the collateral pool, less ${percent(exitTribute)} for the funding pool.`,
    ],
  ];
  return (
    <Card title="How a Commons works">
      <ol className="how">
        {steps.map(([icon, name, text]) => (
          <li key={name}>
            <span className="how-icon">
              <Icon name={icon} />
            </span>
            <p>
              <strong>{name}.</strong> {text}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
