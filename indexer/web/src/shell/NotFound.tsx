import { Link } from "@tanstack/react-router";
import { Empty } from "../ui/parts";

/** A path that leads nowhere. */
export function NotFound() {
  return (
    <section className="card">
      <h1 className="visually-hidden">Not found</h1>
      <Empty icon="explorer" title="There is nothing here">
        <Link to="/">Back to the overview</Link>
      </Empty>
    </section>
  );
}
