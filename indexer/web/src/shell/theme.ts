// Light or dark: as the system says, unless the reader chose.

import { createStore, useStore } from "../lib/store";

/** What was chosen. */
export type Theme = "auto" | "light" | "dark";

const KEY = "weir.theme";

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "auto";
  } catch {
    return "auto";
  }
}

/** The choice. */
export const theme = createStore<Theme>(remembered());

/** Shows the page by the choice. */
export function applyTheme(): void {
  const chosen = theme.get();
  const root = document.documentElement;
  if (chosen === "auto") delete root.dataset.theme;
  else root.dataset.theme = chosen;
}

/** Chooses, and remembers it. */
export function setTheme(next: Theme): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  theme.set(next);
  applyTheme();
}

const system = matchMedia("(prefers-color-scheme: dark)");
const systemDark = createStore(system.matches);
system.addEventListener("change", () => systemDark.set(system.matches));

/** Changes whenever the colours do: what draws on a canvas must be drawn again. */
export function useColours(): string {
  return `${useStore(theme)} ${useStore(systemDark)}`;
}
