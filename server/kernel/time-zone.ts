const states: Record<string, string> = {
  "America/Los_Angeles": "CA NV OR WA",
  "America/Denver": "CO ID MT NM UT WY",
  "America/Phoenix": "AZ",
  "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI MB SK",
  "America/Anchorage": "AK",
  "Pacific/Honolulu": "HI",
  "America/Puerto_Rico": "PR VI",
  "America/Vancouver": "BC",
  "America/Edmonton": "AB NT",
  "America/Halifax": "NB NS PE",
  "America/St_Johns": "NL",
};
const countries: Record<string, string> = {
  "Europe/London": "GB",
  "Europe/Dublin": "IE",
  "Europe/Lisbon": "PT",
  "Europe/Athens": "BG CY EE FI GR LT LV RO",
  "America/Puerto_Rico": "PR VI",
  "America/Mexico_City": "MX",
  "Asia/Tokyo": "JP KR",
  "Australia/Sydney": "AU",
  "Pacific/Auckland": "NZ",
};

/**
 * The clocks most people go by at an address; carriers say their times by them. States that two zones share get that of
 * the larger part, countries that are not listed Central European time.
 */
export function timeZoneOf({
  country,
  region,
}: {
  country: string;
  region?: string | null | undefined;
}): string {
  const lists = (code: string) => (zone: [string, string]) => zone[1].split(" ").includes(code);
  if (country === "US" || country === "CA")
    return Object.entries(states).find(lists(region?.toUpperCase() ?? "?"))?.[0] ?? "America/New_York";
  return Object.entries(countries).find(lists(country))?.[0] ?? "Europe/Berlin";
}
