// An act in words: what was done, by whom, to whom, about what, and how much.

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Commons } from "../api/commons";
import type { Activity } from "../api/types";
import { sameAddress, shortHex } from "../lib/address";
import { titled } from "../lib/label";
import { moment, secondsOf } from "../lib/time";
import { ruleKind, ruleWords } from "../rules/rules";
import { Account, Amount } from "../ui/Amount";
import { Text } from "../ui/Text";
import { nameOf, toneOf } from "./kinds";
import "./act.css";

/** The kind of an act, with its colour. */
export function Kind({ of }: { of: string }) {
  return (
    <span className="kind">
      <i style={{ background: `var(--${toneOf(of)})` }} aria-hidden="true" />
      {nameOf(of)}
    </span>
  );
}

/** What it came to. */
export function ActAmounts({ act, commons }: { act: Activity; commons: Commons }): ReactNode {
  const { token, money, native } = commons;
  const tokens = act.tokens && <Amount of={act.tokens} unit={token} />;
  const value = act.value && <Amount of={act.value} unit={money} />;
  const some = (amount: string | undefined): amount is string => !!amount && amount !== "0";
  const tribute = some(act.tribute) && (
    <small>
      <Amount of={act.tribute} unit={money} /> to the funding pool
    </small>
  );
  switch (act.kind) {
    case "mint":
    case "contribute":
      return (
        <>
          {value} → {tokens} {tribute}
        </>
      );
    case "redeem":
    case "refund":
      return (
        <>
          {tokens} → {value} {tribute}
        </>
      );
    case "open":
      return act.pools ? (
        <>
          <Amount of={act.pools.reserve} unit={money} /> →{" "}
          <Amount of={act.pools.supply} unit={token} />
        </>
      ) : null;
    case "approval":
      // Wallets ask for the largest number there is, and mean: without limit.
      return act.tokens && BigInt(act.tokens) >> 200n ? "without limit" : <>up to {tokens}</>;
    case "propose":
      return (
        <>
          {value ? (
            <>asks for {value}</>
          ) : act.grant ? (
            `ends grant ${act.grant}`
          ) : act.rule ? (
            ruleChange(act, commons)
          ) : act.counterparty ? (
            "changes the governor"
          ) : (
            "asks for nothing"
          )}
          {some(act.deposit) && (
            <small>
              <Amount of={act.deposit} unit={native} /> deposit
            </small>
          )}
        </>
      );
    case "stake":
    case "oppose":
      return act.tokens === "0" ? "taken away" : tokens;
    case "announce":
      return act.executable_from
        ? `executable from ${moment(secondsOf(act.executable_from))}`
        : null;
    case "change_rule":
      return ruleChange(act, commons);
    case "unlock":
      return act.until ? (
        <>
          {tokens} <small>free from {moment(secondsOf(act.until))}</small>
        </>
      ) : (
        tokens
      );
    case "lapse":
      return <>{value} back to the pool</>;
    case "withdraw":
      return tokens ? (
        <>
          {value} → {tokens}
        </>
      ) : (
        value
      );
    case "hatch_failed":
      return <>{value} raised</>;
    case "revoke":
      return <>{value} back to the funding pool</>;
    case "reclaim":
      return act.deposit ? <Amount of={act.deposit} unit={native} /> : null;
    case "pause":
    case "name_guardian":
      return act.until ? `until ${moment(secondsOf(act.until))}` : null;
    default:
      return tokens ?? value ?? null;
  }
}

/** A rule and what it becomes: `Notice: 2 d`. */
function ruleChange({ rule = 0, rule_value }: Activity, commons: Commons): string {
  return `${ruleKind(rule).name}: ${ruleWords(rule, BigInt(rule_value ?? 0), commons)}`;
}

/** Who did it, to whom; before it who signed it, where that is another. */
export function ActPeople({ act }: { act: Activity }): ReactNode {
  const { account, counterparty, kind, signer } = act;
  const other = signer && account && !sameAddress(signer, account) ? signer : null;
  if (!account && !counterparty) return kind === "name_guardian" ? "nobody" : "";
  return (
    <span className="people">
      {other && (
        <span className="people">
          by <Account of={other} />:
        </span>
      )}
      {account && <Account of={account} />}
      {account && counterparty && (counterparty !== account || kind === "withdraw") && (
        <span aria-hidden="true">→</span>
      )}
      {counterparty && counterparty !== account && <Account of={counterparty} />}
      {kind === "withdraw" && counterparty === account && <span>to itself</span>}
      {kind === "transfer_ownership" && !counterparty && <span>→ nobody, for good</span>}
      {kind === "offer_ownership" && !counterparty && <span>takes the offer back</span>}
    </span>
  );
}

/** What it was about: a proposal, a grant, a service. */
export function ActSubject({ act }: { act: Activity }): ReactNode {
  const { proposal, title, grant, service, service_name: name, content, kind } = act;
  return (
    <>
      {proposal !== undefined && (
        <Link to="/proposals/$id" params={{ id: String(proposal) }}>
          <Text of={titled("Proposal", proposal, title)} />
        </Link>
      )}
      {proposal === undefined && grant !== undefined && kind !== "propose" && (
        <Link to="/grants">Grant {grant}</Link>
      )}
      {service !== undefined && service !== 0 && (
        <Link to="/burns">
          <Text of={titled("Service", service, name)} />
        </Link>
      )}
      {content && <code title={content}> {shortHex(content)}</code>}
    </>
  );
}
