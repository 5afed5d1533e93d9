"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { SettleState } from "@/components/admin/problems/settle-state";
import { type Outcome, runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { closeIssueSchema, settleParcelSchema } from "@/server/domain/shipment/issue.schema";
import { pollForIssue } from "@/server/domain/shipment/poll-parcels";
import { closeIssue, giveUpLost, markArrived, receiveReturned } from "@/server/domain/shipment/settle-parcel";

const home = "/admin/fulfilment/problems";
const pageOf = (issue: string) => `${home}/${encodeURIComponent(issue)}`;
const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** Asks the carrier about the parcel's shipment at once. */
export async function askNow(form: FormData): Promise<void> {
  const issue = text(form, "issue");
  await staffGate("warehouse", pageOf(issue));
  const outcome = await runAction("issue.ask", async () => pollForIssue(await visitorContext(), issue));
  const news = outcome.ok ? outcome.value.reduce((sum, one) => sum + one.news, 0) : 0;
  redirect(`${pageOf(issue)}?${outcome.ok ? `news=${news}` : "unanswered=1"}`);
}

export async function close(_: SettleState, form: FormData): Promise<SettleState> {
  return noted(form, "issue.close", async (input) => closeIssue(await visitorContext(), input), "closed");
}

export async function arrived(_: SettleState, form: FormData): Promise<SettleState> {
  return noted(form, "issue.arrived", async (input) => markArrived(await visitorContext(), input), "arrived");
}

async function noted(
  form: FormData,
  name: string,
  act: (input: { issue: string; note: string }) => Promise<unknown>,
  done: string,
): Promise<SettleState> {
  const typed = { issue: text(form, "issue"), note: text(form, "note") };
  await staffGate("manager", pageOf(typed.issue));
  const parsed = closeIssueSchema.safeParse(typed);
  if (!parsed.success)
    return { typed, faults: parsed.error.issues.map(({ message }) => ({ id: "note", message })) };
  const outcome = await runAction(name, () => act(parsed.data));
  if (!outcome.ok) return { typed, faults: [{ message: outcome.refusal.message }] };
  revalidatePath(home);
  redirect(`${pageOf(typed.issue)}?done=${done}`);
}

export async function takeIn(_: SettleState, form: FormData): Promise<SettleState> {
  return settled(
    form,
    "parcel.back",
    async (input) => receiveReturned(await visitorContext(), input),
    "back",
  );
}

export async function giveUp(_: SettleState, form: FormData): Promise<SettleState> {
  return settled(form, "parcel.lost", async (input) => giveUpLost(await visitorContext(), input), "lost");
}

async function settled(
  form: FormData,
  name: string,
  act: (input: ReturnType<typeof settleParcelSchema.parse>) => Promise<{ refundId: string | null }>,
  done: string,
): Promise<SettleState> {
  const issue = text(form, "issue");
  await staffGate("manager", pageOf(issue));
  const ids = form.getAll("line").map(String);
  const typed: Record<string, string> = { sent: "yes" };
  for (const [key, value] of form.entries())
    if (typeof value === "string" && key !== "line") typed[key] = value;
  const units = (key: string) => (text(form, key) === "" ? 0 : Number(text(form, key)));
  const parsed = settleParcelSchema.safeParse({
    issue,
    units: ids.map((orderLineId) => ({
      orderLineId,
      good: units(`good-${orderLineId}`),
      damaged: units(`damaged-${orderLineId}`),
    })),
    refund: form.get("refund") === "on",
    carriage: form.get("refund") === "on" && form.get("carriage") === "on",
    note: text(form, "note"),
  });
  if (!parsed.success)
    return {
      typed,
      faults: parsed.error.issues.map(({ path, message }) => ({ id: controlOf(path, ids), message })),
    };
  if (parsed.data.units.every(({ good, damaged }) => good + damaged === 0))
    return { typed, faults: [{ id: `good-${ids[0] ?? ""}`, message: "Enter at least one unit." }] };
  const outcome: Outcome<{ refundId: string | null }> = await runAction(name, () => act(parsed.data));
  if (!outcome.ok) {
    const { message, details } = outcome.refusal;
    return {
      typed,
      faults: [{ id: typeof details.field === "string" ? details.field : undefined, message }],
    };
  }
  revalidatePath(home);
  redirect(`${pageOf(issue)}?done=${done}${outcome.value.refundId ? "&refund=1" : ""}`);
}

const controlOf = (path: PropertyKey[], ids: readonly string[]): string | undefined =>
  path[0] === "units"
    ? `${path[2] === "damaged" ? "damaged" : "good"}-${ids[Number(path[1])] ?? ""}`
    : String(path[0]);
