import { DomainError } from "@/server/kernel/errors";
import { UpsRefusal } from "./exchange";

/**
 * UPS codes that speak of the place the parcel should go to: 1202xx and 1102xx (a part of the ship-to address), 111285 and 111286
 * (postcode or state that don't belong together), 111210 and 121210 (no such service between the two places), 128xxx
 * (a kind of address the service doesn't reach).
 */
const isAboutTheAddress = (code: string): boolean =>
  /^(1[12]02\d\d|128\d{3}|11128[56]|1[12]1210)$/.test(code);

/** A refused label: `undeliverable` when the address is the reason, else `invalid_input`; both in UPS's own words. */
export const labelRefused = (error: unknown): unknown => refused(error, "make this label");

function refused(error: unknown, what: string): unknown {
  if (!(error instanceof UpsRefusal)) return error;
  const details = { carrier: "ups", code: error.code };
  return isAboutTheAddress(error.code)
    ? new DomainError("undeliverable", `UPS can't deliver to this address: ${error.message}`, details, {
        cause: error,
      })
    : new DomainError("invalid_input", `UPS refused to ${what}: ${error.message}`, details, {
        cause: error,
      });
}

/** No service of UPS's goes from here to there: an answer, not a fault. */
export const goesNowhere = (error: unknown): boolean =>
  error instanceof UpsRefusal && /^(111100|11[12]21[07])$/.test(error.code);

/** Refused prices: `undeliverable` when the address is the reason, else `invalid_input`. */
export const ratesRefused = (error: unknown): unknown => refused(error, "quote a price for this parcel");

export const isVoidAlready = (error: unknown): boolean =>
  error instanceof UpsRefusal && (error.code === "190117" || /already (been )?voided/i.test(error.message));

/** A label that can't be voided any more, for instance because the parcel has been scanned. */
export function voidRefused(error: unknown): unknown {
  if (!(error instanceof UpsRefusal)) return error;
  return new DomainError(
    "invalid_transition",
    `UPS won't void this label: ${error.message}`,
    { carrier: "ups", code: error.code },
    { cause: error },
  );
}

/** A refused subscription. VSS5xx–VSS8xx mean that UPS has no address or credential of ours to push to. */
export function subscriptionRefused(error: unknown, webhookUrl: string): unknown {
  if (!(error instanceof UpsRefusal)) return error;
  const advice = /^VSS[5-8]\d\d$/.test(error.code)
    ? ` Enter ${webhookUrl} and its credential under "Manage Webhook Credentials" in UPS's developer portal.`
    : "";
  return new DomainError(
    "invalid_input",
    `UPS won't push news of this parcel: ${error.message}${advice}`,
    { carrier: "ups", code: error.code },
    { cause: error },
  );
}
