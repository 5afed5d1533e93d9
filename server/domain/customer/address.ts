import countries from "i18n-iso-countries";
import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";

/** ISO 3166-2 subdivisions that an address must name, where mail needs them. */
export const regions: Record<string, Record<string, string>> = {
  US: {
    AL: "Alabama",
    AK: "Alaska",
    AZ: "Arizona",
    AR: "Arkansas",
    CA: "California",
    CO: "Colorado",
    CT: "Connecticut",
    DE: "Delaware",
    DC: "District of Columbia",
    FL: "Florida",
    GA: "Georgia",
    HI: "Hawaii",
    ID: "Idaho",
    IL: "Illinois",
    IN: "Indiana",
    IA: "Iowa",
    KS: "Kansas",
    KY: "Kentucky",
    LA: "Louisiana",
    ME: "Maine",
    MD: "Maryland",
    MA: "Massachusetts",
    MI: "Michigan",
    MN: "Minnesota",
    MS: "Mississippi",
    MO: "Missouri",
    MT: "Montana",
    NE: "Nebraska",
    NV: "Nevada",
    NH: "New Hampshire",
    NJ: "New Jersey",
    NM: "New Mexico",
    NY: "New York",
    NC: "North Carolina",
    ND: "North Dakota",
    OH: "Ohio",
    OK: "Oklahoma",
    OR: "Oregon",
    PA: "Pennsylvania",
    RI: "Rhode Island",
    SC: "South Carolina",
    SD: "South Dakota",
    TN: "Tennessee",
    TX: "Texas",
    UT: "Utah",
    VT: "Vermont",
    VA: "Virginia",
    WA: "Washington",
    WV: "West Virginia",
    WI: "Wisconsin",
    WY: "Wyoming",
  },
  CA: {
    AB: "Alberta",
    BC: "British Columbia",
    MB: "Manitoba",
    NB: "New Brunswick",
    NL: "Newfoundland and Labrador",
    NS: "Nova Scotia",
    NT: "Northwest Territories",
    NU: "Nunavut",
    ON: "Ontario",
    PE: "Prince Edward Island",
    QC: "Quebec",
    SK: "Saskatchewan",
    YT: "Yukon",
  },
};

export type AddressFields = {
  regionLabel: string | null;
  regionRequired: boolean;
  postalCodeLabel: string;
  postalCodeExample: string;
};

/** How a country writes its addresses: which fields the form shows and what it calls them. */
export function addressFields(country: string): AddressFields {
  switch (country) {
    case "US":
      return {
        regionLabel: "State",
        regionRequired: true,
        postalCodeLabel: "ZIP code",
        postalCodeExample: "10001",
      };
    case "CA":
      return {
        regionLabel: "Province",
        regionRequired: true,
        postalCodeLabel: "Postal code",
        postalCodeExample: "K1A 0B1",
      };
    case "GB":
      return {
        regionLabel: null,
        regionRequired: false,
        postalCodeLabel: "Postcode",
        postalCodeExample: "SW1A 1AA",
      };
    case "IE":
      return {
        regionLabel: "County",
        regionRequired: false,
        postalCodeLabel: "Eircode",
        postalCodeExample: "D02 X285",
      };
    default:
      return {
        regionLabel: null,
        regionRequired: false,
        postalCodeLabel: "Postal code",
        postalCodeExample: "",
      };
  }
}

/** "Germany"; the code itself when it is not a country. */
export const countryName = (code: string): string => countries.getName(code, "en") ?? code;

export const isCountry = (code: string): boolean => countries.isValid(code) && code.length === 2;

/** What is wrong with an address by its country's rules, one sentence a field; empty when it can be delivered to. */
export function addressProblems(address: {
  country: string;
  region?: string | undefined;
  postalCode: string;
}): { field: "country" | "region" | "postalCode"; message: string }[] {
  const problems: ReturnType<typeof addressProblems> = [];
  if (!isCountry(address.country)) {
    problems.push({ field: "country", message: "Choose a country from the list." });
    return problems;
  }
  const fields = addressFields(address.country);
  const known = regions[address.country];
  const label = (fields.regionLabel ?? "region").toLowerCase();
  if (fields.regionRequired && !address.region)
    problems.push({ field: "region", message: `Choose a ${label}.` });
  else if (known && address.region && !(address.region in known))
    problems.push({
      field: "region",
      message: `“${address.region}” is not a ${label} of ${countryName(address.country)}; use its two-letter code, such as ${Object.keys(known)[0]}.`,
    });
  if (
    postcodeValidatorExistsForCountry(address.country) &&
    !postcodeValidator(address.postalCode.trim(), address.country)
  ) {
    const example = fields.postalCodeExample ? ` It should look like ${fields.postalCodeExample}.` : "";
    problems.push({
      field: "postalCode",
      message: `That is not a ${fields.postalCodeLabel} of ${countryName(address.country)}.${example}`,
    });
  }
  return problems;
}
