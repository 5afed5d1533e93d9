import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { TrackingPush } from "@/server/ports/carrier";
import { type PushedEvent, pushedEvent } from "./answers";
import { detailCode, scanTime, stateOf } from "./tracking-status";

const pushBody = z.union([pushedEvent.transform((event) => [event]), z.array(pushedEvent).min(1)]);

/**
 * Reads a Track Alert push. UPS signs nothing: the credential we gave it comes back as a bearer token, or in the
 * header `credential` from older set-ups. `forbidden` without it, `invalid_input` when the body is not UPS's form.
 */
export function readPush(rawBody: string, headers: Headers, credential: string, now: Date): TrackingPush[] {
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (!same(bearer ?? headers.get("credential") ?? "", credential))
    throw new DomainError("forbidden", "This push does not carry the credential that UPS was given.");
  const parsed = pushBody.safeParse(json(rawBody));
  if (!parsed.success)
    throw new DomainError("invalid_input", "This is not a UPS tracking event.", {}, { cause: parsed.error });
  return parsed.data.map((event) => toPush(event, now));
}

function toPush(event: PushedEvent, now: Date): TrackingPush {
  const { type = "", code = "", description = "", descriptionCode } = event.activityStatus;
  const local = { date: event.localActivityDate, time: event.localActivityTime };
  const at = scanTime({ date: event.gmtActivityDate, time: event.gmtActivityTime }, local, event.gmtOffset);
  const place = [
    event.activityLocation?.city,
    event.activityLocation?.stateProvince,
    event.activityLocation?.country,
  ];
  const state = stateOf({
    type,
    code,
    detail: detailCode(descriptionCode),
    description,
    hasDeliveryDate: Boolean(event.actualDeliveryDate),
  });
  return {
    trackingNumber: event.trackingNumber,
    scan: {
      state,
      code: code || type,
      description: description || "No description",
      ...placeOf(place),
      at: at ?? now,
    },
    ...(state === "out_for_delivery" ? { estimatedAt: windowEnd(event) } : {}),
    // UPS gives no event id. Without a time of its own the event's whole text stands in for it.
    dedupeKey: `${event.trackingNumber}:${at ? at.toISOString() : digest(event)}:${code || type}`,
  };
}

/**
 * The end of today's window, by the clocks at the door. The day that pushes name is the first one UPS planned, whatever
 * has happened since, so nothing is read from it.
 */
function windowEnd({
  localActivityDate: date,
  deliveryEndTime: time,
  gmtOffset,
}: PushedEvent): Date | undefined {
  return time && gmtOffset ? scanTime({}, { date, time }, gmtOffset) : undefined;
}

/** "Charlotte, NC, US", leaving out what UPS left out. */
export function placeOf(parts: readonly (string | undefined)[]): { place?: string } {
  const given = parts.map((part) => part?.trim()).filter(Boolean);
  return given.length > 0 ? { place: given.join(", ") } : {};
}

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

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
