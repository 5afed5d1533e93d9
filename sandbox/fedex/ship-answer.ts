import type { LabelType, Reference } from "./parcels";
import { amount, type Price } from "./pricing";
import { services } from "./services";

type Made = {
  trackingNumber: string;
  serviceType: string;
  /** YYYY-MM-DD */
  day: string;
  dueDay: string;
  price: Price;
  references: readonly Reference[];
  type: LabelType;
  label: Buffer;
  domestic: boolean;
};

/** The `output` of a shipment that was made: its label, its number and its price, each in the places FedEx has for it. */
export function shipmentAnswer(made: Made) {
  const { trackingNumber, serviceType, price } = made;
  const { name = serviceType, code = "", carrier = "FDXE" } = services[serviceType] ?? {};
  const trackingId = {
    trackingIdType: carrier === "FDXG" ? "GROUND" : "FEDEX",
    formId: carrier === "FDXG" ? "" : "0201",
    trackingNumber,
  };
  const surcharges = price.net - price.base + price.discount;
  return {
    transactionShipments: [
      {
        masterTrackingNumber: trackingNumber,
        serviceType,
        shipDatestamp: made.day,
        serviceName: `${name}®`,
        serviceCategory: carrier === "FDXG" ? "GROUND" : "EXPRESS",
        pieceResponses: [
          {
            masterTrackingNumber: trackingNumber,
            trackingNumber,
            deliveryTimestamp: made.dueDay,
            packageSequenceNumber: 1,
            additionalChargesDiscount: 0,
            netRateAmount: amount(price.net),
            netChargeAmount: amount(price.net),
            netDiscountAmount: amount(price.discount),
            baseRateAmount: amount(price.base),
            codCollectionAmount: 0,
            currency: price.currency,
            customerReferences: made.references,
            packageDocuments: [
              {
                contentType: "LABEL",
                copiesToPrint: 1,
                docType: made.type,
                encodedLabel: made.label.toString("base64"),
              },
            ],
          },
        ],
        completedShipmentDetail: {
          usDomestic: made.domestic,
          carrierCode: carrier,
          packagingDescription: "Customer Packaging",
          masterTrackingId: trackingId,
          serviceDescription: {
            serviceType,
            code,
            description: name,
            serviceCategory: "parcel",
            names: [{ type: "long", encoding: "ascii", value: name }],
          },
          completedPackageDetails: [
            {
              sequenceNumber: 1,
              groupNumber: 0,
              signatureOption: "SERVICE_DEFAULT",
              trackingIds: [trackingId],
            },
          ],
          shipmentRating: {
            actualRateType: "PAYOR_ACCOUNT_PACKAGE",
            shipmentRateDetails: [
              {
                rateType: "PAYOR_ACCOUNT_PACKAGE",
                rateZone: String(price.zone).padStart(2, "0"),
                ratedWeightMethod: price.byVolume ? "DIM" : "ACTUAL",
                dimDivisor: price.dimDivisor,
                fuelSurchargePercent: price.fuelPercent,
                totalBillingWeight: price.billed,
                totalBaseCharge: amount(price.base),
                totalFreightDiscounts: amount(price.discount),
                totalNetFreight: amount(price.base - price.discount),
                totalSurcharges: amount(surcharges),
                totalNetFedExCharge: amount(price.net),
                totalTaxes: 0,
                totalNetCharge: amount(price.net),
                currency: price.currency,
              },
            ],
          },
        },
      },
    ],
  };
}
