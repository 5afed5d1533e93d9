import { and, eq, ne } from "drizzle-orm";
import { customer, customerAddress } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { PostalAddress } from "@/server/ports/carrier";
import { isSameAddress, maxAddresses } from "./address-book";
import { addressBook, keptAddress } from "./address-book.queries";

type Owner = Id<"customer">;

/** Puts an address into the book. One that is there already stays as it is; the first one is the default. */
export const keepAddress = (
  ctx: Ctx,
  owner: Owner,
  address: PostalAddress,
  { asDefault = false }: { asDefault?: boolean } = {},
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockBook(tx, owner);
    const book = await addressBook(tx, owner);
    const same = book.find((kept) => isSameAddress(kept.address, address));
    if (same) return asDefault ? setDefault(tx, owner, same.id) : undefined;
    if (book.length >= maxAddresses)
      throw new DomainError(
        "invalid_input",
        `Your account holds ${maxAddresses} addresses, and no more. Delete one you no longer need.`,
      );
    const id = newId<"customerAddress">();
    await tx.db
      .insert(customerAddress)
      .values({ id, customerId: owner, address, createdAt: tx.now, changedAt: tx.now });
    if (asDefault || book.length === 0) await setDefault(tx, owner, id);
  });

/** Writes an address of the book anew. */
export const changeAddress = (
  ctx: Ctx,
  owner: Owner,
  id: string,
  address: PostalAddress,
  { asDefault = false }: { asDefault?: boolean } = {},
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockBook(tx, owner);
    const kept = await keptAddress(tx, owner, id);
    await tx.db
      .update(customerAddress)
      .set({ address, changedAt: tx.now })
      .where(eq(customerAddress.id, kept.id));
    if (asDefault) await setDefault(tx, owner, kept.id);
  });

/** Takes an address out; the oldest of the others takes the place of a default. Twice is as good as once. */
export const deleteAddress = (ctx: Ctx, owner: Owner, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockBook(tx, owner);
    const kept = (await addressBook(tx, owner)).find((one) => one.id === id);
    if (!kept) return;
    await tx.db.delete(customerAddress).where(eq(customerAddress.id, kept.id));
    const [next] = await addressBook(tx, owner);
    if (kept.isDefault && next) await setDefault(tx, owner, next.id);
  });

export const makeDefaultAddress = (ctx: Ctx, owner: Owner, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockBook(tx, owner);
    await setDefault(tx, owner, (await keptAddress(tx, owner, id)).id);
  });

/** Two tabs change the book one after the other, or there would be two defaults. */
async function lockBook(tx: TxCtx, owner: Owner): Promise<void> {
  await tx.db.select({ id: customer.id }).from(customer).where(eq(customer.id, owner)).for("update");
}

async function setDefault(tx: TxCtx, owner: Owner, id: Id<"customerAddress">): Promise<void> {
  await tx.db
    .update(customerAddress)
    .set({ isDefault: false })
    .where(and(eq(customerAddress.customerId, owner), ne(customerAddress.id, id)));
  await tx.db.update(customerAddress).set({ isDefault: true }).where(eq(customerAddress.id, id));
}
