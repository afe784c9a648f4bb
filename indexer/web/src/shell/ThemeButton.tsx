import { useStore } from "../lib/store";
import { Icon } from "../ui/Icon";
import { setTheme, type Theme, theme } from "./theme";

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const WORDS: Record<Theme, string> = {
  auto: "Colours as the system says",
  light: "Light colours",
  dark: "Dark colours",
};

/** Goes through the three ways of light and dark. */
export function ThemeButton() {
  const now = useStore(theme);
  const icon = { auto: "auto", light: "sun", dark: "moon" } as const;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`${WORDS[now]}; change`}
      title={WORDS[now]}
      onClick={() => setTheme(NEXT[now])}
    >
      <Icon name={icon[now]} size={18} />
    </button>
  );
}
