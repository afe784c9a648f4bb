// The pages and where they are. Paths follow a #, so that the page works from any static host at any
// path, without rules for rewriting.

import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { GROUPS } from "./acts/kinds";
import type { ProposalKind } from "./api/votes";
import { Overview } from "./pages/Overview";
import { NotFound } from "./shell/NotFound";
import { Shell } from "./shell/Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const overview = createRoute({ getParentRoute: () => root, path: "/", component: Overview });

const trade = createRoute({
  getParentRoute: () => root,
  path: "/trade",
  validateSearch: ({ side }): { side?: "redeem" | "donate" } =>
    side === "redeem" || side === "donate" ? { side } : {},
  component: lazyRouteComponent(() => import("./pages/Trade"), "Trade"),
});

const hatch = createRoute({
  getParentRoute: () => root,
  path: "/hatch",
  component: lazyRouteComponent(() => import("./pages/Hatch"), "Hatch"),
});

const proposals = createRoute({
  getParentRoute: () => root,
  path: "/proposals",
  component: lazyRouteComponent(() => import("./pages/Proposals"), "Proposals"),
});

/** The kinds of proposals that a link can begin one of. */
const PROPOSALS: readonly ProposalKind[] = [
  "signal",
  "grant",
  "revocation",
  "rule",
  "governor",
  "wind_down",
];

const newProposal = createRoute({
  getParentRoute: () => root,
  path: "/proposals/new",
  validateSearch: ({ kind, rule }): { kind?: ProposalKind; rule?: number } => ({
    ...(PROPOSALS.some((name) => name === kind) && { kind: kind as ProposalKind }),
    ...(Number.isInteger(rule) && { rule: Number(rule) }),
  }),
  component: lazyRouteComponent(() => import("./pages/NewProposal"), "NewProposal"),
});

const proposal = createRoute({
  getParentRoute: () => root,
  path: "/proposals/$id",
  component: lazyRouteComponent(() => import("./pages/Proposal"), "Proposal"),
});

const grants = createRoute({
  getParentRoute: () => root,
  path: "/grants",
  component: lazyRouteComponent(() => import("./pages/Grants"), "Grants"),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: "/rules",
  component: lazyRouteComponent(() => import("./pages/Rules"), "Rules"),
});

const stakes = createRoute({
  getParentRoute: () => root,
  path: "/stakes",
  component: lazyRouteComponent(() => import("./pages/Stakes"), "Stakes"),
});

const burns = createRoute({
  getParentRoute: () => root,
  path: "/burns",
  component: lazyRouteComponent(() => import("./pages/Burns"), "Burns"),
});

const holders = createRoute({
  getParentRoute: () => root,
  path: "/holders",
  component: lazyRouteComponent(() => import("./pages/Holders"), "Holders"),
});

/** What the explorer is asked for. */
export interface ExplorerSearch {
  readonly kind?: string;
  readonly account?: string;
}

const explorer = createRoute({
  getParentRoute: () => root,
  path: "/explorer",
  // The router reads digits as a number: an account of digits alone stays what was written.
  validateSearch: ({ kind, account }): ExplorerSearch => ({
    ...(GROUPS.some(([name]) => name === kind) && { kind: String(kind) }),
    ...(account !== undefined && account !== "" && { account: String(account) }),
  }),
  component: lazyRouteComponent(() => import("./pages/Explorer"), "Explorer"),
});

const data = createRoute({
  getParentRoute: () => root,
  path: "/data",
  component: lazyRouteComponent(() => import("./pages/Data"), "Data"),
});

const routeTree = root.addChildren([
  overview,
  trade,
  hatch,
  proposals,
  newProposal,
  proposal,
  grants,
  rules,
  stakes,
  burns,
  holders,
  explorer,
  data,
]);

/** The router. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  scrollRestoration: true,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
