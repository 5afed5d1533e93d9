import { z } from "zod";
import { upsError } from "./errors";
import { party, words } from "./wire";

const product = z.object({
  Description: z.array(words).catch([]),
  Unit: z.object({ Number: words, Value: words, UnitOfMeasurement: z.object({ Code: words }) }).optional(),
  CommodityCode: z.string().optional(),
  OriginCountryCode: words,
});

/** A commercial invoice that UPS makes from a request for a label. */
export const forms = z.object({
  FormType: z.array(z.string()).catch([]),
  InvoiceNumber: words,
  InvoiceDate: words,
  ReasonForExport: words,
  CurrencyCode: words,
  TermsOfShipment: words,
  Contacts: z.object({ SoldTo: party.optional() }).optional(),
  Product: z.array(product).catch([]),
});
export type Forms = z.infer<typeof forms>;

export function checkForms(given: Forms): void {
  const missing = (code: string, what: string) => upsError(400, code, `Missing or invalid ${what}`);
  if (given.FormType.length !== 1 || given.FormType[0] !== "01")
    throw upsError(400, "129020", "Only the form type 01, invoice, can be made here");
  if (!/^\d{8}$/.test(given.InvoiceDate)) throw missing("129026", "invoice date");
  if (!given.ReasonForExport) throw missing("129028", "reason for export");
  if (!/^[A-Z]{3}$/.test(given.CurrencyCode)) throw missing("129030", "currency code");
  const soldTo = given.Contacts?.SoldTo;
  if (!soldTo?.Name || !soldTo.AttentionName || !soldTo.Phone?.Number) throw missing("129034", "sold to");
  if (given.Product.length === 0 || given.Product.length > 50) throw missing("129040", "product");
  for (const { Description, Unit, CommodityCode, OriginCountryCode } of given.Product) {
    const lines = Description.filter(Boolean);
    if (lines.length === 0 || lines.length > 3 || lines.some((line) => line.length > 35))
      throw missing("129041", "product description");
    if (!/^[1-9]\d{0,6}$/.test(Unit?.Number ?? "")) throw missing("129042", "product unit number");
    if (!(Number(Unit?.Value) > 0)) throw missing("129043", "product unit value");
    if (!Unit?.UnitOfMeasurement.Code) throw missing("129044", "product unit of measurement");
    if (CommodityCode !== undefined && !/^[0-9A-Za-z]{6,15}$/.test(CommodityCode))
      throw missing("129045", "commodity code");
    if (!/^[A-Z]{2}$/.test(OriginCountryCode)) throw missing("129046", "product origin country code");
  }
}
