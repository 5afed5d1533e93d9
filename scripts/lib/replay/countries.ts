import countries from "i18n-iso-countries";

/** What the files call countries that ISO 3166 knows by another name, or that are none. */
const others: Record<string, string> = {
  EIRE: "IE",
  RSA: "ZA",
  USA: "US",
  "Channel Islands": "JE",
  "European Community": "BE",
  Unspecified: "GB",
};

/** An address in the country of the invoice; the files have nothing closer. */
export function addressIn(country: string, name: string) {
  const code = others[country] ?? countries.getAlpha2Code(country, "en") ?? "GB";
  return {
    name,
    line1: "1 High Street",
    city: code === "GB" ? "Nottingham" : "Town",
    ...(code === "US" ? { region: "NY" } : code === "CA" ? { region: "ON" } : {}),
    postalCode: code === "GB" ? "NG1 1AA" : code === "CA" ? "M5V 2T6" : "10001",
    country: code,
  };
}
