/** The page. */
export function Explorer() {
  return null;
}
