// What the account has: money of the chain, tokens and what of them is free.

import { commonsOf } from "../api/commons";
import { useStatus } from "../api/hooks";
import { Amount } from "../ui/Amount";
import { Notice, Skeleton } from "../ui/parts";
import { Tip } from "../ui/Tip";
import { useCurrency, useFunds, useHolding } from "../wallet/hooks";

/** The account's balances, and what stands in its way. */
export function Balances() {
  const status = useStatus();
  const funds = useFunds();
  const holding = useHolding();
  const currency = useCurrency();
  const problem = funds.error ?? holding.error ?? currency.error;
  if (problem) return <Notice tone="bad">{problem.message}</Notice>;
  if (!status || !funds.data || !holding.data) return <Skeleton lines={3} />;
  const { token, native, money } = commonsOf(status);
  const { balance, free, staked, vesting } = holding.data;
  return (
    <>
      <dl className="facts">
        <dt>
          {native.symbol}{" "}
          <Tip about={native.symbol}>
            What you can pay with. The chain keeps a small existential deposit on top of it.
          </Tip>
        </dt>
        <dd>
          <Amount of={funds.data.spendable} unit={native} />
        </dd>
        {currency.data !== undefined && (
          <>
            <dt>{money.symbol}</dt>
            <dd>
              <Amount of={currency.data} unit={money} />
            </dd>
          </>
        )}
        <dt>{token.symbol}</dt>
        <dd>
          <Amount of={balance} unit={token} />
        </dd>
        <dt>
          Free{" "}
          <Tip about="free">
            What you can transfer, redeem and burn now: your balance less the larger of what still
            vests and what is staked. The two may be the same tokens.
          </Tip>
        </dt>
        <dd>
          <Amount of={free} unit={token} />
        </dd>
        {vesting > 0n && (
          <>
            <dt>Still vesting</dt>
            <dd>
              <Amount of={vesting} unit={token} />
            </dd>
          </>
        )}
        {staked > 0n && (
          <>
            <dt>Staked</dt>
            <dd>
              <Amount of={staked} unit={token} />
            </dd>
          </>
        )}
      </dl>
      {funds.data.spendable === 0n && (
        <Notice tone="warn">
          This account has no {native.symbol} to pay fees with: send it some first.
        </Notice>
      )}
      {!funds.data.mapped && (
        <Notice>
          The chain does not know this account’s address for contracts yet. Your first transaction
          here registers it: you will be asked for two signatures, and a small deposit is put aside.
        </Notice>
      )}
    </>
  );
}
