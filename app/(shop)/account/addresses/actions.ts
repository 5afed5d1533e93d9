"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { AddressFormState } from "@/components/forms/address-form";
import { typedIn } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import {
  changeAddress,
  deleteAddress,
  keepAddress,
  makeDefaultAddress,
} from "@/server/domain/address-book/change-address-book";
import { addressSchema } from "@/server/domain/customer/customer.schema";
import { formOwner } from "../form-context";
import { addressFormState, addressValues } from "./form-state";

/** Saves a new address or one of the book; another country only shows its fields. */
export async function saveAddress(before: AddressFormState, form: FormData): Promise<AddressFormState> {
  const { ctx, shopper, count } = await formOwner();
  const asDefault = form.get("asDefault") === "on";
  const values = addressValues(typedIn(form, Object.keys(before.values)), asDefault);
  if (form.get("intent") === "country") return addressFormState(values, { round: before.round });
  const again = (faults: AddressFormState["faults"]) =>
    addressFormState(values, { faults, round: before.round + 1 });
  const parsed = addressSchema.safeParse(values);
  if (!parsed.success)
    return again(parsed.error.issues.map(({ path, message }) => ({ id: String(path.at(-1)), message })));
  const id = form.get("id");
  const outcome = await runAction("account.address", async () => {
    await count();
    if (typeof id === "string") await changeAddress(ctx, shopper.customerId, id, parsed.data, { asDefault });
    else await keepAddress(ctx, shopper.customerId, parsed.data, { asDefault });
  });
  if (!outcome.ok) return again([{ message: outcome.refusal.message }]);
  redirect("/account/addresses?saved=1");
}

const changeOf = (work: typeof deleteAddress, name: string) => async (form: FormData) => {
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction(name, async () => {
    await count();
    await work(ctx, shopper.customerId, String(form.get("id") ?? ""));
  });
  revalidatePath("/account/addresses");
  redirect(outcome.ok ? "/account/addresses" : "/account/addresses?refused=1");
};

export async function removeAddress(form: FormData): Promise<void> {
  await changeOf(deleteAddress, "account.delete-address")(form);
}

export async function chooseDefault(form: FormData): Promise<void> {
  await changeOf(makeDefaultAddress, "account.default-address")(form);
}
