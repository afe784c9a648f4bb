// The slippage limit and the deadline.

import { useState } from "react";
import { percent } from "../../lib/amounts";
import { useStore } from "../../lib/store";
import { Segments } from "../../ui/parts";
import { Tip } from "../../ui/Tip";
import { setTradeSettings, TOLERANCES, tradeSettings } from "./settings";

/** The fields. */
export function SettingsFields() {
  const settings = useStore(tradeSettings);
  const isOffered = TOLERANCES.some((one) => one === settings.slippage);
  const [own, setOwn] = useState(!isOffered);
  const [text, setText] = useState(String(settings.slippage / 10_000));
  const typed = Number(text);
  const wrong = own && !(Number.isFinite(typed) && typed >= 0 && typed < 50 && text.trim() !== "");
  const options = [
    ...TOLERANCES.map((one) => [String(one), percent(one)] as const),
    ["own", "Other"] as const,
  ];
  return (
    <div className="stack tight trade-settings">
      <div className="field">
        <span className="label row">
          Slippage limit{" "}
          <Tip about="the slippage limit">
            Others may trade before you do, and move the price. If you would get less than the quote
            by more than this, the trade is not done and costs only its fee.
          </Tip>
        </span>
        <Segments
          label="Slippage limit"
          options={options}
          value={own ? "own" : String(settings.slippage)}
          onChange={(value) => {
            setOwn(value === "own");
            if (value !== "own") setTradeSettings({ ...settings, slippage: Number(value) });
          }}
        />
        {own && (
          <input
            className="input"
            inputMode="decimal"
            aria-label="Slippage limit in percent"
            aria-invalid={wrong}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              const share = Math.round(Number(target.value) * 10_000);
              if (share >= 0 && share < 500_000) setTradeSettings({ ...settings, slippage: share });
            }}
          />
        )}
        {wrong && <span className="problem">Give a percentage from 0 to 50.</span>}
      </div>
      <div className="field">
        <label htmlFor="deadline">
          Deadline, in minutes{" "}
          <Tip about="the deadline">
            After this the transaction can no longer be executed: it does not lie around until the
            price is another one.
          </Tip>
        </label>
        <input
          id="deadline"
          className="input"
          type="number"
          min={1}
          max={1440}
          value={settings.deadline}
          onChange={({ target }) => {
            const minutes = Math.round(Number(target.value));
            if (minutes >= 1 && minutes <= 1440)
              setTradeSettings({ ...settings, deadline: minutes });
          }}
        />
      </div>
    </div>
  );
}
