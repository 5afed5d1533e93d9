import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { isTrackingNumber } from "@/server/adapters/ups/tracking-number";
import { upsError } from "./errors";

const lifetimeMs = 14 * 86_400_000;
const body = z.object({ locale: z.string().catch(""), trackingNumberList: z.array(z.string()).catch([]) });

/** `POST /api/track/v2/subscription/{type}/package`: pushes for two weeks. Any well-formed number is taken. */
export async function subscribe(world: World, type: string, given: unknown) {
  if (type !== "standard" && type !== "enhanced")
    throw refuse("VSS930", "Type is missing or invalid, The Subscription request has been rejected.");
  const parsed = body.safeParse(given);
  if (!parsed.success)
    throw refuse(
      "VSS110",
      "Subscription request is empty or not present. The Subscription request has been rejected.",
    );
  const { locale, trackingNumberList: numbers } = parsed.data;
  if (!locale) throw refuse("VSS300", "Locale is required. The Subscription request has been rejected.");
  if (!/^[a-z]{2}_[A-Z]{2}$/.test(locale))
    throw refuse("VSS310", "Please enter a valid locale. The Subscription request has been rejected");
  if (numbers.length === 0)
    throw refuse("VSS200", "Tracking Number List is required. The Subscription request has been rejected.");
  if (numbers.length > 100)
    throw refuse("VSS220", "You have submitted over 100 tracking numbers which is not allowed.");
  const valid = numbers.filter(isTrackingNumber);
  const invalid = numbers.filter((number) => !isTrackingNumber(number));
  if (valid.length === 0)
    throw refuse(
      "VSS210",
      "The Subscription request should have at least one valid tracking number. The Subscription request has been rejected.",
      invalid,
    );
  await world.db.query(
    `insert into ups_subscription (tracking_number, expires_at)
     select distinct unnest($1::text[]), $2::timestamptz
     on conflict (tracking_number) do update set expires_at = excluded.expires_at`,
    [valid, new Date(world.now().getTime() + lifetimeMs)],
  );
  return { validTrackingNumbers: valid, ...(invalid.length > 0 ? { invalidTrackingNumbers: invalid } : {}) };
}

const refuse = (code: string, message: string, invalid: string[] = []) =>
  upsError(400, code, message, { invalidTrackingNumbers: invalid });
