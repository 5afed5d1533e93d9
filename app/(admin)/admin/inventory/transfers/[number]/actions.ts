"use server";

import { redirect } from "next/navigation";
import type { ReceiveState } from "@/components/admin/transfer/receive-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { receiveTransfer } from "@/server/domain/transfer/receive-transfer";
import { receiveTransferSchema } from "@/server/domain/transfer/transfer.schema";

export async function receive(_: ReceiveState, form: FormData): Promise<ReceiveState> {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const number = text("transfer");
  await staffGate("warehouse", `/admin/inventory/transfers/${encodeURIComponent(number)}`);
  const ids = form.getAll("line").map(String);
  const typed = Object.fromEntries(
    ids.map((id) => [id, { came: text(`came-${id}`), damaged: text(`damaged-${id}`) }]),
  );
  const units = (value: string) => (value === "" ? 0 : Number(value));
  const parsed = receiveTransferSchema.safeParse({
    transfer: number,
    lines: ids.map((line) => ({
      line,
      quantity: units(text(`came-${line}`)),
      damaged: units(text(`damaged-${line}`)),
      before: units(text(`before-${line}`)),
    })),
  });
  const control = (at: unknown, field: unknown) =>
    typeof at === "number" ? `${field === "damaged" ? "damaged" : "came"}-${ids[at] ?? ""}` : undefined;
  if (!parsed.success)
    return {
      typed,
      faults: parsed.error.issues.map(({ path, message }) => ({ id: control(path[1], path[2]), message })),
    };
  const outcome = await runAction("transfer.receive", async () =>
    receiveTransfer(await visitorContext(), parsed.data),
  );
  if (!outcome.ok) {
    const { message, details } = outcome.refusal;
    const [, at, field] = String(details.field ?? "").split(".");
    return { typed, faults: [{ id: control(at === undefined ? at : Number(at), field), message }] };
  }
  const { available, setAside } = outcome.value;
  redirect(`/admin/inventory/transfers/${number}?in=${available}&aside=${setAside}`);
}
