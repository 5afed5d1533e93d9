import { hash } from "@node-rs/argon2";
import { newId } from "../../server/kernel/id";
import { appUser, customer, setting } from "../schema";
import type { SeedDb } from "./stock";

const password = "holdfast-demo";

const people = [
  { email: "shopper@holdfast.test", name: "Sam Rivera", role: "shopper" },
  { email: "warehouse@holdfast.test", name: "Wren Castillo", role: "warehouse" },
  { email: "manager@holdfast.test", name: "Morgan Ellis", role: "manager" },
  { email: "admin@holdfast.test", name: "Avery Lindqvist", role: "admin" },
] as const;

/** Someone of each role, with one password that the README tells. Never for a shop that is open to the world. */
export async function seedDemoUsers(db: SeedDb, now: Date): Promise<void> {
  // argon2id is the default; memory, time and parallelism as OWASP's password storage cheat sheet advises.
  const hashes = await Promise.all(
    people.map(() => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })),
  );
  const shopper = { id: newId<"customer">(), email: people[0].email, name: people[0].name, createdAt: now };
  await db.insert(customer).values(shopper);
  // Passwords that stand in the README go without a code from somebody's phone; a real shop asks for one.
  await db.insert(setting).values({ key: "requireSecondFactor", value: false, changedAt: now });
  await db.insert(appUser).values(
    people.map((person, i) => ({
      id: newId<"user">(),
      ...person,
      passwordHash: hashes[i] ?? "",
      customerId: person.role === "shopper" ? shopper.id : null,
      createdAt: now,
    })),
  );
}
