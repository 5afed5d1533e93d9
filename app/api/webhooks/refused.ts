import { after } from "next/server";
import { noteRefusal } from "@/server/domain/webhook/refusal";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError, type ErrorKind } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** Far more than any vendor sends. */
export const maxBytes = 1024 * 1024;

const statuses: Partial<Record<ErrorKind, number>> = {
  forbidden: 401,
  too_large: 413,
  // Their key or certificate could not be had: they will send it again.
  provider_unavailable: 503,
};

/**
 * 4xx for what is not the vendor's word, 500 for a fault of ours, which makes the vendor send it again. What was refused is
 * counted, so that staff see a secret that doesn't fit.
 */
export function refusedWebhook(error: unknown, ctx?: Ctx): Response {
  if (error instanceof DomainError) {
    const { kind } = error;
    if (ctx) after(() => noteRefusal(ctx, kind));
    return Response.json({ error: error.message }, { status: statuses[kind] ?? 400 });
  }
  log.error({ err: error }, "webhook not kept");
  return Response.json({ error: "Not kept; please send it again." }, { status: 500 });
}
