// The hatch: how the first money is raised, one's part in it, and when its tokens come free.

import { useCommons, useRows, useStatus } from "../api/hooks";
import { NoGovernor } from "../ui/NoGovernor";
import { Card, PageHead, Skeleton } from "../ui/parts";
import { useAccount } from "../wallet/hooks";
import { ContributeForm } from "./hatch/ContributeForm";
import { Contributions } from "./hatch/Contributions";
import { EndHatch } from "./hatch/EndHatch";
import { HatchProgress } from "./hatch/HatchProgress";
import { HatchTermsCard } from "./hatch/HatchTermsCard";
import { useRaised } from "./hatch/raised";
import { Vesting } from "./hatch/Vesting";
import { VoteRulesCard } from "./hatch/VoteRulesCard";
import "./hatch/hatch.css";

/** The page. */
export function Hatch() {
  const { deployment, phase, token, money } = useCommons();
  const raised = BigInt(useStatus()?.raised ?? 0);
  const sums = useRaised();
  const terms = deployment.hatch;
  const account = useAccount();
  const opened = useRows<{ timestamp: string }>("openings", { limit: 1 }).data?.rows[0]?.timestamp;
  if (!terms) {
    return (
      <>
        <PageHead title="Hatch" />
        <Card>This Commons opened without a hatch.</Card>
      </>
    );
  }
  return (
    <>
      <PageHead title="Hatch">
        The first {money.symbol} is raised at one price for all. Too little, and everybody is paid
        back; enough, and the curve opens. The tokens of the hatch vest, and vote from the first
        day.
      </PageHead>
      <div className="stack">
        <NoGovernor />
        {sums ? <HatchProgress terms={terms} raised={sums} /> : <Skeleton />}
        <div className="columns halves">
          <div className="stack">
            {phase === "hatch" && <ContributeForm terms={terms} raised={raised} />}
            <EndHatch terms={terms} raised={raised} />
            {phase !== "refunding" && (
              <Vesting terms={terms} opened={opened} account={account?.address ?? null} />
            )}
          </div>
          <div className="stack">
            <HatchTermsCard terms={terms} />
            <VoteRulesCard />
            <Contributions />
          </div>
        </div>
      </div>
      <p className="visually-hidden">Tokens are {token.symbol}.</p>
    </>
  );
}
