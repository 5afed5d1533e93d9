import type { z } from "zod";
import type { AddressVerdict, PostalAddress } from "@/server/ports/carrier";
import { addressLines } from "./address";
import type { AddressCandidate, addressAnswer } from "./answers";

/** The body of `POST /api/addressvalidation/v2/1`. */
export function addressRequest(address: PostalAddress) {
  const { city, region, postalCode } = address;
  const [primary = "", extension] = postalCode.trim().split("-");
  return {
    XAVRequest: {
      AddressKeyFormat: {
        ConsigneeName: (address.company ?? address.name).slice(0, 40),
        AddressLine: addressLines(address),
        PoliticalDivision2: city.slice(0, 30),
        ...(region ? { PoliticalDivision1: region.slice(0, 30) } : {}),
        PostcodePrimaryLow: primary.slice(0, 10),
        ...(extension ? { PostcodeExtendedLow: extension.slice(0, 10) } : {}),
        CountryCode: address.country,
      },
    },
  };
}

/** What UPS's answer says of the address that was asked about. */
export function verdictOf(
  asked: PostalAddress,
  { XAVResponse: answer }: z.infer<typeof addressAnswer>,
): AddressVerdict {
  const candidates = answer.Candidate.map((one) => one.AddressKeyFormat);
  const [first] = candidates;
  const suggestion = first && isWhole(first) ? { suggestion: written(first, asked) } : {};
  if (answer.ValidAddressIndicator !== undefined) {
    if (!first || sameAddress(written(first, asked), asked)) return { verdict: "ok" };
    return { verdict: "corrected", ...suggestion };
  }
  if (answer.NoCandidatesIndicator !== undefined || !first) return { verdict: "unknown" };
  return { verdict: "unsure", ...(candidates.length === 1 ? suggestion : {}) };
}

/** A candidate can be a whole stretch of a street, "100-198 MAIN ST", which is nowhere to deliver to. */
const isWhole = ({ AddressLine: [line] }: AddressCandidate): boolean =>
  line !== undefined && !/^\d+-\d+\s/.test(line);

function written(candidate: AddressCandidate, asked: PostalAddress): PostalAddress {
  const [line1 = asked.line1, ...rest] = candidate.AddressLine;
  const line2 = rest.join(", ");
  const zip = [candidate.PostcodePrimaryLow, candidate.PostcodeExtendedLow].filter(Boolean).join("-");
  return {
    name: asked.name,
    ...(asked.company ? { company: asked.company } : {}),
    line1,
    ...(line2 ? { line2 } : {}),
    city: candidate.PoliticalDivision2 ?? asked.city,
    region: candidate.PoliticalDivision1 ?? asked.region,
    postalCode: zip || asked.postalCode,
    country: candidate.CountryCode,
    ...(asked.phone ? { phone: asked.phone } : {}),
  };
}

/** Capitals, points, usual short forms and the ZIP's last four figures make no other address. */
function sameAddress(a: PostalAddress, b: PostalAddress): boolean {
  const key = ({ line1, line2 = "", city, region = "", postalCode }: PostalAddress) =>
    [plain(`${line1} ${line2}`), plain(city), plain(region), postalCode.trim().slice(0, 5)].join("|");
  return key(a) === key(b);
}

const shortForms: Record<string, string> = {
  ALLEY: "ALY",
  APARTMENT: "APT",
  AVENUE: "AVE",
  BOULEVARD: "BLVD",
  BUILDING: "BLDG",
  CIRCLE: "CIR",
  COURT: "CT",
  DRIVE: "DR",
  EAST: "E",
  FLOOR: "FL",
  HIGHWAY: "HWY",
  LANE: "LN",
  NORTH: "N",
  PARKWAY: "PKWY",
  PLACE: "PL",
  ROAD: "RD",
  SAINT: "ST",
  SOUTH: "S",
  SQUARE: "SQ",
  STREET: "ST",
  SUITE: "STE",
  TERRACE: "TER",
  WEST: "W",
};

const plain = (text: string): string =>
  text
    .toUpperCase()
    .replace(/['’.]/g, "")
    .split(/[^0-9A-Z]+/)
    .filter(Boolean)
    .map((word) => shortForms[word] ?? word)
    .join(" ");
