import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FieldsForm } from "@/components/forms/fields-form";
import { newPasswordField } from "@/components/forms/fields-state";
import { Link } from "@/components/ui/link";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { localPath } from "@/server/auth/local-path";
import { openOrder } from "@/server/auth/open-order";
import { orderBuyer } from "@/server/domain/account/account.queries";
import { orderNumberSchema } from "@/server/domain/order/order.schema";
import { AuthPage } from "../auth-page";
import { registerAction } from "./actions";

export const metadata: Metadata = {
  title: "Register",
  robots: { index: false },
  // The address may carry the key of an order.
  referrer: "same-origin",
};

type Query = Promise<{ from?: string | string[]; order?: string | string[]; key?: string | string[] }>;

export default async function RegisterPage({ searchParams }: { searchParams: Query }) {
  const { from, order, key } = await searchParams;
  if (await currentUser()) redirect("/account");
  const buyer = await buyerOf(first(order), first(key));
  const back = localPath(first(from));
  return (
    <AuthPage
      title="Register"
      summary={
        buyer
          ? `Keep order ${buyer.number}, and what else you ordered with this address, in an account.`
          : "One place for your orders and addresses. Orders that you placed with the same address are in it, too."
      }
    >
      <FieldsForm
        id="register"
        action={registerAction}
        values={{ email: buyer?.email ?? "", name: buyer?.name ?? "" }}
        fields={[
          { name: "email", label: "E-mail", type: "email", autoComplete: "username", maxLength: 254 },
          { name: "name", label: "Full name", autoComplete: "name", maxLength: 120 },
          { ...newPasswordField, label: "Password" },
        ]}
        submit="Register"
        pendingLabel="Registering…"
        wide
        afterwards={
          <>
            <p>
              Follow the link in it within a day; then your account is ready. Nothing there after a few
              minutes? Look among the unwanted mail, or register again.
            </p>
            <p>
              <Link href="/">Go on shopping</Link>
            </p>
          </>
        }
      />
      <p className="border-t pt-4 text-sm text-muted">
        You have an account?{" "}
        <Link href={back ? `/sign-in?from=${encodeURIComponent(back)}` : "/sign-in"}>Sign in</Link>
      </p>
    </AuthPage>
  );
}

/** Whose order this is, for whoever holds its key; the form is filled with what they typed there. */
async function buyerOf(number: string | undefined, key: string | undefined) {
  const parsed = orderNumberSchema.safeParse(number);
  if (!parsed.success || !key) return null;
  const ctx = await visitorContext();
  const id = await openOrder(ctx, null, { number: parsed.data, accessToken: key.slice(0, 200) }).catch(
    () => null,
  );
  if (!id) return null;
  return { number: parsed.data, ...(await orderBuyer(ctx, id)) };
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
