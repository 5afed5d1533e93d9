import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { cancelAnswer } from "./answers";
import { FedexRefusal } from "./exchange";

/** FedEx's codes name what is wrong: RECIPIENTS.POSTALCODE.INVALID, DESTINATION.COUNTRY.NOTSERVED … */
const isAboutTheAddress = (code: string): boolean =>
  /POSTAL|ZIPCODE|STATEORPROVINCE|STATE\b|CITY|STREET|ADDRESS|DESTINATION|COUNTRY/.test(code) &&
  !/SHIPPER|ORIGIN|EMAIL|BROKER|COMMODIT|MANUFACTURE|PHONE|ACCOUNT/.test(code);

/** No service goes from here to there, at least not this one. */
const isAboutTheService = (code: string): boolean =>
  /NO\.?SERVICE|NOTSERVED|SERVICE(TYPE)?\.(NOT\.?(ALLOWED|AVAILABLE|SUPPORTED)|UNAVAILABLE)|SERVICES?\.NOT\.FOUND/.test(
    code,
  );

function refused(error: unknown, what: string): unknown {
  if (!(error instanceof FedexRefusal)) return error;
  const details = { carrier: "fedex", code: error.code };
  return isAboutTheAddress(error.code) || isAboutTheService(error.code)
    ? new DomainError("undeliverable", `FedEx can't deliver to this address: ${error.message}`, details, {
        cause: error,
      })
    : new DomainError("invalid_input", `FedEx refused to ${what}: ${error.message}`, details, {
        cause: error,
      });
}

/** A refused label: `undeliverable` when the address is the reason, else `invalid_input`; both in FedEx's own words. */
export const labelRefused = (error: unknown): unknown => refused(error, "make this label");

/** Refused prices: `undeliverable` when the address is the reason, else `invalid_input`. */
export const ratesRefused = (error: unknown): unknown => refused(error, "quote a price for this parcel");

/** No service of FedEx's goes from here to there: an answer, not a fault. */
export const goesNowhere = (error: unknown): boolean =>
  error instanceof FedexRefusal && isAboutTheService(error.code);

/** FedEx knows no parcel by this number or reference. */
export const isUnknown = (code: string | undefined): boolean => /NOT\.?FOUND/.test(code ?? "");

const saysVoidAlready = (text: string): boolean => /already\b.*\b(cancel|delet|void)/i.test(text);

export const isVoidAlready = (error: unknown): boolean =>
  error instanceof FedexRefusal && saysVoidAlready(`${error.code.replaceAll(".", " ")} ${error.message}`);

/** A label that can't be voided any more, for instance because the parcel has been scanned. */
export function voidRefused(error: unknown): unknown {
  if (!(error instanceof FedexRefusal)) return error;
  return new DomainError(
    "invalid_transition",
    `FedEx won't void this label: ${error.message}`,
    { carrier: "fedex", code: error.code },
    { cause: error },
  );
}

/** FedEx may answer 200 and say in it that nothing was cancelled. Throws the refusal that this is. */
export function assertCancelled({ output }: z.infer<typeof cancelAnswer>): void {
  if (output.cancelledShipment !== false) return;
  const [alert] = output.alerts;
  throw new FedexRefusal(
    200,
    alert?.code ?? "SHIPMENT.NOT.CANCELLED",
    alert?.message ?? "The shipment was not cancelled.",
  );
}
