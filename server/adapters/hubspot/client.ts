import { z } from "zod";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";

export type HubspotConnection = {
  /** Token of a private app with the scopes crm.objects.* and crm.schemas.* for contacts and deals. */
  accessToken: string;
  /** `https://api.hubapi.com`, or wherever the same paths are answered; may carry a path prefix. */
  apiUrl: string;
  timeoutMs?: number;
};

/** HubSpot understood the request and said no. */
export class HubspotRefusal extends Error {
  override readonly name = "HubspotRefusal";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const errorAnswer = z.object({ message: z.string() });

/**
 * Calls HubSpot. A refusal of the request throws HubspotRefusal; time-outs, network faults, 5xx, refused credentials and
 * unreadable answers are `provider_unavailable`, and so is 429, with `retryAfterSeconds` from its Retry-After.
 */
export function hubspotClient({ accessToken, apiUrl, timeoutMs = 10_000 }: HubspotConnection) {
  return async function call<Answer>(
    method: "GET" | "POST",
    path: string,
    answer: z.ZodType<Answer>,
    body?: unknown,
  ): Promise<Answer> {
    let status: number;
    let text: string;
    let retryAfter: string | null;
    try {
      const response = await fetch(`${apiUrl.replace(/\/+$/, "")}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = response.status;
      retryAfter = response.headers.get("retry-after");
      text = await response.text();
    } catch (error) {
      throw providerUnavailable("HubSpot", error);
    }
    const json = tryParse(text);
    if (status >= 200 && status < 300) {
      const parsed = answer.safeParse(json);
      if (parsed.success) return parsed.data;
      throw providerUnavailable("HubSpot", parsed.error);
    }
    const refusal = new HubspotRefusal(status, errorAnswer.safeParse(json).data?.message ?? `HTTP ${status}`);
    if (status === 429) throw asksToWait(retryAfter, refusal);
    // 401 and 403 speak of our token, not of this record.
    if (status >= 500 || [401, 403, 408].includes(status)) throw providerUnavailable("HubSpot", refusal);
    throw refusal;
  };
}

export type HubspotCall = ReturnType<typeof hubspotClient>;

/** HubSpot counts calls over ten seconds; without a word from it, that is how long to wait. */
function asksToWait(retryAfter: string | null, cause: unknown): DomainError {
  const seconds = Number(retryAfter);
  const retryAfterSeconds = retryAfter !== null && seconds > 0 ? Math.min(Math.ceil(seconds), 3600) : 10;
  return new DomainError(
    "provider_unavailable",
    `HubSpot asks to wait for ${retryAfterSeconds} seconds.`,
    { provider: "HubSpot", retryAfterSeconds },
    { cause },
  );
}

function tryParse(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
