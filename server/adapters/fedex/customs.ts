import { DomainError } from "@/server/kernel/errors";
import { type Money, money, sum, times } from "@/server/kernel/money";
import type { Consignment, Parcel, ParcelContent } from "@/server/ports/carrier";
import { weight } from "./measures";
import { toAmount } from "./money";
import { crossesCustoms } from "./services";

/** The receiver's, as the shop's terms say; FedEx collects them at the door. */
const duties = { paymentType: "RECIPIENT" } as const;

/** What Ship wants to know of a parcel that customs will look at; nothing for others. */
export function customs(parcel: Parcel) {
  if (!crossesCustoms(parcel.from, parcel.to)) return {};
  const contents = parcel.contents ?? [];
  const currency = contents[0]?.unitValue.currency;
  if (!currency)
    throw new DomainError(
      "invalid_input",
      `Customs of ${parcel.to.country} want to know what is in the parcel.`,
      { carrier: "fedex" },
    );
  const total = sum(
    contents.map((one) => times(declaredValue(one), one.quantity)),
    currency,
  );
  return {
    customsClearanceDetail: {
      dutiesPayment: duties,
      isDocumentOnly: false,
      totalCustomsValue: toAmount(total),
      commercialInvoice: {
        shipmentPurpose: "SOLD",
        termsOfSale: "DAP",
        customerReferences: [
          { customerReferenceType: "INVOICE_NUMBER", value: parcel.reference.slice(0, 30) },
        ],
      },
      ...exportDetail(parcel, total),
      commodities: contents.map((content) => commodity(content, parcel.from.country)),
    },
  };
}

/** Exports worth less need no filing with the United States' customs; dearer ones are filed by hand beforehand. */
const filingFreeAmount = 250_000;

/** What the country of origin wants to know of an export. Where it wants a number of a filing, FedEx asks for it. */
function exportDetail({ from, to }: Parcel, total: Money) {
  if (from.country === "CA")
    return to.country === "US" || to.country === "PR"
      ? {}
      : { exportDetail: { b13AFilingOption: "NOT_REQUIRED" } };
  if (from.country !== "US" || total.currency !== "USD" || total.amount > filingFreeAmount) return {};
  const exemption = to.country === "CA" ? "NO_EEI_30_36" : "NO_EEI_30_37_A";
  return { exportDetail: { exportComplianceStatement: exemption } };
}

/** Rate asks for goods as well, before anybody knows them; their value changes no price for carrying them. */
export function customsForRating({ from, to, weightGrams }: Consignment) {
  if (!crossesCustoms(from, to)) return {};
  const value = { amount: 50, currency: "USD" };
  return {
    customsClearanceDetail: {
      dutiesPayment: { paymentType: "SENDER" },
      commodities: [
        {
          description: "Consumer goods",
          numberOfPieces: 1,
          quantity: 1,
          quantityUnits: "PCS",
          unitPrice: value,
          customsValue: value,
          countryOfManufacture: from.country,
          weight: weight(weightGrams, from.country),
        },
      ],
    },
  };
}

function commodity(content: ParcelContent, origin: string) {
  const tariffNumber = content.hsCode?.replace(/[^0-9A-Za-z.]/g, "") ?? "";
  const each = declaredValue(content);
  return {
    description: content.description.trim().slice(0, 450),
    countryOfManufacture: content.originCountry,
    ...(tariffNumber.length >= 6 ? { harmonizedCode: tariffNumber } : {}),
    numberOfPieces: 1,
    quantity: content.quantity,
    quantityUnits: "PCS",
    unitPrice: toAmount(each),
    customsValue: toAmount(times(each, content.quantity)),
    weight: weight(content.weightGrams * content.quantity, origin),
  };
}

/** A gift has a price of nothing, but customs take no value of zero. */
const declaredValue = ({ unitValue }: ParcelContent): Money =>
  money(Math.max(1, unitValue.amount), unitValue.currency);
