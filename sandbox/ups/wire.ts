import { z } from "zod";
import type { End, Ends } from "./services";

/** Loose on purpose: what is missing is answered with UPS's own error for it, not with a parser's. */
export const words = z.string().trim().catch("");
const address = z
  .object({
    AddressLine: z.array(words).catch([]),
    City: words,
    StateProvinceCode: words,
    PostalCode: words,
    CountryCode: words,
    // There or not; what it holds means nothing.
    ResidentialAddressIndicator: z.string().optional(),
  })
  .catch({ AddressLine: [], City: "", StateProvinceCode: "", PostalCode: "", CountryCode: "" });
export const party = z.object({
  Name: words,
  AttentionName: words,
  Phone: z.object({ Number: words }).optional(),
  Address: address,
});
export type Party = z.infer<typeof party>;

export const reference = z.array(z.object({ Value: words })).catch([]);
const unit = z.object({ Code: words });
export const measured = z.object({
  Dimensions: z.object({ UnitOfMeasurement: unit, Length: words, Width: words, Height: words }).optional(),
  PackageWeight: z.object({ UnitOfMeasurement: unit, Weight: words }).optional(),
});
export type Measured = z.infer<typeof measured>;

const endOf = ({ Address: at }: Party): End => ({
  country: at.CountryCode,
  region: at.StateProvinceCode,
  postalCode: at.PostalCode,
});
export const endsOf = (from: Party, to: Party): Ends => ({ from: endOf(from), to: endOf(to) });

export const toHome = (to: Party): boolean => to.Address.ResidentialAddressIndicator !== undefined;
