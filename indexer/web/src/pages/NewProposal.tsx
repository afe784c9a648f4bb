/** The page. */
export function NewProposal() {
  return null;
}
