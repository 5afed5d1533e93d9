import { providerUnavailable } from "@/server/kernel/errors";
import { errorAnswer } from "./answers";

export type PaypalConnection = {
  clientId: string;
  clientSecret: string;
  /** `https://api-m.paypal.com`, or wherever the same paths are answered; may carry a path prefix. */
  apiUrl: string;
  /** For one try. */
  timeoutMs: number;
  now: () => Date;
};

/** PayPal understood the request and said no: `issues` are its reasons, such as INSTRUMENT_DECLINED. */
export class PaypalRefusal extends Error {
  override readonly name = "PaypalRefusal";
  constructor(
    readonly status: number,
    readonly issues: readonly string[],
    /** Where in the request the fault lies, as JSON pointers. */
    readonly fields: readonly string[],
    message: string,
  ) {
    super(message);
  }

  has(...issues: readonly string[]): boolean {
    return this.issues.some((issue) => issues.includes(issue));
  }
}

/**
 * One HTTP exchange: the JSON of a 2xx, PaypalRefusal for a 4xx that is about the request, `provider_unavailable` for
 * everything else. A refused key (401 aside, which the caller may mend) and a missing permission count as unavailable:
 * nobody can pay, and the intent should wait until an operator mends it.
 */
export async function exchange(config: PaypalConnection, path: string, init: RequestInit): Promise<unknown> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(`${config.apiUrl.replace(/\/+$/, "")}${path}`, {
      ...init,
      redirect: "error",
      signal: AbortSignal.timeout(config.timeoutMs),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw providerUnavailable("PayPal", error);
  }
  if (status >= 200 && status < 300) return parse(text);
  const refusal = refusalOf(status, text);
  // 409: another request about the same thing is under way; the next try finds its result.
  if (status >= 400 && status < 500 && ![403, 408, 409, 425, 429].includes(status)) throw refusal;
  throw providerUnavailable("PayPal", refusal);
}

function refusalOf(status: number, text: string): PaypalRefusal {
  const { name, message, details = [], debug_id } = errorAnswer.safeParse(tryParse(text)).data ?? {};
  const issues = details.map(({ issue }) => issue);
  const words = [name, message, issues.join(", "), debug_id && `debug id ${debug_id}`].filter(Boolean);
  const fields = details.flatMap(({ field }) => (field === undefined ? [] : [field]));
  return new PaypalRefusal(status, issues, fields, `HTTP ${status}: ${words.join(" · ")}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw providerUnavailable("PayPal", error);
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
