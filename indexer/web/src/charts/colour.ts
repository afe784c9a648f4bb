// Colours of the page for what draws on a canvas, where CSS variables mean nothing.

/** The colour that a variable stands for now. */
export function colourOf(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** A colour as CSS computes it (`rgb(…)`), with this much of it. */
export function faint(colour: string, share: number): string {
  return colour.startsWith("rgb(")
    ? colour.replace("rgb(", "rgba(").replace(")", `, ${share})`)
    : `color-mix(in srgb, ${colour} ${share * 100}%, transparent)`;
}
