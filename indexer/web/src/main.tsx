import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { explainStart } from "./api/again";
import { mayPass, setApi } from "./api/client";
import { follow } from "./api/live";
import { loadConfig } from "./config";
import { router } from "./routes";
import { setNode } from "./shell/node";
import { applyTheme } from "./shell/theme";
import { setQueries } from "./wallet/transactions";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/controls.css";

applyTheme();

const queries = new QueryClient({
  // What is shown changes only when something happened, and then it is asked for again.
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: (failures, error) => failures < 2 && mayPass(error),
    },
  },
});
setQueries(queries);

const { api, node } = await loadConfig();
setApi(api);
setNode(node);
explainStart();
follow(queries);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
