import { readLinkToken } from "@/server/auth/link-keys";
import { app } from "@/server/composition";
import type { Id } from "@/server/kernel/id";

/** The link that a page was opened with, or a form sent with; null for one that we did not write. */
export const linkOf = (token: unknown): Id<"accountLink"> | null =>
  readLinkToken(typeof token === "string" ? token : null, app().env.AUTH_SECRET);

export type LinkQuery = Promise<{ link?: string | string[] }>;
