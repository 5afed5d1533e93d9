"use client";

import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";

/** Calls the shop's own API from the browser; only for what happens in place. */
export const shopApi = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
