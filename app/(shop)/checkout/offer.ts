import type { CheckoutOffer, CheckoutValues } from "@/components/forms/checkout-types";
import { chosenAgain } from "@/server/domain/carriage/chosen-again";
import { addressFields, regions } from "@/server/domain/customer/address";
import { quoteBasket } from "@/server/domain/order/quote-order";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";

type Line = { sku: string; quantity: number };
type Offered = {
  values: CheckoutValues;
  offer: CheckoutOffer;
  fault: { id: string; message: string } | null;
};

/** What this basket costs where it is to go, and the values brought in line with it: a state of another country is dropped. */
export async function offerFor(ctx: WithPorts, lines: Line[], given: CheckoutValues): Promise<Offered> {
  const fields = addressFields(given.country);
  const known = regions[given.country] ?? null;
  const code = given.region.trim().toUpperCase();
  const region = known ? (code in known ? code : "") : fields.regionLabel ? given.region : "";
  const values = { ...given, region };
  const certain = !(fields.regionRequired && !region);
  try {
    const to = {
      country: given.country,
      ...(region ? { region } : {}),
      postalCode: given.postalCode.trim(),
      line1: given.line1,
      city: given.city,
    };
    const { options, chosen, quote } = await quoteBasket(ctx, lines, to, (offered) =>
      chosenAgain(ctx, given.shippingMethod, offered),
    );
    return {
      values: { ...values, shippingMethod: chosen?.method ?? "" },
      offer: { fields, regions: known, options, quote, certain },
      fault: null,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return {
      values,
      offer: { fields, regions: known, options: [], quote: null, certain },
      fault: { id: "country", message: error.message },
    };
  }
}
