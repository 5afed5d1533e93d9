import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import { exchange, type FedexConnection, FedexRefusal } from "./exchange";
import { type TokenSource, tokenSource } from "./token";

export type FedexRequest<Answer> = {
  method: "POST" | "PUT";
  path: string;
  body: unknown;
  answer: z.ZodType<Answer>;
  /** Only where a second call changes nothing: tried once more after a fault, not after a time-out. */
  repeatable?: boolean;
  /** Our name for this call, which FedEx repeats in its answer. Random when left out. */
  transactionId?: string;
};

/**
 * Calls FedEx with a bearer token, which is renewed once when FedEx no longer takes it. Throws FedexRefusal for a 4xx that
 * is about the request, and DomainError `provider_unavailable` for time-outs, network faults, 5xx, 429, refused
 * credentials and answers that can't be read.
 */
export function fedexClient(
  config: FedexConnection,
): <Answer>(request: FedexRequest<Answer>) => Promise<Answer> {
  const tokens = tokenSource(config);
  return async (request) => {
    const answer = await authorized(config, tokens, request);
    const parsed = request.answer.safeParse(answer);
    if (!parsed.success) throw providerUnavailable("FedEx", parsed.error);
    return parsed.data;
  };
}

async function authorized(
  config: FedexConnection,
  tokens: TokenSource,
  request: FedexRequest<unknown>,
): Promise<unknown> {
  const token = await tokens.current();
  try {
    return await attempt(config, token, request);
  } catch (error) {
    if (!(error instanceof FedexRefusal && error.status === 401)) throw error;
    tokens.forget(token);
  }
  try {
    return await attempt(config, await tokens.current(), request);
  } catch (error) {
    // A fresh token that is refused is a matter of credentials, not of this parcel.
    if (error instanceof FedexRefusal && error.status === 401) throw providerUnavailable("FedEx", error);
    throw error;
  }
}

async function attempt(
  config: FedexConnection,
  token: string,
  request: FedexRequest<unknown>,
): Promise<unknown> {
  try {
    return await send(config, token, request);
  } catch (error) {
    if (!request.repeatable || !(error instanceof DomainError) || timedOut(error.cause)) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
  return send(config, token, request);
}

function send(config: FedexConnection, token: string, request: FedexRequest<unknown>): Promise<unknown> {
  return exchange(config, request.path, {
    method: request.method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      "content-type": "application/json",
      "x-locale": "en_US",
      "x-customer-transaction-id": request.transactionId ?? randomUUID(),
    },
    body: JSON.stringify(request.body),
  });
}

const timedOut = (cause: unknown): boolean => cause instanceof Error && cause.name === "TimeoutError";
