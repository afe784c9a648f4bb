// One's staked tokens without the vote: asked for, waited for and freed, whatever the vote does.

import { useCommons } from "../../api/hooks";
import { onCommons } from "../../chain/calls";
import { UNLOCK_DELAY } from "../../economics/notice";
import { short } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { duration, moment } from "../../lib/time";
import { ActButton } from "../../ui/ActButton";
import { Amount } from "../../ui/Amount";
import { Icon } from "../../ui/Icon";
import { Card, Notice, Skeleton } from "../../ui/parts";
import { useHolding } from "../../wallet/hooks";
import { unlockState } from "./unlock";

const TIP =
  "Lowering a stake frees its tokens at once, and is always possible while the vote works. If it ever did not, its holders get their tokens here all the same: they ask, wait, and free them themselves.";

/** The card. */
export function OwnTokens() {
  const { token } = useCommons();
  const holding = useHolding();
  const now = useNow(1_000);
  if (holding.error) return <Notice tone="bad">{holding.error.message}</Notice>;
  if (!holding.data) return <Skeleton lines={3} />;
  const { staked, freeAt } = holding.data;
  const state = unlockState(staked, freeAt, now);
  const words = `${short(staked, token.decimals)} ${token.symbol}`;
  return (
    <Card title="Your tokens without the vote" tip={TIP}>
      <div className="stack tight">
        {state.kind === "nothing" && (
          <p className="soft">You have nothing staked, so all is in your hands already.</p>
        )}
        {state.kind === "staked" && (
          <>
            <p className="soft">
              If the vote ever stops working, or you do not want to be a part of it: ask for your{" "}
              <Amount of={staked} unit={token} />, and free them yourself {duration(UNLOCK_DELAY)}{" "}
              later. Meanwhile you cannot stake more, and anybody can end the stakes that you have.
            </p>
            <ActButton
              small
              wish={() => ({
                title: "Ask for your staked tokens",
                summary: `${words} can be freed in ${duration(UNLOCK_DELAY)}. Until you take this back you cannot stake more, and anybody can end your stakes.`,
                call: onCommons("unlock", []),
                done: "You have asked: the time runs.",
              })}
            >
              Ask for your tokens
            </ActButton>
          </>
        )}
        {state.kind === "waiting" && (
          <>
            <p className="countdown">
              <Icon name="clock" size={22} />
              <span>
                <strong role="timer">{duration(state.freeAt - now)}</strong>{" "}
                <span className="soft">
                  until you can free your {words}, {moment(state.freeAt)}
                </span>
              </span>
            </p>
            <Cancel words="Take the request back" />
          </>
        )}
        {state.kind === "ready" && (
          <>
            <p>
              The time is over: your <Amount of={staked} unit={token} /> can be freed now.
            </p>
            <div className="row">
              <ActButton
                small
                wish={() => ({
                  title: "Free your tokens",
                  summary: `${words} are no longer staked, whatever the vote says.`,
                  call: onCommons("unlock", []),
                  done: "Your tokens are free.",
                })}
              >
                Free your tokens
              </ActButton>
              <Cancel words="Take the request back" />
            </div>
          </>
        )}
        {state.kind === "left" && (
          <>
            <p className="soft">
              Your tokens are free, and you cannot stake. To take part in the vote again, take your
              request back.
            </p>
            <Cancel words="Take part in the vote again" />
          </>
        )}
      </div>
    </Card>
  );
}

function Cancel({ words }: { words: string }) {
  return (
    <div>
      <ActButton
        small
        wish={() => ({
          title: words,
          summary: "Your tokens are again freed by lowering stakes only, and you can stake.",
          call: onCommons("cancelUnlock", []),
          done: "The request is taken back.",
        })}
      >
        {words}
      </ActButton>
    </div>
  );
}
