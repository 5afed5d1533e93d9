import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money } from "@/server/kernel/money";
import type { Carrier, TrackingScan } from "@/server/ports/carrier";
import { shipAnswer, subscribeAnswer, type TrackedPackage, trackAnswer } from "./answers";
import { upsClient } from "./client";
import { UpsRefusal } from "./exchange";
import { placeOf, readPush } from "./push";
import { isVoidAlready, labelRefused, subscriptionRefused, voidRefused } from "./refusals";
import { compactId, shipRequest } from "./ship-request";
import { detailCode, scanTime, stateOf } from "./tracking-status";

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
 * UPS by its REST APIs: OAuth client credentials, Shipping v2409, Tracking v1, Track Alert v2
 * (https://github.com/UPS-API/api-documentation). One package a shipment; labels are GIF, 4 × 6 in.
 */
export function upsCarrier(config: UpsConfig): Carrier {
  const { timeoutMs = 5_000, now = () => new Date() } = config;
  const call = upsClient({ ...config, timeoutMs, now });

  return {
    code: "ups",
    name: "UPS",

    async book(parcel) {
      const answer = await call({
        method: "POST",
        path: "/api/shipments/v2409/ship",
        body: shipRequest(parcel, config.accountNumber, config.shopName),
        answer: shipAnswer,
        transactionId: compactId(parcel.labelId),
      }).catch((error: unknown) => {
        throw labelRefused(error);
      });
      const { ShipmentResults: results } = answer.ShipmentResponse;
      const charged = results.NegotiatedRateCharges?.TotalCharge ?? results.ShipmentCharges.TotalCharges;
      const [made] = results.PackageResults;
      if (!made) throw new Error("UPS answered a shipment without a package");
      return {
        trackingNumber: made.TrackingNumber,
        carrierRef: results.ShipmentIdentificationNumber,
        label: { format: "GIF", base64: made.ShippingLabel.GraphicImage },
        cost: toMoney(charged.MonetaryValue, charged.CurrencyCode),
      };
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
      try {
        const { trackResponse } = await call({
          method: "GET",
          path: `/api/track/v1/details/${encodeURIComponent(trackingNumber)}?locale=en_US`,
          answer: trackAnswer,
          repeatable: true,
        });
        const packages = trackResponse.shipment.flatMap((shipment) => shipment.package);
        const found = packages.find((one) => one.trackingNumber === trackingNumber) ?? packages[0];
        return { scans: found ? scansOf(found) : [], estimatedAt: null };
      } catch (error) {
        if (error instanceof UpsRefusal && error.status === 404) return { scans: [], estimatedAt: null };
        if (error instanceof UpsRefusal)
          throw new DomainError("invalid_input", `UPS can't track ${trackingNumber}: ${error.message}`, {
            code: error.code,
          });
        throw error;
      }
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
    },

    async verifyPush(rawBody, headers) {
      return readPush(rawBody, headers, config.webhookCredential, now());
    },

    trackingUrl: (trackingNumber) =>
      `https://www.ups.com/track?tracknum=${encodeURIComponent(trackingNumber)}`,
  };
}

/** UPS lists the newest scan first; we hand them out oldest first. Scans without a readable time are left out. */
function scansOf({ activity, deliveryDate }: TrackedPackage): TrackingScan[] {
  const newestDelivery = activity.find((one) => one.status?.type === "D");
  const wasDelivered = deliveryDate.some((one) => one.type === "DEL" && one.date);
  const scans: TrackingScan[] = [];
  for (const one of activity.toReversed()) {
    const at = scanTime(
      { date: one.gmtDate, time: one.gmtTime },
      { date: one.date, time: one.time },
      one.gmtOffset,
    );
    if (!at) continue;
    const { type = "", code = "", statusCode, description = "" } = one.status ?? {};
    const hasDeliveryDate = wasDelivered && one === newestDelivery;
    const address = one.location?.address;
    scans.push({
      state: stateOf({ type, code, detail: detailCode(statusCode), description, hasDeliveryDate }),
      code: code || type,
      description: description.trim() || "No description",
      ...placeOf([address?.city, address?.stateProvince, address?.countryCode ?? address?.country]),
      at,
    });
  }
  return scans.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** "12.34" in the currency's minor units, without a float on the way. */
function toMoney(value: string, currency: string): Money {
  const digits =
    new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
    2;
  const [whole = "0", fraction = ""] = value.split(".");
  return money(Number(whole + fraction.padEnd(digits, "0").slice(0, digits)), currency);
}
