import { eq } from "drizzle-orm";
import { location } from "@/db/schema";
import { locate } from "@/server/domain/inventory/geography";
import { forgetReferenceData } from "@/server/domain/settings/reference-data";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import type { PlaceInput } from "./place.schema";
import { lockPlace, type PlaceRow } from "./place.store";

type Fields = Omit<PlaceRow, "id" | "code" | "active">;

/** Adds a place, open at once: with nothing on its shelves nothing is sent from it yet. */
export async function addPlace(ctx: Ctx, code: string, input: PlaceInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const fields = fieldsOf(input, null);
    const [added] = await tx.db
      .insert(location)
      .values({ id: newId<"location">(), code, active: true, ...fields })
      .onConflictDoNothing({ target: location.code })
      .returning({ code: location.code });
    if (!added)
      throw new DomainError("invalid_input", `There is a place ${code} already. Choose another code.`, {
        field: "code",
      });
    const changes = Object.entries(fields).map(([field, to]) => ({ field, from: null, to }));
    await record(tx, fact("PlaceChanged", { location: code, changes }));
  });
  forgetReferenceData(ctx.db);
}

/** Changes what a place is. Shipments keep the day they were promised for; what is assigned from now on follows it. */
export async function changePlace(ctx: Ctx, code: string, input: PlaceInput): Promise<{ changed: number }> {
  const changed = await inTransaction(ctx, async (tx) => {
    const before = await lockPlace(tx, code);
    const fields = fieldsOf(input, before);
    const changes = (Object.keys(fields) as (keyof Fields)[])
      .filter((field) => canonical(fields[field]) !== canonical(before[field]))
      .map((field) => ({ field, from: before[field], to: fields[field] }));
    if (changes.length === 0) return 0;
    await tx.db.update(location).set(fields).where(eq(location.id, before.id));
    await record(tx, fact("PlaceChanged", { location: code, changes }));
    return changes.length;
  });
  forgetReferenceData(ctx.db);
  return { changed };
}

/** Whatever order the database gives an object's keys in. */
const canonical = (value: unknown): string =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value);

function fieldsOf(input: PlaceInput, before: PlaceRow | null): Fields {
  const { sender, company, line1, line2, city, region, postalCode, country, phone } = input;
  const { name, timeZone, cutOff, collectionAt, dailyCapacity, priority } = input;
  const given = { name: sender, company, line1, line2, city, region, postalCode, country, phone };
  const address = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Fields["address"];
  const workingDays = [...new Set(input.workingDays)].sort((a, b) => a - b);
  const point = pointOf(input, before);
  return { name, address, ...point, timeZone, cutOff, collectionAt, workingDays, dailyCapacity, priority };
}

/** As entered; else where the postcode is. A place that has moved does not keep the coordinates of where it was. */
function pointOf(input: PlaceInput, before: PlaceRow | null): { latitude: number; longitude: number } {
  const { latitude, longitude } = input;
  const moved =
    before !== null &&
    (before.address.postalCode !== input.postalCode || before.address.country !== input.country);
  const entered = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : null;
  const kept =
    entered && before && entered.latitude === before.latitude && entered.longitude === before.longitude;
  if (entered && !(moved && kept)) return entered;
  const found = locate(input);
  const rounded = (value: number) => Math.round(value * 100) / 100;
  if (found) return { latitude: rounded(found.latitude), longitude: rounded(found.longitude) };
  if (entered) return entered;
  throw new DomainError(
    "invalid_input",
    "Nobody knows where this postcode is. Enter the coordinates, from any map.",
    { field: "latitude" },
  );
}
