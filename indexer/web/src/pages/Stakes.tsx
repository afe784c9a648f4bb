// One's stakes, and the way to one's tokens that needs no vote.

import { useCommons } from "../api/hooks";
import { accountDialog } from "../shell/accountDialog";
import { Card, Empty, PageHead } from "../ui/parts";
import { useAccount } from "../wallet/hooks";
import { Leavers } from "./stakes/Leavers";
import { OwnStakes } from "./stakes/OwnStakes";
import { OwnTokens } from "./stakes/OwnTokens";
import "./proposals/proposals.css";
import "./stakes/stakes.css";

/** The page. */
export function Stakes() {
  const { token } = useCommons();
  const account = useAccount();
  return (
    <>
      <PageHead title="Your stakes">
        Staked {token.symbol} stay yours. Lower a stake on its proposal to free its tokens; here you
        see all of them, and get them also without the vote.
      </PageHead>
      {account ? (
        <div className="columns wide-left">
          <OwnStakes />
          <div className="stack">
            <OwnTokens />
            <Leavers />
          </div>
        </div>
      ) : (
        <div className="stack">
          <Card>
            <Empty icon="lock" title="Whose stakes?">
              <button type="button" className="button primary" onClick={accountDialog.open}>
                Connect an account
              </button>
            </Empty>
          </Card>
          <Leavers />
        </div>
      )}
    </>
  );
}
