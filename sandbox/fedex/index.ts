import type { Vendor } from "@/sandbox/vendor";
import { signatureOf } from "@/server/adapters/fedex/push";
import { controls } from "./controls";
import { credentials } from "./credentials";
import { keepPace } from "./pace";
import { panel } from "./panel";
import { routes } from "./routes";
import { tables } from "./tables";

/** A stand-in for FedEx: tokens, rates, labels, tracking, pushes and address checks. */
export const fedex: Vendor = {
  name: "fedex",
  // Tests and drills move a parcel by its number, whoever carries it.
  controlAliases: ["parcels"],
  tables,
  routes,
  controls,
  panel,
  start: keepPace,
  signWebhook: (body) => ({ "fdx-signature": signatureOf(body, credentials().webhookSecret) }),
};
