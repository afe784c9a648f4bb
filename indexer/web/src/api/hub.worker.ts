// The worker that all tabs of a browser share: it holds the one stream that they hear. A browser
// opens only six connections to a host, so a stream for each tab would leave none for requests.

import { type Asked, Hub, type Tab } from "./hub";

const hub = new Hub();

interface Port extends Tab {
  onmessage: ((event: MessageEvent<Asked>) => void) | null;
}

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0] as unknown as Port | undefined;
  if (port) port.onmessage = ({ data }) => hub.take(port, data);
});
