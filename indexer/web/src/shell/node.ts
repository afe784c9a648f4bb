// The node's URL, as the configuration says it. Without one the page shows and does not act.

let url: string | null = null;

/** Says where the node is, once. */
export function setNode(node: string | null): void {
  url = node;
}

/** Where the node is. */
export const nodeUrl = (): string | null => url;
