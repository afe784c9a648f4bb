/** The page. */
export function Proposals() {
  return null;
}
