import { cookies } from "next/headers";
import { app } from "@/server/composition";

const secret = "holdfast_cart";
/** Readable by scripts, so that pages from the cache can show how many things are in the cart. */
const count = "holdfast_cart_units";
const maxAge = 60 * 60 * 24 * 30;

export async function readCartToken(): Promise<string | null> {
  return (await cookies()).get(secret)?.value ?? null;
}

/** Keeps the cart's secret and its unit count for a month from the last change. */
export async function writeCartCookies(token: string, units: number): Promise<void> {
  const jar = await cookies();
  const common = {
    sameSite: "lax",
    path: "/",
    maxAge,
    secure: app().env.APP_URL.startsWith("https:"),
  } as const;
  jar.set(secret, token, { ...common, httpOnly: true });
  jar.set(count, String(units), common);
}
