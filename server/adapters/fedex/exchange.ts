import { providerUnavailable } from "@/server/kernel/errors";
import { errorAnswer } from "./answers";

export type FedexConnection = {
  clientId: string;
  clientSecret: string;
  /** `https://apis.fedex.com`, or wherever the same paths are answered; may carry a path prefix. */
  apiUrl: string;
  timeoutMs: number;
  now: () => Date;
};

/** FedEx understood the request and said no. */
export class FedexRefusal extends Error {
  override readonly name = "FedexRefusal";
  constructor(
    readonly status: number,
    /** Words with points between them, such as RECIPIENTS.POSTALCODE.INVALID. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** One HTTP exchange: the JSON of a 2xx, FedexRefusal for a 4xx, `provider_unavailable` for everything else. */
export async function exchange(config: FedexConnection, path: string, init: RequestInit): Promise<unknown> {
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
    throw providerUnavailable("FedEx", error);
  }
  const first = errorAnswer.safeParse(tryParse(text)).data?.errors[0];
  // FedEx has been seen to put its errors into an answer of 200.
  if (status >= 200 && status < 300 && !first) return parse(text);
  const refusal = new FedexRefusal(status, first?.code ?? String(status), first?.message ?? `HTTP ${status}`);
  if (isRefusal(status, refusal.code)) throw refusal;
  throw providerUnavailable("FedEx", refusal);
}

/** 403 speaks of our credentials, 408, 425 and 429 of waiting; some codes mean a fault whatever the status says. */
const isRefusal = (status: number, code: string): boolean =>
  status < 500 &&
  ![403, 408, 425, 429].includes(status) &&
  !/^(INTERNAL\.SERVER|SERVICE\.UNAVAILABLE|SYSTEM\.UNAVAILABLE|SYSTEM\.UNEXPECTED)/.test(code);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw providerUnavailable("FedEx", error);
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
