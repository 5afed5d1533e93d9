import { openDatabase } from "@/db/client";
import { proveStock } from "@/server/domain/inventory/stock-proof";

/** The invariants of stock, orders and money that do not hold, by name. */
export async function brokenInvariants(databaseUrl: string): Promise<string[]> {
  const db = openDatabase(databaseUrl, { max: 2 });
  const results = await proveStock(db);
  await db.$client.end();
  return results.filter((result) => !result.ok).map((result) => result.id);
}
