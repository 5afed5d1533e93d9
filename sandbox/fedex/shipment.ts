import { z } from "zod";
import { credentials } from "./credentials";
import { fedexError } from "./errors";
import { type Ends, type Spot, services, servicesBetween } from "./services";

/** Loose on purpose: what is missing is answered with FedEx's own error for it, not with a parser's. */
const words = z.coerce.string().trim().catch("");
const lines = z.array(words).catch([]);

export const placeBody = z
  .object({
    streetLines: lines,
    city: words,
    stateOrProvinceCode: words,
    postalCode: words,
    countryCode: words,
    residential: z.boolean().catch(false),
  })
  .catch({
    streetLines: [],
    city: "",
    stateOrProvinceCode: "",
    postalCode: "",
    countryCode: "",
    residential: false,
  });
export type PlaceBody = z.infer<typeof placeBody>;

const contact = z
  .object({ personName: words, companyName: words, phoneNumber: words })
  .catch({ personName: "", companyName: "", phoneNumber: "" });
export const partyBody = z
  .object({ contact, address: placeBody })
  .catch({ contact: contact.parse({}), address: placeBody.parse({}) });
export type Party = z.infer<typeof partyBody>;

export const weightBody = z.object({ units: z.enum(["LB", "KG"]), value: z.number().positive() });
export const sidesBody = z.object({
  length: z.number().int().min(1).max(999),
  width: z.number().int().min(1).max(999),
  height: z.number().int().min(1).max(999),
  units: z.enum(["IN", "CM"]),
});

export const spotOf = (at: PlaceBody): Spot => ({
  country: at.countryCode,
  postalCode: at.postalCode,
  residential: at.residential,
});

export const isOurAccount = (number: string): boolean => number === credentials().accountNumber;

/** `00000` stands for every ZIP code that does not exist, so that a refusal can be tried. */
const isNoSuchZip = ({ countryCode, postalCode }: PlaceBody): boolean =>
  countryCode === "US" && postalCode.startsWith("00000");

/** Refuses a place that FedEx can't drive to. `who` is as FedEx's codes name it: SHIPPER, RECIPIENTS. */
export function checkPlace(at: PlaceBody, who: "SHIPPER" | "RECIPIENTS", name: string): void {
  const wrong = (part: string, words: string) =>
    fedexError(400, `${who}.${part}`, `${words} Please update and try again.`);
  if (!/^[A-Z]{2}$/.test(at.countryCode)) throw wrong("COUNTRYCODE.INVALID", `Invalid ${name} country code.`);
  if (at.countryCode === "US" && !/^\d{5}(-?\d{4})?$/.test(at.postalCode))
    throw wrong("POSTALCODE.INVALID", `Invalid ${name} postal code.`);
  if (isNoSuchZip(at))
    throw wrong("POSTALCODE.INVALID", `The ${name} postal code ${at.postalCode} does not exist.`);
  if (at.postalCode.length > 10) throw wrong("POSTALCODE.INVALID", `Invalid ${name} postal code.`);
}

/** The same, with what a label needs beside it: a street, a city, a state and a number to call. */
export function checkParty(
  { contact: who, address }: Party,
  kind: "SHIPPER" | "RECIPIENTS",
  name: string,
): void {
  const wrong = (part: string, words: string) => fedexError(400, `${kind}.${part}`, words);
  if (!who.personName && !who.companyName)
    throw wrong("CONTACTNAME.EMPTY", `The ${name} needs a person's or a company's name.`);
  if (!/^\+?\d{10,15}$/.test(who.phoneNumber))
    throw wrong("PHONENUMBER.INVALID", `Invalid ${name} phone number.`);
  if (["US", "CA"].includes(address.countryCode) && !/^(\+?1)?\d{10}$/.test(who.phoneNumber))
    throw wrong("PHONENUMBER.INVALID", `The ${name} phone number must have ten digits.`);
  const { streetLines: street } = address;
  if (street.length === 0 || street.length > 3 || street.some((line) => !line || line.length > 35))
    throw wrong("STREETLINE.INVALID", `Invalid ${name} street.`);
  if (!address.city || address.city.length > 35) throw wrong("CITY.INVALID", `Invalid ${name} city.`);
  if (["US", "CA", "PR"].includes(address.countryCode) && !/^[A-Z]{2}$/.test(address.stateOrProvinceCode))
    throw wrong("STATEORPROVINCECODE.INVALID", `Invalid ${name} state or province code.`);
  checkPlace(address, kind, name);
}

/** Refuses services that don't exist, or don't go there. */
export function checkService(serviceType: string, ends: Ends): void {
  if (!services[serviceType])
    throw fedexError(
      400,
      "SERVICETYPE.INVALID",
      `${serviceType || "No service"} is not a service of FedEx's.`,
    );
  if (!servicesBetween(ends).includes(serviceType))
    throw fedexError(
      400,
      "SERVICETYPE.NOT.ALLOWED",
      `${services[serviceType]?.name} is not available between the origin and the destination.`,
    );
}

/** The heaviest parcel FedEx carries. */
export function checkWeight({ units, value }: z.infer<typeof weightBody>, from: string): void {
  if ((units === "LB") !== ["US", "PR"].includes(from))
    throw fedexError(400, "WEIGHT.UNITS.INVALID", "The unit of weight is not that of the country of origin.");
  if (value > (units === "LB" ? 150 : 68))
    throw fedexError(400, "PACKAGE.WEIGHT.EXCEEDED", "The package is heavier than the service allows.");
}

/** FedEx's one answer to a body that is not of its form. */
export const badInput = (path: readonly PropertyKey[]) =>
  fedexError(400, "INVALID.INPUT.EXCEPTION", `Invalid field value in the input: ${path.join(".") || "body"}`);
