/** The page. */
export function Hatch() {
  return null;
}
