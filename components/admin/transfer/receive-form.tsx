"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { TransferLine } from "@/server/domain/transfer/transfer.queries";
import { ReceiveLines } from "./receive-lines";
import { nothingTyped, type ReceiveState } from "./receive-state";

type Props = {
  action: (state: ReceiveState, form: FormData) => Promise<ReceiveState>;
  transfer: string;
  lines: readonly TransferLine[];
};

/** Takes in what arrived: scanned, typed, or all of it. Works without scripts as a list of numbers to fill in. */
export function ReceiveForm({ action, transfer, lines }: Props) {
  const [state, submit] = useActionState(action, nothingTyped);
  return (
    <form key={JSON.stringify(state)} action={submit} noValidate className="grid gap-5">
      <input type="hidden" name="transfer" value={transfer} />
      <ErrorSummary faults={state.faults} />
      <ReceiveLines transfer={transfer} lines={lines} state={state} />
    </form>
  );
}
