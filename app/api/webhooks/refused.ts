import { after } from "next/server";
import { noteRefusal } from "@/server/domain/webhook/refusal";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/**
 * 4xx for what is not the vendor's word, 500 for a fault of ours, which makes the vendor send it again. What was refused is
 * counted, so that staff see a secret that doesn't fit.
 */
export function refusedWebhook(error: unknown, ctx?: Ctx): Response {
  if (error instanceof DomainError) {
    const { kind } = error;
    if (ctx) after(() => noteRefusal(ctx, kind));
    const status = kind === "forbidden" ? 401 : 400;
    return Response.json({ error: error.message }, { status });
  }
  log.error({ err: error }, "webhook not kept");
  return Response.json({ error: "Not kept; please send it again." }, { status: 500 });
}
