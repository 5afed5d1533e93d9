import type { AddressVerdict, PostalAddress } from "@/server/ports/carrier";
import { streetLines } from "./address";
import type { ResolvedAddress } from "./answers";

/** The body of `POST /address/v1/addresses/resolve`. */
export function addressRequest(address: PostalAddress) {
  const { city, region, postalCode, country } = address;
  return {
    validateAddressControlParameters: { includeResolutionTokens: true },
    addressesToValidate: [
      {
        address: {
          streetLines: streetLines(address),
          city: city.trim(),
          ...(region ? { stateOrProvinceCode: region } : {}),
          postalCode: postalCode.trim(),
          countryCode: country,
        },
      },
    ],
  };
}

/** What FedEx's answer says of the address that was asked about. */
export function verdictOf(asked: PostalAddress, resolved: ResolvedAddress | undefined): AddressVerdict {
  const about = resolved?.attributes;
  if (!resolved) return { verdict: "unknown" };
  // FedEx knows the streets of some sixty countries; others pass as they are.
  if (about?.CountrySupported === false || about?.AddressType === "RAW") return { verdict: "ok" };
  if (
    about?.Resolved === false ||
    resolved.customerMessages.some(({ code }) => /NOT\.?FOUND/.test(code ?? ""))
  )
    return isIncomplete(resolved) ? { verdict: "unsure" } : { verdict: "unknown" };
  const suggestion = written(resolved, asked);
  if (isIncomplete(resolved)) return { verdict: "unsure", suggestion };
  return sameAddress(suggestion, asked) ? { verdict: "ok" } : { verdict: "corrected", suggestion };
}

/** Found, but not to the door: a flat is missing or wrong, several places fit, or the house number was only guessed at. */
const isIncomplete = ({ attributes: about, customerMessages }: ResolvedAddress): boolean =>
  Boolean(
    about?.SuiteRequiredButMissing ||
      about?.InvalidSuiteNumber ||
      about?.MultipleMatches ||
      about?.InterpolatedStreetAddress,
  ) ||
  customerMessages.some(({ code }) =>
    /SUITE\.NUMBER|PARTIAL\.STREET|AMBIGUOUS\.DIRECTIONAL|INTERPOLATED/.test(code ?? ""),
  );

function written(found: ResolvedAddress, asked: PostalAddress): PostalAddress {
  const [line1 = asked.line1, ...rest] = found.streetLinesToken.filter(Boolean);
  const line2 = rest.join(", ");
  const { base, addOn } = found.parsedPostalCode ?? {};
  const parsed = base && addOn ? `${base}-${addOn}` : base;
  const region = found.stateOrProvinceCode ?? asked.region;
  return {
    name: asked.name,
    ...(asked.company ? { company: asked.company } : {}),
    line1,
    ...(line2 ? { line2 } : {}),
    city: found.city ?? asked.city,
    ...(region ? { region } : {}),
    postalCode: parsed ?? found.postalCode ?? found.postalCodeToken?.value ?? asked.postalCode,
    country: found.countryCode ?? asked.country,
    ...(asked.phone ? { phone: asked.phone } : {}),
  };
}

/** Capitals, accents, points, usual short forms and the ZIP's last four figures make no other address. */
function sameAddress(a: PostalAddress, b: PostalAddress): boolean {
  const key = ({ line1, line2 = "", city, region = "", postalCode, country }: PostalAddress) =>
    [
      plain(`${line1} ${line2}`),
      plain(city),
      plain(region),
      country === "US" ? postalCode.trim().slice(0, 5) : plain(postalCode).replaceAll(" ", ""),
    ].join("|");
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
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toUpperCase()
    .replace(/['’.]/g, "")
    .split(/[^0-9A-Z]+/)
    .filter(Boolean)
    .map((word) => shortForms[word] ?? word)
    .join(" ");
