import { account, alerts, dimensions, money, pickupTypes, serviceTypes, weight } from "./common";
import { ratedWeightMethods, serviceDescription } from "./rate";
import {
  country,
  day,
  fields,
  list,
  number,
  one,
  oneOf,
  some,
  text,
  twelveDigits,
  upTo,
  whole,
  yes,
} from "./schema";

const partyAddress = {
  "streetLines!": list(upTo(35), { minItems: 1, maxItems: 3 }),
  "city!": upTo(35),
  stateOrProvinceCode: upTo(2),
  postalCode: upTo(10),
  "countryCode!": country,
  residential: yes,
};
const party = fields({
  "contact!": fields({
    "phoneNumber!": { type: "string", minLength: 10, maxLength: 15 },
    personName: upTo(70),
    companyName: upTo(35),
    emailAddress: upTo(80),
  }),
  "address!": fields(partyAddress),
});
const payment = fields({
  "paymentType!": oneOf("SENDER", "RECIPIENT", "THIRD_PARTY", "COLLECT"),
  payor: fields({ "responsibleParty!": fields({ "accountNumber!": account }) }),
});
const reference = fields({
  "customerReferenceType!": oneOf(
    "CUSTOMER_REFERENCE",
    "DEPARTMENT_NUMBER",
    "INVOICE_NUMBER",
    "P_O_NUMBER",
    "INTRACOUNTRY_REGULATORY_REFERENCE",
    "RMA_ASSOCIATION",
  ),
  "value!": upTo(30),
});
const stockTypes = oneOf(
  "PAPER_4X6",
  "PAPER_4X675",
  "PAPER_4X8",
  "PAPER_4X9",
  "PAPER_7X475",
  "PAPER_85X11_BOTTOM_HALF_LABEL",
  "PAPER_85X11_TOP_HALF_LABEL",
  "PAPER_LETTER",
  "STOCK_4X6",
  "STOCK_4X675",
  "STOCK_4X8",
  "STOCK_4X9",
);
export const shipRequest = fields({
  "labelResponseOptions!": oneOf("LABEL", "URL_ONLY"),
  "accountNumber!": account,
  "requestedShipment!": fields({
    shipDatestamp: day,
    "shipper!": party,
    "recipients!": one(party),
    "pickupType!": pickupTypes,
    "serviceType!": serviceTypes,
    "packagingType!": oneOf("YOUR_PACKAGING"),
    "totalWeight!": number,
    "shippingChargesPayment!": payment,
    "labelSpecification!": fields({
      labelFormatType: oneOf("COMMON2D", "LABEL_DATA_ONLY"),
      labelOrder: oneOf("SHIPPING_LABEL_FIRST", "SHIPPING_LABEL_LAST"),
      "labelStockType!": stockTypes,
      "imageType!": oneOf("ZPLII", "EPL2", "PDF", "PNG"),
    }),
    rateRequestType: list(oneOf("LIST", "NONE", "PREFERRED", "ACCOUNT", "INCENTIVE", "RETAIL")),
    preferredCurrency: upTo(3),
    totalPackageCount: whole,
    customsClearanceDetail: fields({
      "commercialInvoice!": fields({
        shipmentPurpose: oneOf(
          "GIFT",
          "NOT_SOLD",
          "PERSONAL_EFFECTS",
          "REPAIR_AND_RETURN",
          "RETURN",
          "SAMPLE",
          "SOLD",
        ),
        termsOfSale: upTo(3),
        customerReferences: list(reference),
      }),
      "commodities!": list(
        fields({
          "description!": upTo(450),
          unitPrice: money,
          numberOfPieces: { type: "integer", minimum: 0, maximum: 9_999 },
          quantity: whole,
          quantityUnits: text,
          customsValue: money,
          countryOfManufacture: country,
          harmonizedCode: text,
          name: text,
          weight,
          partNumber: text,
          purpose: oneOf("BUSINESS", "CONSUMER"),
        }),
        { minItems: 1, maxItems: 999 },
      ),
      "dutiesPayment!": payment,
      isDocumentOnly: yes,
      totalCustomsValue: money,
      exportDetail: fields({
        b13AFilingOption: oneOf(
          "NOT_REQUIRED",
          "MANUALLY_ATTACHED",
          "FILED_ELECTRONICALLY",
          "SUMMARY_REPORTING",
          "FEDEX_TO_STAMP",
        ),
        exportComplianceStatement: text,
      }),
    }),
    "requestedPackageLineItems!": one(
      fields({
        sequenceNumber: whole,
        groupPackageCount: whole,
        "weight!": weight,
        dimensions,
        customerReferences: list(reference),
        declaredValue: money,
      }),
    ),
  }),
});

const trackingId = fields({ formId: text, trackingIdType: text, "trackingNumber!": twelveDigits });
export const shipOutput = fields({
  alerts,
  jobId: text,
  "transactionShipments!": one(
    fields({
      serviceType: serviceTypes,
      shipDatestamp: day,
      serviceCategory: text,
      serviceName: text,
      alerts,
      "masterTrackingNumber!": twelveDigits,
      "pieceResponses!": one(
        fields({
          masterTrackingNumber: twelveDigits,
          "trackingNumber!": twelveDigits,
          deliveryTimestamp: day,
          packageSequenceNumber: whole,
          additionalChargesDiscount: number,
          netRateAmount: number,
          "netChargeAmount!": number,
          netDiscountAmount: number,
          baseRateAmount: number,
          codCollectionAmount: number,
          currency: text,
          customerReferences: list(reference),
          "packageDocuments!": list(
            fields({
              "contentType!": oneOf("LABEL"),
              copiesToPrint: whole,
              "encodedLabel!": { type: "string", pattern: "^[A-Za-z0-9+/]+=*$" },
              "docType!": oneOf("PNG", "PDF", "ZPLII"),
            }),
            { minItems: 1 },
          ),
        }),
      ),
      "completedShipmentDetail!": fields({
        usDomestic: yes,
        carrierCode: oneOf("FDXE", "FDXG"),
        packagingDescription: text,
        masterTrackingId: trackingId,
        serviceDescription,
        completedPackageDetails: list(
          fields({
            sequenceNumber: whole,
            groupNumber: whole,
            signatureOption: text,
            trackingIds: list(trackingId),
          }),
        ),
        "shipmentRating!": fields({
          "actualRateType!": text,
          "shipmentRateDetails!": list(
            fields({
              "rateType!": text,
              rateZone: text,
              ratedWeightMethod: ratedWeightMethods,
              dimDivisor: whole,
              fuelSurchargePercent: number,
              totalBillingWeight: weight,
              totalBaseCharge: number,
              totalFreightDiscounts: number,
              totalNetFreight: number,
              totalSurcharges: number,
              totalNetFedExCharge: number,
              totalTaxes: number,
              "totalNetCharge!": number,
              "currency!": text,
            }),
            { minItems: 1 },
          ),
        }),
      }),
    }),
  ),
});

export const cancelRequest = fields({
  "accountNumber!": account,
  emailShipment: yes,
  senderCountryCode: country,
  deletionControl: oneOf("DELETE_ALL_PACKAGES"),
  "trackingNumber!": some,
});
export const cancelOutput = fields({
  cancelledShipment: yes,
  cancelledHistory: yes,
  successMessage: text,
  alerts,
});
