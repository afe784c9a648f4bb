// A page for an address that names something which is not there.

import { Link } from "@tanstack/react-router";
import { Empty } from "../ui/parts";

/** Says what is not there, and leads back to what is. */
export function NothingThere(props: { what: string; to: "/" | "/proposals"; back: string }) {
  return (
    <section className="card">
      <h1 className="visually-hidden">Not found</h1>
      <Empty icon="explorer" title={props.what}>
        <Link to={props.to}>{props.back}</Link>
      </Empty>
    </section>
  );
}
