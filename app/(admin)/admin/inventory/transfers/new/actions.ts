"use server";

import { redirect } from "next/navigation";
import { isBlank, type SendState } from "@/components/admin/transfer/send-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { sendTransfer } from "@/server/domain/transfer/send-transfer";
import { sendTransferSchema } from "@/server/domain/transfer/transfer.schema";

export async function send(_: SendState, form: FormData): Promise<SendState> {
  await staffGate("warehouse", "/admin/inventory/transfers/new");
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const column = (name: string) => form.getAll(name).map((value) => String(value).trim());
  const [skus, lots, quantities] = [column("sku"), column("lot"), column("quantity")];
  const all = skus.map((sku, at) => ({ sku, lot: lots[at] ?? "", quantity: quantities[at] ?? "" }));
  const rows = all.filter((row) => !isBlank(row));
  const [reason, details] = [text("reason"), text("details")];
  const typed = { from: text("from"), to: text("to"), reason, details, rows };
  const parsed = sendTransferSchema.safeParse({
    ...typed,
    id: text("id") || undefined,
    reason: details ? `${reason}: ${details}` : reason,
    lines: rows.map(({ sku, lot, quantity }) => ({
      sku,
      quantity: quantity === "" ? undefined : Number(quantity),
      ...(lot ? { lot } : {}),
    })),
  });
  if (reason === "Other" && !details)
    return refused(typed, [
      { id: "details", message: "Say in a few words why; “Other” explains nothing later." },
    ]);
  if (!parsed.success)
    return refused(
      typed,
      parsed.error.issues.map(({ path, message }) => ({ id: controlOf(path.join(".")), message })),
    );
  const outcome = await runAction("transfer.send", async () =>
    sendTransfer(await visitorContext(), parsed.data),
  );
  if (!outcome.ok) {
    const { message, details: about } = outcome.refusal;
    return refused(typed, [{ id: controlOf(String(about.field ?? "")), message }]);
  }
  redirect(`/admin/inventory/transfers/${outcome.value.number}?sent=${outcome.value.units}`);
}

const refused = (typed: Omit<SendState, "faults">, faults: SendState["faults"]): SendState => ({
  ...typed,
  faults,
});

/** "lines.2.quantity" is the control "quantity-2"; nothing in particular is the form. */
function controlOf(field: string): string {
  const [, at, name] = /^lines\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (at && name) return `${name}-${at}`;
  return field === "lines" ? "sku-0" : field;
}
