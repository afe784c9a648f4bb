import { NothingThere } from "./NothingThere";

/** A path that leads nowhere. */
export function NotFound() {
  return <NothingThere what="There is nothing here" to="/" back="Back to the overview" />;
}
