/** The page. */
export function Holders() {
  return null;
}
