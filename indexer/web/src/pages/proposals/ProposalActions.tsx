// What can be done with a proposal that ends or is over, and by whom. The way to its execution is in
// WayCard.tsx.

import { useCommons } from "../../api/hooks";
import { onConviction } from "../../chain/calls";
import { sameAddress } from "../../lib/address";
import { short } from "../../lib/amounts";
import { ActButton } from "../../ui/ActButton";
import type { Outlook, Proposal } from "../../votes/model";
import { useAccount } from "../../wallet/hooks";

/** The buttons; nothing where nothing can be done. */
export function ProposalActions(props: { proposal: Proposal; outlook: Outlook }) {
  const { proposal, outlook } = props;
  const { native } = useCommons();
  const account = useAccount();
  const mine = account !== null && sameAddress(account.address, proposal.author);
  const { id, status, deposit, depositReturned } = proposal;
  const back = `${short(deposit, native.decimals)} ${native.symbol}`;
  return (
    <>
      {outlook.kind === "overdue" && (
        <ActButton
          small
          wish={() => ({
            title: "End the proposal",
            summary:
              "Its time is over: ending it lets all take their stakes away, and its author can have the deposit back.",
            call: onConviction("expire", [id]),
            done: "It has ended.",
          })}
        >
          End it
        </ActButton>
      )}
      {status !== "active" && deposit > 0n && !depositReturned && (
        <ActButton
          small
          wish={() => ({
            title: "Return the deposit",
            summary: `${back} go back to the author.`,
            call: onConviction("reclaim", [id]),
            done: "The deposit is back with the author.",
          })}
        >
          Return the deposit of {back}
        </ActButton>
      )}
      {status === "active" && mine && (
        <ActButton
          small
          wish={() => ({
            title: "Withdraw the proposal",
            summary:
              "It ends without passing, and cannot be opened again. You can have your deposit back.",
            call: onConviction("cancel", [id]),
            done: "It is withdrawn.",
          })}
        >
          Withdraw your proposal
        </ActButton>
      )}
    </>
  );
}
