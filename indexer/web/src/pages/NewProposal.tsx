// Making a proposal. Nothing of it can be changed afterwards, so what it takes is shown before.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useAllRows, useCommons } from "../api/hooks";
import type { GrantRow } from "../api/votes";
import { NOBODY } from "../lib/address";
import { percent, short } from "../lib/amounts";
import { bytesOf } from "../lib/text";
import { duration } from "../lib/time";
import { ActButton } from "../ui/ActButton";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Paused } from "../ui/Paused";
import { Card, Notice, PageHead } from "../ui/parts";
import { useVote } from "../votes/hooks";
import { useAccount, useCost, useFunds } from "../wallet/hooks";
import { KindChoice } from "./proposals/KindChoice";
import { choicesOf } from "./proposals/kinds";
import { emptyForm, MOST, type ProposalForm, proposeCall, read } from "./proposals/proposalForm";
import { RuleFields } from "./proposals/RuleFields";
import { WhatItTakes } from "./proposals/WhatItTakes";
import { typedMoney } from "./trade/words";
import "./proposals/proposals.css";

/** The page. */
export function NewProposal() {
  const commons = useCommons();
  const { money, native, token, terms } = commons;
  const wanted = useSearch({ from: "/proposals/new" });
  const [form, setForm] = useState<ProposalForm>(() => emptyForm(terms, wanted.kind, wanted.rule));
  const account = useAccount();
  const funds = useFunds().data;
  const vote = useVote();
  const navigate = useNavigate();
  // Those who have gone on to another page meanwhile are left alone there.
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const grants = useAllRows<GrantRow>("grants", {}, form.kind === "revocation").data;
  const asked = (text: string) => typedMoney(text, commons);
  const about = { commons, money: asked, grants: grants?.length ?? null };
  const { draft, problems, missing } = read(form, about);
  const change = (part: Partial<ProposalForm>) => setForm({ ...form, ...part });
  const deposit = BigInt(terms.deposit);
  const call = draft && account ? proposeCall(form, draft, account.address, deposit) : null;
  const cost = useCost(call) ?? 0n;
  const needed = deposit + cost;
  const poor = funds && funds.spendable < needed;
  const closed = choicesOf(commons).find(({ kind }) => kind === form.kind)?.closed ?? null;
  const requested = form.kind === "grant" ? (asked(form.amount).amount ?? 0n) : 0n;

  return (
    <>
      <p className="back">
        <Link to="/proposals">
          <Icon name="back" size={16} /> All proposals
        </Link>
      </p>
      <PageHead title="A new proposal">
        Nobody can change it afterwards, you neither. Your deposit of{" "}
        {short(deposit, native.decimals)} {native.symbol} comes back when it is over.
      </PageHead>
      <div className="stack">
        <Paused />
        <div className="columns wide-left">
          <Card>
            <div className="stack">
              <KindChoice value={form.kind} onChange={(kind) => change({ kind })} />
              <Field
                label="Title"
                value={form.title}
                onText={(title) => change({ title })}
                problem={problems.title}
                hint={`${bytesOf(form.title)} of ${MOST.title} bytes`}
                placeholder="What it is, in a few words"
              />
              <Field
                label="Where to read more"
                type="url"
                value={form.link}
                onText={(link) => change({ link })}
                problem={problems.link}
                hint="A page with the plan: holders decide by it. It can be left out."
                placeholder="https://"
              />
              {form.kind === "grant" && (
                <>
                  <Field
                    label={`How much, in ${money.symbol}`}
                    inputMode="decimal"
                    value={form.amount}
                    onText={(amount) => change({ amount })}
                    problem={problems.amount}
                    hint={`Together with all grants of ${duration(terms.window)} less than ${percent(terms.spending_limit_ppm)} of the funding pool. The more of it, the more support it takes.`}
                    placeholder="0"
                  />
                  <Field
                    label="Who receives it"
                    value={form.beneficiary}
                    onText={(beneficiary) => change({ beneficiary })}
                    problem={problems.beneficiary}
                    hint="An address, 0x… or SS58; left empty, your own account."
                    placeholder={account?.address ?? NOBODY}
                    spellCheck={false}
                  />
                  <Field
                    label="Paid evenly over days"
                    inputMode="decimal"
                    value={form.days}
                    onText={(days) => change({ days })}
                    problem={problems.days}
                    hint="Left empty, all of it is due at once. What flows over time can be stopped by a later vote."
                    placeholder="at once"
                  />
                  <label className="row check">
                    <input
                      type="checkbox"
                      checked={form.asTokens}
                      onChange={({ target }) => change({ asTokens: target.checked })}
                    />
                    Pay it in {token.symbol}, minted on the curve without the entry tribute
                  </label>
                </>
              )}
              {form.kind === "revocation" && (
                <Field
                  label="Which grant"
                  inputMode="numeric"
                  value={form.grant}
                  onText={(grant) => change({ grant })}
                  problem={problems.grant}
                  hint="Its number. What is not yet due of it returns to the funding pool if this passes."
                />
              )}
              {form.kind === "rule" && (
                <RuleFields form={form} problem={problems.value} onChange={change} />
              )}
              {form.kind === "governor" && (
                <>
                  <Field
                    label="The new governor"
                    value={form.governor}
                    onText={(governor) => change({ governor })}
                    problem={problems.governor}
                    hint="The address of a contract, 0x… or SS58, that is there and can grant, revoke and set rules."
                    placeholder={NOBODY}
                    spellCheck={false}
                  />
                  <Notice tone="warn">
                    If this is executed, the contract at that address alone decides about the
                    funding pool and all staked tokens. An account, or a contract with a mistake,
                    could take or lock all of it: read its code before you stake for this.
                  </Notice>
                </>
              )}
              {form.kind === "wind_down" && (
                <Notice tone="warn">
                  Once this is announced, nothing can be minted, donated or granted any more, and
                  all redeem for the same share of the collateral pool. If it is executed, the
                  funding pool joins that pool and the Commons stays so for good.
                </Notice>
              )}
              <Field
                label="Open for days"
                inputMode="decimal"
                value={form.lifetime}
                onText={(lifetime) => change({ lifetime })}
                problem={problems.lifetime}
                hint={`At most ${duration(terms.max_lifetime)}. If it has not passed by then, it ends.`}
              />
              {closed && <Notice tone="warn">{closed}</Notice>}
              {poor && (
                <Notice tone="warn">
                  You need {short(needed, native.decimals)} {native.symbol} for the deposit
                  {cost > 0n ? " and the fee" : ""}, and have{" "}
                  {short(funds.spendable, native.decimals)} to spend.
                </Notice>
              )}
              <ActButton
                missing={
                  closed ? "Not possible now" : poor ? `Not enough ${native.symbol}` : missing
                }
                onDone={() => here.current && navigate({ to: "/proposals" })}
                wish={() =>
                  call && {
                    title: "Make a proposal",
                    summary: `“${form.title.trim()}”, with a deposit of ${short(deposit, native.decimals)} ${native.symbol}.`,
                    call,
                    done: "Your proposal is open. Stake on it, and tell others.",
                  }
                }
              >
                Make the proposal
              </ActButton>
            </div>
          </Card>
          {vote && <WhatItTakes vote={vote} kind={form.kind} requested={requested} />}
        </div>
      </div>
    </>
  );
}
