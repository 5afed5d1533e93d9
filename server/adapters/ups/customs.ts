import { DomainError } from "@/server/kernel/errors";
import { amountText, money, sum, times } from "@/server/kernel/money";
import type { Parcel, ParcelContent } from "@/server/ports/carrier";
import { clip, party, wrapped } from "./address";
import { crossesCustoms } from "./services";

/**
 * What Shipping wants to know of a parcel that customs will look at; nothing for others. `shipDay` is YYYYMMDD. UPS would
 * take such a parcel without an invoice, and customs would keep it: `invalid_input` instead.
 */
export function customs(parcel: Parcel, shipDay: string) {
  if (!crossesCustoms(parcel.from, parcel.to)) return {};
  const contents = parcel.contents ?? [];
  const currency = contents[0]?.unitValue.currency;
  if (!currency)
    throw new DomainError(
      "invalid_input",
      `Customs of ${parcel.to.country} want to know what is in the parcel.`,
      {
        carrier: "ups",
      },
    );
  const total = sum(
    contents.map((one) => times(one.unitValue, one.quantity)),
    currency,
  );
  return {
    // Asked for from the United States to Canada and Puerto Rico, and welcome elsewhere.
    InvoiceLineTotal: {
      CurrencyCode: currency,
      MonetaryValue: amountText(Math.max(100, total.amount), currency),
    },
    ShipmentServiceOptions: {
      InternationalForms: {
        FormType: ["01"],
        InvoiceNumber: clip(parcel.reference),
        InvoiceDate: shipDay,
        // Duties are the receiver's.
        TermsOfShipment: "DAP",
        ReasonForExport: "SALE",
        CurrencyCode: currency,
        Contacts: { SoldTo: party(parcel.to) },
        Product: contents.map(product),
      },
    },
  };
}

function product(content: ParcelContent) {
  const tariffNumber = content.hsCode?.replace(/[^0-9A-Za-z]/g, "").slice(0, 15) ?? "";
  // A gift has a price of nothing, but UPS takes no value of zero.
  const value = money(Math.max(1, content.unitValue.amount), content.unitValue.currency);
  return {
    Description: wrapped([content.description]).slice(0, 3),
    Unit: {
      Number: String(content.quantity),
      UnitOfMeasurement: { Code: "PCS" },
      Value: amountText(value.amount, value.currency),
    },
    ...(tariffNumber.length >= 6 ? { CommodityCode: tariffNumber } : {}),
    OriginCountryCode: content.originCountry,
  };
}
