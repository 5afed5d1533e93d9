/** Who tells us things unasked. */
export const webhookVendors = ["stripe", "paypal", "ups", "fedex", "resend"] as const;
export type WebhookVendor = (typeof webhookVendors)[number];

export const vendorNames: Record<WebhookVendor, string> = {
  stripe: "Stripe",
  paypal: "PayPal",
  ups: "UPS",
  fedex: "FedEx",
  resend: "Resend",
};

/** Names of what opens something: nobody may read it here, so it is not even kept. */
const secret = /secret|token|passw|authorization|credential|signature|fingerprint|api_?key/i;
/** The same inside an address, such as the key of an order's page. */
const secretInAddress = /([?&](?:key|token|signature|secret)=)[^&#\s"]+/gi;

/** Names of what tells who a person is or where they live. */
const personal =
  /^(e?mail(_?address)?|.*_email|phone(_?number)?|national_number|(given_|full_|last_|first_|sur|person|company)?_?name|.*by_?name|line_?[1-4]|(street|address)_?lines?_?\d?|postal_?code|last4|exp_month|exp_year|ip(_?address)?|payer_id|birth.*|tax_id)$/i;
/** Everything inside these is about a person. */
const personalPart =
  /^(billing(_?details|_?address)?|customer_details|collected_information|payer|payee|recipient.*|consignee.*|shipping(_?details|_?address|_?information)?|.*receivedby.*|.*signedforby.*|destination_?location|recipientinformation)$/i;

/** Hides every text and number whose name, or a name around it, `hides` says; addresses lose their keys. */
function rewritten(value: unknown, hides: (name: string) => boolean, mark: string, inside = false): unknown {
  if (typeof value === "string" || typeof value === "number") {
    if (inside) return value === "" ? "" : mark;
    return typeof value === "string" ? value.replaceAll(secretInAddress, "$1[removed]") : value;
  }
  if (Array.isArray(value)) return value.map((one) => rewritten(one, hides, mark, inside));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, rewritten(one, hides, mark, inside || hides(name))]),
  );
}

/** A vendor's body as it is kept: without anything that opens something. */
export const withoutSecrets = (raw: unknown): unknown =>
  rewritten(raw, (name) => secret.test(name), "[removed]");

/** The same as managers read it: ids, amounts and states, and nothing that tells who a person is. */
export const withoutPeople = (raw: unknown): unknown =>
  rewritten(raw, (name) => personalPart.test(name) || personal.test(name), "•••");

/** Its name for people; one that we no longer know is shown as it was kept. */
export const vendorName = (vendor: string): string => vendorNames[vendor as WebhookVendor] ?? vendor;
