import { after, days } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";
import type { Carrier } from "@/server/ports/carrier";
import { addressRequest, verdictOf } from "./address-check";
import {
  addressAnswer,
  cancelAnswer,
  rateAnswer,
  shipAnswer,
  type TrackResult,
  trackAnswer,
} from "./answers";
import { fedexClient } from "./client";
import { FedexRefusal } from "./exchange";
import { bookedParcel } from "./label";
import { readPush } from "./push";
import { rateRequest, ratesOf, shipDay } from "./rates";
import {
  assertCancelled,
  goesNowhere,
  isUnknown,
  isVoidAlready,
  labelRefused,
  ratesRefused,
  voidRefused,
} from "./refusals";
import { compactId, shipRequest } from "./ship-request";
import { trackingOf } from "./tracking";
import { isCancelled } from "./tracking-status";

export type FedexConfig = {
  clientId: string;
  clientSecret: string;
  /** The nine-digit account that is billed. */
  accountNumber: string;
  /** `https://apis.fedex.com` in production; may carry a path prefix. */
  apiUrl: string;
  /** The security token of the tracking webhook, which signs every push. */
  webhookSecret: string;
  /** Printed as the sender. */
  shopName: string;
  /** For each call; 5 s by default. */
  timeoutMs?: number;
  now?: () => Date;
};

/**
 * FedEx by its REST APIs (https://developer.fedex.com): OAuth client credentials, Rates and Transit Times, Ship, Track and
 * Address Validation v1. One package a shipment; labels are PNG or ZPL, 4 × 6 in.
 */
export function fedexCarrier(config: FedexConfig): Carrier {
  const { timeoutMs = 5_000, now = () => new Date() } = config;
  const call = fedexClient({ ...config, timeoutMs, now });

  /** The packages of a track answer; none where FedEx knows nothing of what was asked. */
  async function resultsAt(path: string, body: unknown): Promise<TrackResult[]> {
    try {
      const answer = await call({ method: "POST", path, body, answer: trackAnswer, repeatable: true });
      const results = answer.output.completeTrackResults.flatMap((one) => one.trackResults);
      // An unknown number is an error inside an answer of 200.
      const wrong = results.find(({ error }) => error?.code && !isUnknown(error.code))?.error;
      if (wrong) throw new FedexRefusal(200, wrong.code ?? "", wrong.message ?? "");
      return results.filter(({ error }) => !error?.code);
    } catch (error) {
      if (!(error instanceof FedexRefusal)) throw error;
      if (error.status === 404 || isUnknown(error.code)) return [];
      throw new DomainError("invalid_input", `FedEx can't track this: ${error.message}`, {
        code: error.code,
      });
    }
  }

  return {
    code: "fedex",
    name: "FedEx",

    async rates(consignment, shipAt) {
      const day = shipDay(consignment, shipAt, now());
      try {
        const { output } = await call({
          method: "POST",
          path: "/rate/v1/rates/quotes",
          body: rateRequest(consignment, config.accountNumber, day),
          answer: rateAnswer,
          repeatable: true,
        });
        return ratesOf(output.rateReplyDetails, day);
      } catch (error) {
        if (goesNowhere(error)) return [];
        throw ratesRefused(error);
      }
    },

    async book(parcel) {
      const { output } = await call({
        method: "POST",
        path: "/ship/v1/shipments",
        body: shipRequest(parcel, config.accountNumber, config.shopName),
        answer: shipAnswer,
        transactionId: parcel.labelId,
      }).catch((error: unknown) => {
        throw labelRefused(error);
      });
      return bookedParcel(parcel, output.transactionShipments);
    },

    async findLabel(labelId, since) {
      const reference = compactId(labelId);
      const day = (at: Date) => at.toISOString().slice(0, 10);
      // A day more at both ends, since FedEx's days are those of the place it shipped from.
      const until = day(after(since, days(1)));
      const results = await resultsAt("/track/v1/referencenumbers", {
        referencesInformation: {
          value: reference,
          accountNumber: config.accountNumber,
          shipDateBegin: day(after(since, -days(1))),
          // FedEx's description names the end of the range in two ways.
          shipDateEndDate: until,
          shipDateEnd: until,
        },
        includeDetailedScans: false,
      });
      const label = results.find(({ latestStatusDetail: status }) => !isCancelled(status?.code));
      const trackingNumber = label?.trackingNumberInfo?.trackingNumber;
      // A shipment of one package is known by that package's number.
      return trackingNumber ? { trackingNumber, carrierRef: trackingNumber } : null;
    },

    async voidLabel(carrierRef) {
      await call({
        method: "PUT",
        path: "/ship/v1/shipments/cancel",
        body: {
          accountNumber: { value: config.accountNumber },
          trackingNumber: carrierRef,
          deletionControl: "DELETE_ALL_PACKAGES",
        },
        answer: cancelAnswer,
        repeatable: true,
      })
        .then(assertCancelled)
        .catch((error: unknown) => {
          if (!isVoidAlready(error)) throw voidRefused(error);
        });
    },

    async track(trackingNumber) {
      const results = await resultsAt("/track/v1/trackingnumbers", {
        includeDetailedScans: true,
        trackingInfo: [{ trackingNumberInfo: { trackingNumber } }],
      });
      // Numbers are used again after some years; the newest parcel stands first.
      const found = results[0];
      return found ? trackingOf(found) : { scans: [], estimatedAt: null };
    },

    /** FedEx's webhook belongs to the account, and pushes about all its parcels without being asked. */
    subscribe: async () => null,

    async checkAddress(address) {
      try {
        const { output } = await call({
          method: "POST",
          path: "/address/v1/addresses/resolve",
          body: addressRequest(address),
          answer: addressAnswer,
          repeatable: true,
        });
        return verdictOf(address, output.resolvedAddresses[0]);
      } catch (error) {
        if (!(error instanceof FedexRefusal)) throw error;
        // Refused without a look: a part is missing, or not of the form of one.
        return { verdict: isUnknown(error.code) ? "unknown" : "unsure" };
      }
    },

    async verifyPush(rawBody, headers) {
      return readPush(rawBody, headers, config.webhookSecret, now());
    },

    trackingUrl: (trackingNumber) =>
      `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`,
  };
}
