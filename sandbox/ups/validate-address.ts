import { createHash } from "node:crypto";
import { z } from "zod";
import { upsError } from "./errors";
import { words } from "./wire";
import { findZip, type ZipCode, zipsOf } from "./zip-codes";

const validationBody = z.object({
  XAVRequest: z.object({
    AddressKeyFormat: z.object({
      AddressLine: z.array(words).catch([]),
      PoliticalDivision2: words,
      PoliticalDivision1: words,
      PostcodePrimaryLow: words,
      CountryCode: words,
    }),
  }),
});

type Outcome = { indicator: "Valid" | "Ambiguous" | "NoCandidates"; candidates: Candidate[] };
type Candidate = { lines: string[]; place: ZipCode; extension?: string };

/**
 * `POST /api/addressvalidation/v2/1`: streets of the United States and Puerto Rico. Towns and ZIP codes are the real ones;
 * of streets, one without a house number fits several, and one called Nowhere does not exist.
 */
export function validateAddress(option: string, body: unknown) {
  if (!["1", "2", "3"].includes(option)) throw upsError(400, "264004", "Invalid request option");
  const parsed = validationBody.safeParse(body);
  if (!parsed.success) throw upsError(400, "264001", "Missing or invalid address key format");
  const { AddressKeyFormat: asked } = parsed.data.XAVRequest;
  if (!["US", "PR"].includes(asked.CountryCode))
    throw upsError(400, "264003", "The country or territory is not supported by street level validation");
  const lines = asked.AddressLine.filter(Boolean);
  if (lines.length === 0) throw upsError(400, "264002", "Missing address line");
  const { indicator, candidates } = look(lines, {
    zip: asked.PostcodePrimaryLow.slice(0, 5),
    city: asked.PoliticalDivision2,
    state: asked.CountryCode === "PR" ? "PR" : asked.PoliticalDivision1.toUpperCase(),
  });
  return {
    XAVResponse: {
      Response: { ResponseStatus: { Code: "1", Description: "Success" } },
      [`${indicator}${indicator === "NoCandidates" ? "Indicator" : "AddressIndicator"}`]: "",
      ...(candidates.length > 0
        ? { Candidate: candidates.slice(0, 15).map((one) => written(one, asked.CountryCode)) }
        : {}),
    },
  };
}

/** The ZIP code decides; where it belongs to another state, the town's own ZIP codes are offered. */
function look(lines: string[], { zip, city, state }: ZipCode): Outcome {
  const known = findZip(zip);
  const street = lines.map(standard);
  if (/\bNOWHERE\b/.test(street.join(" "))) return { indicator: "NoCandidates", candidates: [] };
  if (!known || known.state !== state) {
    const places = zipsOf(city, state);
    if (places.length === 0) return { indicator: "NoCandidates", candidates: [] };
    const candidates = places.map((place) => ({ lines: street, place, extension: extensionOf(street) }));
    return { indicator: "Ambiguous", candidates };
  }
  const [first = "", ...rest] = street;
  if (!/\d/.test(street.join(" ")))
    return {
      indicator: "Ambiguous",
      candidates: [
        { lines: [`1-99 ${first}`, ...rest], place: known },
        { lines: [`100-198 ${first}`, ...rest], place: known },
      ],
    };
  return {
    indicator: "Valid",
    candidates: [{ lines: street, place: known, extension: extensionOf(street) }],
  };
}

const written = ({ lines, place, extension }: Candidate, country: string) => ({
  AddressKeyFormat: {
    AddressLine: lines,
    Region: `${place.city.toUpperCase()} ${place.state} ${[place.zip, extension].filter(Boolean).join("-")}`,
    PoliticalDivision2: place.city.toUpperCase(),
    PoliticalDivision1: place.state,
    PostcodePrimaryLow: place.zip,
    ...(extension ? { PostcodeExtendedLow: extension } : {}),
    CountryCode: country,
  },
});

/** The last four figures of ZIP+4: any will do, as long as they stay. */
const extensionOf = (lines: readonly string[]): string =>
  String(1000 + (createHash("sha256").update(lines.join("|")).digest().readUInt16BE() % 9000));

const suffixes: Record<string, string> = {
  APARTMENT: "APT",
  AVENUE: "AVE",
  BOULEVARD: "BLVD",
  COURT: "CT",
  DRIVE: "DR",
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
    .replace(/[.,'’]/g, "")
    .split(/\s+/)
    .map((word) => suffixes[word] ?? word)
    .join(" ");
