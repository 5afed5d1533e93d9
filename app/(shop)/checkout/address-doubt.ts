import { z } from "zod";
import type { AddressDoubt, CheckoutValues } from "@/components/forms/checkout-types";
import { askAddress } from "@/server/domain/carriage/ask-address";
import { addressKey, addressLine, isDoubtful } from "@/server/domain/carriage/doubt";
import { addressSchema } from "@/server/domain/customer/customer.schema";
import type { WithPorts } from "@/server/ports";
import type { AddressCheck } from "@/server/ports/carrier";

const text = z.string().max(300);
const fields = z.object({ line1: text, line2: text, city: text, region: text, postalCode: text });
const doubt = z.object({
  verdict: z.enum(["corrected", "unsure", "unknown"]),
  carrier: text,
  written: z.string().max(1_000),
  suggested: z.object({ line: z.string().max(1_000), fields }).optional(),
  asked: z.array(z.string().max(1_000)).max(10),
  settled: z.boolean().optional(),
});

/** The doubt that the page showed, from its hidden field; it works without scripts, too. */
export function doubtShown(form: FormData): AddressDoubt | undefined {
  try {
    const { suggested, settled = false, ...shown } = doubt.parse(JSON.parse(String(form.get("doubt") ?? "")));
    return { ...shown, settled, ...(suggested ? { suggested } : {}) };
  } catch {
    return undefined;
  }
}

/** What was typed, or the carrier's way to write it when that was chosen. */
export const withSuggestion = (
  values: CheckoutValues,
  shown: AddressDoubt | undefined,
  taken: boolean,
): CheckoutValues => (taken && shown?.suggested ? { ...values, ...shown.suggested.fields } : values);

/** Whether the page has asked about this address already. */
export const wasAsked = (shown: AddressDoubt | undefined, values: CheckoutValues): boolean =>
  shown?.asked.includes(addressKey(values)) ?? false;

/** What a carrier thinks of the address in the form, once it is one. */
export async function checkTyped(ctx: WithPorts, values: CheckoutValues): Promise<AddressCheck | null> {
  const parsed = addressSchema.safeParse(values);
  return parsed.success ? askAddress(ctx, parsed.data) : null;
}

/** The question to ask the shopper, once for each address. */
export function doubtOf(
  ctx: WithPorts,
  check: AddressCheck | null,
  values: CheckoutValues,
): AddressDoubt | undefined {
  if (!isDoubtful(check, values) || check.verdict === "ok") return undefined;
  const { suggestion, verdict } = check;
  const carriers = Object.values(ctx.ports.carriers);
  const to = suggestion?.country === values.country ? suggestion : undefined;
  return {
    verdict,
    carrier: carriers.find(({ code }) => code === check.carrier)?.name ?? check.carrier,
    written: addressLine(values),
    asked: [addressKey(values), ...(to ? [addressKey(to)] : [])],
    ...(to
      ? {
          suggested: {
            line: addressLine(to),
            fields: {
              line1: to.line1,
              line2: to.line2 ?? "",
              city: to.city,
              region: to.region ?? values.region,
              postalCode: to.postalCode,
            },
          },
        }
      : {}),
  };
}
