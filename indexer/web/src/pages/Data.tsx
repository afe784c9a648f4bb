/** The page. */
export function Data() {
  return null;
}
