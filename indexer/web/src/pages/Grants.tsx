/** The page. */
export function Grants() {
  return null;
}
