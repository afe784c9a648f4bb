/** The page. */
export function Burns() {
  return null;
}
