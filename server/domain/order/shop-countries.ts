import { countryName } from "@/server/domain/customer/address";
import type { Ctx } from "@/server/kernel/ctx";
import { shippableCountries } from "./quote-order";

type ShopCountry = { code: string; name: string };

/** The countries that the shop sends to, by their names. */
export async function shopCountries(ctx: Pick<Ctx, "db" | "now">): Promise<ShopCountry[]> {
  return (await shippableCountries(ctx))
    .map((code) => ({ code, name: countryName(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
