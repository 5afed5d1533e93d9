import type { Vendor } from "@/sandbox/vendor";
import { controls } from "./controls";
import { credentials } from "./credentials";
import { keepPace } from "./pace";
import { panel } from "./panel";
import { routes } from "./routes";
import { tables } from "./tables";

/** A stand-in for UPS: tokens, labels, rates, tracking and pushes. */
export const ups: Vendor = {
  name: "ups",
  // Tests and drills move a parcel by its number, whoever carries it.
  controlAliases: ["parcels"],
  tables,
  routes,
  controls,
  panel,
  start: keepPace,
  // UPS signs nothing: it sends the token it was given, and its own client id.
  signWebhook: () => {
    const { clientId, webhookCredential } = credentials();
    return {
      authorization: `Bearer ${webhookCredential}`,
      "x-api-key": clientId,
      "user-agent": "UPSPubSubTrackingService",
    };
  },
};
