"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import type { RerouteAllState } from "@/components/admin/routing/reroute-all";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { reroute } from "@/server/domain/inventory/reroute";
import { closePlace, openPlace } from "@/server/domain/place/close-place";
import { placePage } from "@/server/domain/place/place.queries";
import { placeCodeSchema, placeSchema } from "@/server/domain/place/place.schema";
import { addPlace, changePlace } from "@/server/domain/place/save-place";

const home = "/admin/settings/places";

/** What was typed, its days as one text, and what it says. */
function read(form: FormData) {
  const days = form.getAll("workingDays").map(String);
  const typed = { ...typedIn(form), workingDays: days.join(",") };
  return { typed, parsed: placeSchema.safeParse({ ...typed, workingDays: days }) };
}

export async function saveNewPlace(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("admin", home);
  const ctx = await visitorContext();
  const { typed, parsed } = read(form);
  const code = placeCodeSchema.safeParse(form.get("code"));
  const issues = [
    ...(code.error?.issues ?? []).map(({ message }) => ({ path: ["code"], message })),
    ...(parsed.error?.issues ?? []),
  ];
  if (!parsed.success || !code.success) return notUnderstood(typed, issues);
  const outcome = await runAction("place.add", () => addPlace(ctx, code.data, parsed.data));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  revalidatePath("/admin", "layout");
  redirect(`${home}/${code.data}?saved=added`);
}

export async function savePlace(code: string, _: FormState, form: FormData): Promise<FormState> {
  await staffGate("admin", home);
  const ctx = await visitorContext();
  const { typed, parsed } = read(form);
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const outcome = await runAction("place.change", () => changePlace(ctx, code, parsed.data));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  revalidatePath("/admin", "layout");
  redirect(`${home}/${code}?saved=${outcome.value.changed > 0 ? "changed" : "nothing"}`);
}

export async function setPlaceOpen(code: string, open: boolean): Promise<FormState> {
  await staffGate("admin", home);
  const ctx = await visitorContext();
  const outcome = await runAction(open ? "place.open" : "place.close", () =>
    open ? openPlace(ctx, code) : closePlace(ctx, code),
  );
  if (!outcome.ok) return refused({}, outcome.refusal);
  revalidatePath("/admin", "layout");
  redirect(`${home}/${code}?saved=${open ? "opened" : "closed"}`);
}

/** Sends each open shipment of a place from wherever the rules say, one transaction a shipment. */
export async function rerouteAll(
  code: string,
  before: RerouteAllState,
  form: FormData,
): Promise<RerouteAllState> {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const pickAgain = form.get("pickAgain") !== null;
  const { place, shipments } = await placePage(ctx, code);
  const rows: RerouteAllState["rows"] = [];
  for (const { number, status } of shipments) {
    if (status !== "assigned" && !(status === "picking" && pickAgain)) continue;
    const reason = place.active ? `Taken off ${place.name}` : `${place.name} is closed`;
    const outcome = await runAction("place.reroute", () =>
      reroute(ctx, { shipment: number, to: "best", reason, pickAgain }),
    );
    rows.push(
      outcome.ok
        ? { number, ok: true, words: `Sent from ${outcome.value.to.map((to) => to.name).join(" and ")} now` }
        : { number, ok: false, words: outcome.refusal.message },
    );
  }
  revalidatePath(`${home}/${code}`);
  return { rows, round: before.round + 1 };
}
