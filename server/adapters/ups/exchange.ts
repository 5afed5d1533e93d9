import { providerUnavailable } from "@/server/kernel/errors";
import { errorAnswer } from "./answers";

export type UpsConnection = {
  clientId: string;
  clientSecret: string;
  accountNumber: string;
  /** `https://onlinetools.ups.com`, or wherever the same paths are answered; may carry a path prefix. */
  apiUrl: string;
  timeoutMs: number;
  now: () => Date;
};

/** UPS understood the request and said no. */
export class UpsRefusal extends Error {
  override readonly name = "UpsRefusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** One HTTP exchange: the JSON of a 2xx, UpsRefusal for a 4xx, `provider_unavailable` for everything else. */
export async function exchange(config: UpsConnection, path: string, init: RequestInit): Promise<unknown> {
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
    throw providerUnavailable("UPS", error);
  }
  if (status >= 200 && status < 300) return parse(text);
  const first = errorAnswer.safeParse(tryParse(text)).data?.response.errors[0];
  const refusal = new UpsRefusal(status, first?.code ?? String(status), first?.message ?? `HTTP ${status}`);
  if (status >= 400 && status < 500 && ![403, 408, 425, 429].includes(status)) throw refusal;
  throw providerUnavailable("UPS", refusal);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw providerUnavailable("UPS", error);
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
