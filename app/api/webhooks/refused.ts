import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** 4xx for what is not the vendor's word, 500 for a fault of ours, which makes the vendor send it again. */
export function refusedWebhook(error: unknown): Response {
  if (error instanceof DomainError) {
    const status = error.kind === "forbidden" ? 401 : 400;
    return Response.json({ error: error.message }, { status });
  }
  log.error({ err: error }, "webhook not kept");
  return Response.json({ error: "Not kept; please send it again." }, { status: 500 });
}
