"use server";

import { redirect } from "next/navigation";
import type { NewCountState } from "@/components/admin/stock-count/new-count-form";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { openCountSchema } from "@/server/domain/stock-count/count.schema";
import { openCount } from "@/server/domain/stock-count/open-count";

const fields = ["location", "by", "category", "skus", "days", "limit", "name"] as const;

export async function makeCount(before: NewCountState, form: FormData): Promise<NewCountState> {
  await staffGate("warehouse", "/admin/inventory/counts/new");
  const values = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "")]));
  const again = (faults: NewCountState["faults"]): NewCountState => ({
    values,
    faults,
    round: before.round + 1,
  });
  const parsed = openCountSchema.safeParse(values);
  if (!parsed.success)
    return again(parsed.error.issues.map(({ path, message }) => ({ id: String(path[0] ?? "by"), message })));
  const ctx = await visitorContext();
  const outcome = await runAction("count.open", () => openCount(ctx, parsed.data));
  if (outcome.ok) redirect(`/admin/inventory/counts/${outcome.value.number}`);
  const { details, message } = outcome.refusal;
  return again([{ id: typeof details.field === "string" ? details.field : undefined, message }]);
}
