// The choice of what a proposal is for.

import { useId } from "react";
import { useCommons } from "../../api/hooks";
import { Icon } from "../../ui/Icon";
import { choicesOf } from "./kinds";
import type { Kind } from "./proposalForm";

/** A button for each kind, with what it means below its name. */
export function KindChoice(props: { value: Kind; onChange: (kind: Kind) => void }) {
  const { value, onChange } = props;
  const commons = useCommons();
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a grid everywhere
    <div className="kind-choice" role="group" aria-label="What it is for">
      {choicesOf(commons).map(({ kind, name, icon, means, closed }) => (
        <button
          key={kind}
          type="button"
          aria-describedby={`${id}-${kind}`}
          aria-pressed={kind === value}
          disabled={closed !== null}
          onClick={() => onChange(kind)}
        >
          <Icon name={icon} size={18} />
          <span>
            <strong>{name}</strong>
            <small id={`${id}-${kind}`} aria-hidden="true">
              {closed ?? means}
            </small>
          </span>
        </button>
      ))}
    </div>
  );
}
