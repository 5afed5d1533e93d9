import { createHash } from "node:crypto";
import { z } from "zod";
import { findZip } from "@/sandbox/ups/zip-codes";
import { badInput, type PlaceBody, placeBody } from "./shipment";

const resolveBody = z.object({
  addressesToValidate: z
    .array(z.object({ address: placeBody, clientReferenceId: z.string().optional() }))
    .min(1)
    .max(100),
});

/**
 * `POST /address/v1/addresses/resolve`. Towns and ZIP codes of the United States are the real ones; of streets, one that
 * starts with Nowhere does not exist, one without a house number fits several, and a Tower wants a floor or a suite.
 */
export function resolveAddresses(body: unknown) {
  const parsed = resolveBody.safeParse(body);
  if (!parsed.success) throw badInput(parsed.error.issues[0]?.path ?? []);
  return { resolvedAddresses: parsed.data.addressesToValidate.map(({ address }) => resolve(address)) };
}

type Attributes = Record<string, boolean | string>;

const attributes = (over: Attributes): Attributes => ({
  POBox: false,
  POBoxOnlyZIP: false,
  SplitZip: false,
  SuiteRequiredButMissing: false,
  InvalidSuiteNumber: false,
  ResolutionInput: "RAW_ADDRESS",
  DPV: true,
  ResolutionMethod: "USPS_VALIDATE",
  DataVintage: "November 2026",
  MatchSource: "Postal",
  CountrySupported: true,
  ValidlyFormed: true,
  Matched: true,
  Resolved: true,
  Inserted: false,
  MultiUnitBase: false,
  ZIP11Match: true,
  ZIP4Match: true,
  UniqueZIP: false,
  StreetAddress: true,
  RRConversion: false,
  ValidMultiUnit: false,
  AddressType: "STANDARDIZED",
  AddressPrecision: "STREET_ADDRESS",
  MultipleMatches: false,
  ...over,
});

function resolve(asked: PlaceBody) {
  const streets = asked.streetLines.filter(Boolean).map(standard);
  const country = asked.countryCode;
  // Outside the United States every address passes as it is written, as an address of a country that is not supported.
  if (country !== "US")
    return {
      ...written(asked, asked.streetLines, { city: asked.city, state: asked.stateOrProvinceCode }),
      classification: "UNKNOWN",
      attributes: attributes({
        CountrySupported: false,
        Matched: false,
        Resolved: false,
        DPV: false,
        AddressType: "RAW",
        ResolutionMethod: "GENERIC_VALIDATE",
      }),
    };
  const place = findZip(asked.postalCode.slice(0, 5));
  if (!place || /^NOWHERE\b/.test(streets.join(" ").replace(/^\d+\s+/, "")) || streets.length === 0)
    return {
      ...written(asked, streets, { city: asked.city, state: asked.stateOrProvinceCode }),
      classification: "UNKNOWN",
      customerMessages: [
        { code: "STANDARDIZED.ADDRESS.NOTFOUND", message: "Standardized address is not found." },
      ],
      attributes: attributes({
        Matched: false,
        Resolved: false,
        DPV: false,
        AddressType: "NORMALIZED",
        ZIP4Match: false,
        ZIP11Match: false,
        StreetAddress: false,
      }),
    };
  const found = written(asked, streets, place);
  if (!/\d/.test(streets.join(" ")))
    return {
      ...found,
      classification: "UNKNOWN",
      customerMessages: [
        {
          code: "PARTIAL.STREET.MATCH",
          message: "A street address is required for delivery. The entered address is a street number range.",
        },
      ],
      attributes: attributes({
        DPV: false,
        Resolved: false,
        MultipleMatches: true,
        ZIP4Match: false,
        ZIP11Match: false,
      }),
    };
  if (/\bTOWER\b/.test(streets.join(" ")) && !/\b(STE|APT|UNIT|FL)\b|#/.test(streets.join(" ")))
    return {
      ...found,
      classification: "BUSINESS",
      customerMessages: [{ code: "SUITE.NUMBER.REQUIRED", message: "Invalid or missing Apartment/Suite" }],
      attributes: attributes({
        SuiteRequiredButMissing: true,
        MultiUnitBase: true,
        AddressPrecision: "MULTI_TENANT_BASE",
        ZIP11Match: false,
      }),
    };
  return { ...found, classification: "RESIDENTIAL", attributes: attributes({}) };
}

/** The ZIP code decides: a town that is written otherwise is put right, as is the state. */
function written(
  asked: PlaceBody,
  streets: readonly string[],
  { city, state }: { city: string; state: string },
) {
  const known = asked.countryCode === "US" && findZip(asked.postalCode.slice(0, 5)) !== undefined;
  const base = known ? asked.postalCode.slice(0, 5) : asked.postalCode;
  const addOn = known ? extensionOf(`${streets.join("|")}|${base}`) : undefined;
  const postalCode = addOn ? `${base}-${addOn}` : base;
  const upper = city.toUpperCase();
  return {
    streetLinesToken: [...streets],
    city: upper,
    stateOrProvinceCode: state,
    countryCode: asked.countryCode,
    postalCode,
    parsedPostalCode: { base, ...(addOn ? { addOn } : {}) },
    cityToken: [{ changed: upper !== asked.city.toUpperCase(), value: upper }],
    postalCodeToken: { changed: postalCode !== asked.postalCode, value: postalCode },
    customerMessages: [] as { code: string; message: string }[],
    postOfficeBox: false,
    ruralRouteHighwayContract: false,
    generalDelivery: false,
    normalizedStatusNameDPV: known,
    standardizedStatusNameMatchSource: "Postal",
    resolutionMethodName: known ? "USPS_VALIDATE" : "GENERIC_VALIDATE",
  };
}

/** The last four figures of ZIP+4: any will do, as long as they stay. */
const extensionOf = (text: string): string =>
  String(1000 + (createHash("sha256").update(text).digest().readUInt16BE() % 9000));

const suffixes: Record<string, string> = {
  APARTMENT: "APT",
  AVENUE: "AVE",
  BOULEVARD: "BLVD",
  COURT: "CT",
  DRIVE: "DR",
  FLOOR: "FL",
  LANE: "LN",
  PLACE: "PL",
  ROAD: "RD",
  SQUARE: "SQ",
  STREET: "ST",
  SUITE: "STE",
};

/** Capitals and short forms, as the postal service prefers. */
const standard = (line: string): string =>
  line
    .toUpperCase()
    .replace(/[.,']/g, "")
    .split(/\s+/)
    .map((word) => suffixes[word] ?? word)
    .join(" ");
