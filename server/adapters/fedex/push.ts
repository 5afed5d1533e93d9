import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { TrackingPush, TrackingScan } from "@/server/ports/carrier";
import { pushBody, type TrackResult } from "./answers";
import { estimateOf, placeOf, scansOf } from "./tracking";
import { stateOf } from "./tracking-status";

/** The header `fdx-signature` of a push: HMAC-SHA256 of the body as it came, under the security token, in base64. */
export const signatureOf = (rawBody: string, securityToken: string): string =>
  createHmac("sha256", securityToken).update(rawBody).digest("base64");

/**
 * Reads a push of FedEx's tracking webhook. `forbidden` when it is not signed with the security token that the webhook was
 * set up with, `invalid_input` when the body is not FedEx's form.
 */
export function readPush(
  rawBody: string,
  headers: Headers,
  securityToken: string,
  now: Date,
): TrackingPush[] {
  const expected = securityToken ? signatureOf(rawBody, securityToken) : "";
  if (!same(headers.get("fdx-signature") ?? "", expected))
    throw new DomainError("forbidden", "This push is not signed with the token that FedEx was given.");
  const parsed = pushBody.safeParse(json(rawBody));
  if (!parsed.success)
    throw new DomainError(
      "invalid_input",
      "This is not a FedEx tracking event.",
      {},
      { cause: parsed.error },
    );
  const digest = createHash("sha256").update(rawBody).digest("hex");
  return resultsOf(parsed.data)
    .flatMap(({ trackingNumber, result }) => pushesOf(trackingNumber, result, now))
    .map((push, index) => ({ ...push, dedupeKey: index === 0 ? digest : `${digest}:${index}` }));
}

type Numbered = { trackingNumber: string; result: TrackResult };

/** The results of all three forms, each with its number; those without one are about no parcel. */
function resultsOf(body: z.infer<typeof pushBody>): Numbered[] {
  const complete =
    "output" in body
      ? body.output.completeTrackResults
      : "completeTrackResults" in body
        ? body.completeTrackResults
        : [body];
  return complete.flatMap(({ trackingNumber: outer, trackResults }) =>
    trackResults.flatMap((result) => {
      const trackingNumber = result.trackingNumberInfo?.trackingNumber ?? outer;
      return trackingNumber && !result.error?.code ? [{ trackingNumber, result }] : [];
    }),
  );
}

function pushesOf(trackingNumber: string, result: TrackResult, now: Date): Omit<TrackingPush, "dedupeKey">[] {
  const estimatedAt = estimateOf(result) ?? undefined;
  const scans = scansOf(result);
  const told = scans.length > 0 ? scans : latestOnly(result, now);
  return told.map((scan) => ({ trackingNumber, scan, ...(estimatedAt ? { estimatedAt } : {}) }));
}

/** A push without scans still says where things stand. */
function latestOnly({ latestStatusDetail: status }: TrackResult, now: Date): TrackingScan[] {
  const code = status?.code ?? status?.derivedCode;
  if (!status || !code) return [];
  const description = status.description ?? status.statusByLocale ?? "No description";
  const state = stateOf({ code, derived: status.derivedCode ?? "", description });
  return [{ state, code, description, ...placeOf(status.scanLocation), at: now }];
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function same(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return expected.length > 0 && timingSafeEqual(hash(given), hash(expected));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
