import { asc, desc, sql } from "drizzle-orm";
import { packaging } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";

export type BoxRow = Awaited<ReturnType<typeof allBoxes>>[number];

/** Every kind of box there is, those in use first and the smallest first. */
export const allBoxes = ({ db }: Pick<Reader, "db">) =>
  db
    .select()
    .from(packaging)
    .orderBy(
      desc(packaging.active),
      sql`${packaging.lengthMm}::bigint * ${packaging.widthMm} * ${packaging.heightMm}`,
      asc(packaging.name),
    );
