"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import { type OrderStatus, staffCancelReasons } from "@/server/domain/order/order";
import { formatMoney, type Money } from "@/server/kernel/money";
import { cancelReasonWords } from "./cancel-reasons";

type Reason = (typeof staffCancelReasons)[number];
type Props = {
  number: string;
  status: OrderStatus;
  /** What goes back to the customer. */
  refund: Money;
  /** A bank is at work on the payment and can't be stopped. */
  processing?: boolean;
  /** The likely reason, where the page knows it. */
  reason?: Reason | undefined;
  /** What the button says. */
  label?: string | undefined;
};

/** Cancels with a reason, after saying what that does. Shown only where the order's own table allows the move. */
export function CancelOrder({
  number,
  status,
  refund,
  processing = false,
  reason = "staff",
  label = "Cancel order…",
}: Props) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const cancel = useMutation(
    useTRPC().order.cancel.mutationOptions({
      onSuccess() {
        setOpen(false);
        const description =
          status === "paid" ? `${formatMoney(refund)} goes back to the customer.` : undefined;
        toast({ title: `Order ${number} is cancelled`, description });
        router.refresh();
      },
    }),
  );
  const send = (form: FormData) => {
    const note = String(form.get("note") ?? "").trim();
    const reason = staffCancelReasons.find((known) => known === form.get("reason")) ?? "staff";
    if (!cancel.isPending) cancel.mutate({ number, reason, ...(note ? { note } : {}) });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        cancel.reset();
      }}
      trigger={<Button look="secondary">{label}</Button>}
      title={`Cancel order ${number}?`}
      description="This can’t be undone."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <Callout tone={status === "paid" || processing ? "warning" : "info"}>
          {status === "paid"
            ? `${formatMoney(refund)} will be refunded, and the stock goes back on sale${reason === "stock_expired" ? ", except what is past its date" : ""}.`
            : processing
              ? "A bank is at work on the payment and can’t be stopped. The stock goes back on sale now; should the money still come, all of it goes back to the customer by itself."
              : "Nothing has been charged. The stock that is held goes back on sale."}
        </Callout>
        <SelectField label="Reason" name="reason" defaultValue={reason}>
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
        {cancel.error && (
          <Callout tone="critical" live="alert">
            {cancel.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Keep the order</Button>} />
          <Button type="submit" look="danger" pending={cancel.isPending}>
            {status === "paid" ? `Cancel and refund ${formatMoney(refund)}` : "Cancel the order"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
