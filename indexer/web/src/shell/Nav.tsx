// Where one can go: a column on a desk, a bar with the most wanted below on a phone.

import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useStatus } from "../api/hooks";
import { Dialog } from "../ui/Dialog";
import { Icon, type IconName } from "../ui/Icon";

const PAGES = [
  { to: "/", name: "Overview", icon: "overview" },
  { to: "/trade", name: "Mint & redeem", icon: "trade", short: "Trade" },
  { to: "/hatch", name: "Hatch", icon: "hatch" },
  { to: "/proposals", name: "Proposals", icon: "proposals" },
  { to: "/grants", name: "Grants", icon: "grants" },
  { to: "/stakes", name: "Your stakes", icon: "lock" },
  { to: "/rules", name: "Rules", icon: "rules" },
  { to: "/burns", name: "Burns", icon: "burns" },
  { to: "/holders", name: "Holders", icon: "holders" },
  { to: "/explorer", name: "Explorer", icon: "explorer" },
  { to: "/data", name: "Data", icon: "data" },
] as const satisfies readonly { to: string; name: string; icon: IconName; short?: string }[];

const ON_PHONE = new Set(["/", "/trade", "/proposals", "/grants"]);

/** A Commons that opened without a hatch has no page for one. */
function usePages() {
  const hatch = useStatus()?.deployment.hatch;
  return PAGES.filter(({ to }) => to !== "/hatch" || hatch);
}

function NavLink({ page, phone }: { page: (typeof PAGES)[number]; phone?: boolean }) {
  return (
    <Link
      to={page.to}
      className="nav-link"
      activeOptions={{ exact: page.to === "/", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
    >
      <Icon name={page.icon} size={phone ? 22 : 20} />
      <span>{phone && "short" in page ? page.short : page.name}</span>
    </Link>
  );
}

/** The column of a desk. */
export function SideNav() {
  return (
    <nav className="side-nav" aria-label="Pages">
      {usePages().map((page) => (
        <NavLink key={page.to} page={page} />
      ))}
    </nav>
  );
}

/** The bar of a phone; what has no place in it is in a sheet. */
export function BottomNav() {
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the sheet
  useEffect(() => setOpen(false), [path]);
  const pages = usePages();
  const rest = pages.filter(({ to }) => !ON_PHONE.has(to));
  const isRest = rest.some(({ to }) => path.startsWith(to));
  return (
    <nav className="bottom-nav" aria-label="Pages">
      {pages
        .filter(({ to }) => ON_PHONE.has(to))
        .map((page) => (
          <NavLink key={page.to} page={page} phone />
        ))}
      <button
        type="button"
        className="nav-link"
        aria-current={isRest ? "page" : undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="more" size={22} />
        <span>More</span>
      </button>
      {open && (
        <Dialog title="More pages" onClose={() => setOpen(false)}>
          <div className="sheet-nav">
            {rest.map((page) => (
              <NavLink key={page.to} page={page} />
            ))}
          </div>
        </Dialog>
      )}
    </nav>
  );
}
