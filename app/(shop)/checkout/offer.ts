import type { CheckoutOffer, CheckoutValues } from "@/components/forms/checkout-types";
import { addressFields, regions } from "@/server/domain/customer/address";
import { quoteOrder, shippingOptionsFor } from "@/server/domain/order/quote-order";
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
    const options = await shippingOptionsFor(ctx, lines, given.country);
    const chosen = options.find(({ method }) => method === given.shippingMethod) ?? options[0];
    const shippingMethod = chosen?.method ?? "";
    const quote = await quoteOrder(ctx, {
      lines,
      shippingAddress: {
        country: given.country,
        ...(region ? { region } : {}),
        postalCode: given.postalCode.trim(),
      },
      shippingMethod,
    });
    return {
      values: { ...values, shippingMethod },
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
