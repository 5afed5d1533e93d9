import type { z } from "zod";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import { exchange, type PaypalConnection, PaypalRefusal } from "./exchange";
import { type TokenSource, tokenSource } from "./token";

export type PaypalRequest<Answer> = {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
  /** `PayPal-Request-Id`: the second request with it gives the answer of the first. A POST needs one to be tried again. */
  requestId?: string;
  answer: z.ZodType<Answer>;
};

export type PaypalClient = <Answer>(request: PaypalRequest<Answer>) => Promise<Answer>;

/**
 * Calls PayPal with a bearer token, which is renewed once when PayPal no longer takes it. What is safe to repeat (a GET,
 * a POST with a request id) is tried a second time, after a pause of random length. Throws PaypalRefusal for a 4xx that
 * is about the request, and DomainError `provider_unavailable` for time-outs, network faults, 5xx, 429, refused
 * credentials and answers that can't be read. See https://developer.paypal.com/api/rest/requests/.
 */
export function paypalClient(config: PaypalConnection): PaypalClient {
  const tokens = tokenSource(config);
  return async (request) => {
    const answer = await twice(request, () => authorized(config, tokens, request));
    const parsed = request.answer.safeParse(answer);
    if (!parsed.success) throw providerUnavailable("PayPal", parsed.error);
    return parsed.data;
  };
}

async function twice(request: PaypalRequest<unknown>, call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const repeatable = request.method === "GET" || request.requestId !== undefined;
    if (!repeatable || !(error instanceof DomainError)) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 200));
  return call();
}

async function authorized(
  config: PaypalConnection,
  tokens: TokenSource,
  request: PaypalRequest<unknown>,
): Promise<unknown> {
  const token = await tokens.current();
  try {
    return await send(config, token, request);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    tokens.forget(token);
  }
  try {
    return await send(config, await tokens.current(), request);
  } catch (error) {
    // A fresh token that is refused is a matter of credentials, not of this payment.
    throw isUnauthorized(error) ? providerUnavailable("PayPal", error) : error;
  }
}

const isUnauthorized = (error: unknown): boolean => error instanceof PaypalRefusal && error.status === 401;

function send(config: PaypalConnection, token: string, request: PaypalRequest<unknown>): Promise<unknown> {
  const posts = request.method === "POST";
  return exchange(config, request.path, {
    method: request.method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      ...(posts ? { "content-type": "application/json", prefer: "return=representation" } : {}),
      ...(request.requestId === undefined ? {} : { "paypal-request-id": request.requestId }),
    },
    ...(posts ? { body: JSON.stringify(request.body ?? {}) } : {}),
  });
}
