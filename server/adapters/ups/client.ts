import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import { exchange, type UpsConnection, UpsRefusal } from "./exchange";
import { type TokenSource, tokenSource } from "./token";

export type UpsRequest<Answer> = {
  method: "GET" | "POST" | "DELETE";
  path: string;
  body?: unknown;
  answer: z.ZodType<Answer>;
  /** Only where a second call changes nothing: tried once more after a fault, not after a time-out. */
  repeatable?: boolean;
  /** UPS's reference for this call; ours, so that a lost answer can be found. Random when left out. */
  transactionId?: string;
};

/**
 * Calls UPS with a bearer token, which is renewed once when UPS no longer takes it. Throws UpsRefusal for a 4xx that
 * is about the request, and DomainError `provider_unavailable` for time-outs, network faults, 5xx, 429, refused
 * credentials and answers that can't be read.
 */
export function upsClient(config: UpsConnection): <Answer>(request: UpsRequest<Answer>) => Promise<Answer> {
  const tokens = tokenSource(config);
  return async (request) => {
    const answer = await authorized(config, tokens, request);
    const parsed = request.answer.safeParse(answer);
    if (!parsed.success) throw providerUnavailable("UPS", parsed.error);
    return parsed.data;
  };
}

async function authorized(
  config: UpsConnection,
  tokens: TokenSource,
  request: UpsRequest<unknown>,
): Promise<unknown> {
  const token = await tokens.current();
  try {
    return await attempt(config, token, request);
  } catch (error) {
    if (!(error instanceof UpsRefusal && error.status === 401)) throw error;
    tokens.forget(token);
  }
  try {
    return await attempt(config, await tokens.current(), request);
  } catch (error) {
    // A fresh token that is refused is a matter of credentials, not of this parcel.
    if (error instanceof UpsRefusal && error.status === 401) throw providerUnavailable("UPS", error);
    throw error;
  }
}

async function attempt(config: UpsConnection, token: string, request: UpsRequest<unknown>): Promise<unknown> {
  try {
    return await send(config, token, request);
  } catch (error) {
    if (!request.repeatable || !(error instanceof DomainError) || timedOut(error.cause)) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
  return send(config, token, request);
}

function send(config: UpsConnection, token: string, request: UpsRequest<unknown>): Promise<unknown> {
  return exchange(config, request.path, {
    method: request.method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      transId: request.transactionId ?? randomUUID().replaceAll("-", ""),
      transactionSrc: "holdfast",
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
}

const timedOut = (cause: unknown): boolean => cause instanceof Error && cause.name === "TimeoutError";
