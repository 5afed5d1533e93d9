import { openDatabase } from "@/db/client";
import { appUser } from "@/db/schema";
import { hashPassword } from "@/server/auth/passwords";
import { newId } from "@/server/kernel/id";

const password = "bench-picker-password";

/** So many people of the warehouse, who exist only to be measured. */
export async function hirePickers(databaseUrl: string, count: number) {
  const db = openDatabase(databaseUrl, { max: 1 });
  const passwordHash = await hashPassword(password);
  const people = Array.from({ length: count }, (_, i) => ({
    id: newId<"user">(),
    email: `picker-${i + 1}@bench.test`,
    name: `Picker ${i + 1}`,
    passwordHash,
    role: "warehouse" as const,
  }));
  await db.insert(appUser).values(people).onConflictDoNothing();
  await db.$client.end();
  return people.map(({ email }) => ({ email, password }));
}
