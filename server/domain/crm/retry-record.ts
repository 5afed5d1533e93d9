import { z } from "zod";
import { crmKinds } from "@/db/schema/crm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { markForCrm } from "./crm.store";

export const retryRecordSchema = z.object({ kind: z.enum(crmKinds), id: z.uuid() });

/** Sends a record that the CRM refused once more, with the next batch. */
export const retryRecord = (ctx: Ctx, { kind, id }: z.infer<typeof retryRecordSchema>): Promise<void> =>
  inTransaction(ctx, (tx) => markForCrm(tx, kind, id));
