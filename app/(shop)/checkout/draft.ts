import { cookies } from "next/headers";
import { type CheckoutValues, checkoutFields } from "@/components/forms/checkout-types";
import { app } from "@/server/composition";

const name = "holdfast_checkout";
const path = "/checkout";

/** What was typed, kept in the shopper's own browser while they look after their cart. No script can read it. */
export async function keepDraft(values: CheckoutValues): Promise<void> {
  (await cookies()).set(name, JSON.stringify(values), {
    httpOnly: true,
    sameSite: "lax",
    path,
    maxAge: 2 * 60 * 60,
    secure: app().env.APP_URL.startsWith("https:"),
  });
}

export async function forgetDraft(): Promise<void> {
  (await cookies()).set(name, "", { path, maxAge: 0 });
}

export async function readDraft(): Promise<Partial<CheckoutValues>> {
  const kept = (await cookies()).get(name)?.value;
  if (!kept) return {};
  try {
    const values = JSON.parse(kept) as Record<string, unknown>;
    return Object.fromEntries(
      checkoutFields.flatMap((field) => (typeof values[field] === "string" ? [[field, values[field]]] : [])),
    );
  } catch {
    return {};
  }
}

/** The form's fields as text, cut to a length that no real answer has. */
export const valuesOf = (form: FormData): CheckoutValues =>
  Object.fromEntries(
    checkoutFields.map((field) => {
      const value = form.get(field);
      return [field, typeof value === "string" ? value.slice(0, 300) : ""];
    }),
  ) as CheckoutValues;
