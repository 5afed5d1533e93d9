import { z } from "zod";
import { after, days } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";
import type { Carrier } from "@/server/ports/carrier";
import { addressRequest, verdictOf } from "./address-check";
import {
  addressAnswer,
  rateAnswer,
  shipAnswer,
  subscribeAnswer,
  type TrackedPackage,
  trackAnswer,
} from "./answers";
import { upsClient } from "./client";
import { UpsRefusal } from "./exchange";
import { toMoney } from "./money";
import { readPush } from "./push";
import { rateRequest, ratesOf } from "./rates";
import {
  goesNowhere,
  isVoidAlready,
  labelRefused,
  ratesRefused,
  subscriptionRefused,
  voidRefused,
} from "./refusals";
import { inUnitedStates, serviceName } from "./services";
import { compactId, serviceCodeFor, shipRequest } from "./ship-request";
import { isVoid, trackingOf } from "./tracking";

/** UPS's own figure for a subscription of Track Alert. */
const subscribedForDays = 14;

export type UpsConfig = {
  clientId: string;
  clientSecret: string;
  /** The six-character shipper number that is billed. */
  accountNumber: string;
  /** `https://onlinetools.ups.com` in production; may carry a path prefix. */
  apiUrl: string;
  /** Where UPS pushes to. UPS is told in its developer portal, not by call; named in the advice when it has none. */
  webhookUrl: string;
  /** What UPS sends with every push. */
  webhookCredential: string;
  /** Printed as the sender. */
  shopName: string;
  /** For each call; 5 s by default. */
  timeoutMs?: number;
  now?: () => Date;
};

/**
 * UPS by its REST APIs: OAuth client credentials, Rating and Shipping v2409, Tracking v1, Track Alert v2, Address
 * Validation v2 (https://github.com/UPS-API/api-documentation). One package a shipment; labels are GIF or ZPL, 4 × 6 in.
 */
export function upsCarrier(config: UpsConfig): Carrier {
  const { timeoutMs = 5_000, now = () => new Date() } = config;
  const call = upsClient({ ...config, timeoutMs, now });

  /** The packages of a track answer; none where UPS knows nothing of what was asked. */
  async function packagesAt(path: string): Promise<TrackedPackage[]> {
    try {
      const { trackResponse } = await call({ method: "GET", path, answer: trackAnswer, repeatable: true });
      return trackResponse.shipment.flatMap((shipment) => shipment.package);
    } catch (error) {
      if (!(error instanceof UpsRefusal)) throw error;
      if (error.status === 404) return [];
      throw new DomainError("invalid_input", `UPS can't track this: ${error.message}`, { code: error.code });
    }
  }

  return {
    code: "ups",
    name: "UPS",

    async rates(consignment, shipAt) {
      try {
        const { RateResponse } = await call({
          method: "POST",
          path: "/api/rating/v2409/Shoptimeintransit",
          body: rateRequest(consignment, config, shipAt),
          answer: rateAnswer,
          repeatable: true,
        });
        return ratesOf(RateResponse.RatedShipment);
      } catch (error) {
        if (goesNowhere(error)) return [];
        throw ratesRefused(error);
      }
    },

    async book(parcel) {
      const answer = await call({
        method: "POST",
        path: "/api/shipments/v2409/ship",
        body: shipRequest(parcel, config, now()),
        answer: shipAnswer,
        transactionId: compactId(parcel.labelId),
      }).catch((error: unknown) => {
        throw labelRefused(error);
      });
      const { ShipmentResults: results } = answer.ShipmentResponse;
      const serviceCode = serviceCodeFor(parcel);
      const [made] = results.PackageResults;
      if (!made) throw new Error("UPS answered a shipment without a package");
      return {
        trackingNumber: made.TrackingNumber,
        carrierRef: results.ShipmentIdentificationNumber,
        label: { format: made.ShippingLabel.ImageFormat.Code, base64: made.ShippingLabel.GraphicImage },
        cost: toMoney(results.NegotiatedRateCharges?.TotalCharge ?? results.ShipmentCharges.TotalCharges),
        serviceCode,
        serviceName: serviceName(serviceCode),
      };
    },

    async findLabel(labelId, since) {
      const reference = compactId(labelId);
      const query = new URLSearchParams({
        locale: "en_US",
        // A day more at both ends, since UPS's days are those of the place of pick-up.
        fromPickUpDate: gmtDay(after(since, -days(1))),
        toPickUpDate: gmtDay(after(now(), days(1))),
        shipperNum: config.accountNumber,
        refNumType: "SmallPackage",
      });
      const found = await packagesAt(`/api/track/v1/reference/details/${reference}?${query}`);
      const label = found.find(
        (one) =>
          one.trackingNumber &&
          !isVoid(one) &&
          one.referenceNumber.some(({ number }) => number?.toLowerCase() === reference.toLowerCase()),
      );
      // A shipment of one package is known by that package's number.
      return label?.trackingNumber
        ? { trackingNumber: label.trackingNumber, carrierRef: label.trackingNumber }
        : null;
    },

    async voidLabel(carrierRef) {
      await call({
        method: "DELETE",
        path: `/api/shipments/v2409/void/cancel/${encodeURIComponent(carrierRef)}`,
        answer: z.unknown(),
        repeatable: true,
      }).catch((error: unknown) => {
        if (!isVoidAlready(error)) throw voidRefused(error);
      });
    },

    async track(trackingNumber) {
      const packages = await packagesAt(
        `/api/track/v1/details/${encodeURIComponent(trackingNumber)}?locale=en_US`,
      );
      const found = packages.find((one) => one.trackingNumber === trackingNumber) ?? packages[0];
      return found ? trackingOf(found) : { scans: [], estimatedAt: null };
    },

    async subscribe(trackingNumber) {
      const answer = await call({
        method: "POST",
        path: "/api/track/v2/subscription/standard/package",
        body: { locale: "en_US", countryCode: "US", trackingNumberList: [trackingNumber] },
        answer: subscribeAnswer,
        repeatable: true,
      }).catch((error: unknown) => {
        throw subscriptionRefused(error, config.webhookUrl);
      });
      if (!answer.validTrackingNumbers?.includes(trackingNumber))
        throw new DomainError(
          "invalid_input",
          `UPS does not take ${trackingNumber} for a tracking number of its own.`,
        );
      return after(now(), days(subscribedForDays));
    },

    async checkAddress(address) {
      // UPS knows the streets of the United States and Puerto Rico alone; others pass as they are.
      if (!inUnitedStates(address)) return { verdict: "ok" };
      try {
        const answer = await call({
          method: "POST",
          path: "/api/addressvalidation/v2/1",
          body: addressRequest(address),
          answer: addressAnswer,
          repeatable: true,
        });
        return verdictOf(address, answer);
      } catch (error) {
        // Refused without a look: a part is missing, or not of the form of one.
        if (error instanceof UpsRefusal) return { verdict: "unsure" };
        throw error;
      }
    },

    async verifyPush(rawBody, headers) {
      return readPush(rawBody, headers, config.webhookCredential, now());
    },

    trackingUrl: (trackingNumber) =>
      `https://www.ups.com/track?tracknum=${encodeURIComponent(trackingNumber)}`,
  };
}

const gmtDay = (at: Date): string => at.toISOString().slice(0, 10).replaceAll("-", "");
