"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { startBackfill } from "@/server/domain/crm/backfill";
import { retryRecord, retryRecordSchema } from "@/server/domain/crm/retry-record";

const home = "/admin/settings/crm";

/** Brings everything in step; the page shows how far it is. Pressed while one runs, it changes nothing. */
export async function backfillCrm(): Promise<void> {
  await staffGate("admin", home);
  const ctx = await visitorContext();
  await runAction("crm.backfill", () => startBackfill(ctx));
  revalidatePath(home);
}

/** Sends one refused record once more, with the next batch. */
export async function retryCrmRecord(form: FormData): Promise<void> {
  await staffGate("admin", home);
  const ctx = await visitorContext();
  const parsed = retryRecordSchema.safeParse(Object.fromEntries(form));
  if (parsed.success) await runAction("crm.retry", () => retryRecord(ctx, parsed.data));
  revalidatePath(home);
}
