"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { v4 } from "uuid";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/choice";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import { staffCancelReasons } from "@/server/domain/order/order";
import { formatMoney } from "@/server/kernel/money";
import { cancelReasonWords } from "./cancel-reasons";
import { type CancellableLine, CancelUnitsLines } from "./cancel-units-lines";

type Props = {
  number: string;
  lines: readonly CancellableLine[];
  label?: string;
  /** What is chosen when it opens, by line. */
  chosen?: Record<string, number>;
};

const units = (count: number): string => `${count} ${count === 1 ? "unit" : "units"}`;

/** Cancels some of a paid order, after saying to the cent what goes back. */
export function CancelUnits({ number, lines, label = "Cancel some of it…", chosen = {} }: Props) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(chosen);
  const [refundShipping, setRefundShipping] = useState(false);
  const [key, setKey] = useState(() => v4());
  const router = useRouter();
  const toast = useToast();
  const trpc = useTRPC();

  const some = Object.entries(wanted).flatMap(([orderLineId, quantity]) =>
    quantity > 0 ? [{ orderLineId, quantity }] : [],
  );
  const count = some.reduce((sum, line) => sum + line.quantity, 0);
  const preview = useQuery(
    trpc.order.previewCancellation.queryOptions(
      { number, lines: some, refundShipping },
      { enabled: open && count > 0, placeholderData: keepPreviousData, retry: false },
    ),
  );
  const told = count > 0 && !preview.error ? preview.data : undefined;

  const cancel = useMutation(
    trpc.order.cancelUnits.mutationOptions({
      onSuccess({ outcome, refund }) {
        setOpen(false);
        toast({
          title:
            outcome === "order_cancelled"
              ? `Order ${number} is cancelled`
              : `${units(count)} of ${number} ${count === 1 ? "is" : "are"} cancelled`,
          description: refund.amount > 0 ? `${formatMoney(refund)} goes back to the customer.` : undefined,
        });
        router.refresh();
      },
    }),
  );
  const send = (form: FormData) => {
    const note = String(form.get("note") ?? "").trim();
    const reason = staffCancelReasons.find((known) => known === form.get("reason")) ?? "staff";
    if (cancel.isPending || count === 0) return;
    cancel.mutate({ number, lines: some, reason, refundShipping, key, ...(note ? { note } : {}) });
  };
  const fault = cancel.error ?? (count > 0 ? preview.error : null);

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        cancel.reset();
        if (!next) return;
        setWanted(chosen);
        setRefundShipping(false);
        setKey(v4());
      }}
      trigger={<Button look="secondary">{label}</Button>}
      title={`Cancel some of ${number}?`}
      description="Only what has not left can be cancelled. This can’t be undone."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <CancelUnitsLines
          lines={lines}
          chosen={chosen}
          onChange={(id, quantity) => setWanted((now) => ({ ...now, [id]: quantity }))}
        />
        {told?.carriage && (
          <Checkbox
            label={`Give back shipping as well, ${formatMoney(told.carriage)}`}
            checked={refundShipping}
            onChange={(event) => setRefundShipping(event.target.checked)}
          />
        )}
        <SelectField label="Reason" name="reason" defaultValue="staff">
          {staffCancelReasons.map((known) => (
            <option key={known} value={known}>
              {cancelReasonWords[known]}
            </option>
          ))}
        </SelectField>
        <TextareaField
          label="Note"
          name="note"
          optional
          rows={2}
          maxLength={500}
          hint="Kept on the order’s timeline."
        />
        <div aria-live="polite">
          {told && (
            <Callout tone="warning">
              {told.whole
                ? `Nothing would be left, so the whole order is cancelled and ${formatMoney(told.refund)} goes back, shipping included.`
                : `${formatMoney(told.refund)} goes back to the customer. The rest goes on.`}
            </Callout>
          )}
          {count === 0 && <p className="text-sm text-muted">Choose how many of what.</p>}
        </div>
        {fault && (
          <Callout tone="critical" live="alert">
            {fault.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Keep all of it</Button>} />
          <Button
            type="submit"
            look="danger"
            pending={cancel.isPending}
            disabled={!told || preview.isPlaceholderData}
          >
            {told ? `Cancel ${units(count)} and refund ${formatMoney(told.refund)}` : "Cancel and refund"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
