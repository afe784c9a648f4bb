import { Link } from "@tanstack/react-router";
import { Empty } from "../ui/parts";

/** A path that leads nowhere. */
export function NotFound() {
  return (
    <section className="card">
      <Empty icon="explorer" title="There is nothing here">
        <Link to="/">Back to the overview</Link>
      </Empty>
    </section>
  );
}
