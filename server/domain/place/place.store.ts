import { eq } from "drizzle-orm";
import { location } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

export type PlaceRow = typeof location.$inferSelect;

const noSuchPlace = (code: string) => new DomainError("not_found", `There is no place ${code}.`, { code });

export async function readPlace({ db }: Pick<Reader, "db">, code: string): Promise<PlaceRow> {
  const [row] = await db.select().from(location).where(eq(location.code, code));
  if (!row) throw noSuchPlace(code);
  return row;
}

/** Locked against other changes of the place itself; whoever refers to it need not wait. */
export async function lockPlace(tx: TxCtx, code: string): Promise<PlaceRow> {
  const [row] = await tx.db.select().from(location).where(eq(location.code, code)).for("no key update");
  if (!row) throw noSuchPlace(code);
  return row;
}
