import type { CheckoutAccount, CheckoutValues } from "@/components/forms/checkout-types";
import { runAction } from "@/server/actions/run-action";
import type { SignedIn } from "@/server/auth/sessions";
import { accountDetails } from "@/server/domain/account/account.queries";
import { addressBook, keptAddress } from "@/server/domain/address-book/address-book.queries";
import { keepAddress } from "@/server/domain/address-book/change-address-book";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { PostalAddress } from "@/server/ports/carrier";

type Filled = Partial<CheckoutValues>;

const filledWith = ({ name, line1, line2, city, region, postalCode, country }: PostalAddress): Filled => ({
  name,
  line1,
  line2: line2 ?? "",
  city,
  region: region ?? "",
  postalCode,
  country,
});

/** What the account of whoever is signed in brings to the checkout: the form's values and the addresses to choose from. */
export async function accountAtCheckout(
  ctx: WithPorts,
  user: SignedIn | null,
  countries: readonly { code: string }[],
): Promise<{ account: CheckoutAccount; filled: Filled } | null> {
  if (!user?.customerId) return null;
  const [details, book] = await Promise.all([
    accountDetails(ctx, user.id),
    addressBook(ctx, user.customerId),
  ]);
  const reachable = book.filter(({ address }) => countries.some(({ code }) => code === address.country));
  const [first] = reachable;
  return {
    account: {
      email: user.email,
      book: reachable.map(({ id, address }) => ({ id, label: `${address.line1}, ${address.city}` })),
    },
    filled: {
      name: user.name,
      ...(first ? filledWith(first.address) : {}),
      email: user.email,
      phone: details.phone ?? "",
      saveAddress: book.length === 0 ? "on" : "",
    },
  };
}

/** The address of the account whose button was pressed; null for any other button. */
export async function keptValues(
  ctx: WithPorts,
  user: SignedIn | null,
  intent: FormDataEntryValue | null,
): Promise<Filled | null> {
  const { customerId } = user ?? {};
  if (!customerId || typeof intent !== "string" || !intent.startsWith("kept:")) return null;
  const outcome = await runAction("checkout.kept-address", () =>
    keptAddress(ctx, customerId, intent.slice("kept:".length)),
  );
  return outcome.ok ? { ...filledWith(outcome.value.address), saveAddress: "" } : null;
}

/** The order stands, whatever becomes of the address. */
export async function saveFor(
  ctx: WithPorts,
  customerId: Id<"customer">,
  address: PostalAddress,
): Promise<void> {
  await runAction("checkout.keep-address", () => keepAddress(ctx, customerId, address));
}
