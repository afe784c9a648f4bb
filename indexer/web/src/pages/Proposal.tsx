/** The page. */
export function Proposal() {
  return null;
}
