"use client";

import { useMutation } from "@tanstack/react-query";
import { PencilLine, ScanBarcode } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { canMove, isAwaited, type PurchaseOrderStatus } from "@/server/domain/purchasing/purchase-order";
import { useAwake } from "../use-awake";
import { OrderNoteDialog } from "./order-note-dialog";

type Props = {
  number: string;
  status: PurchaseOrderStatus;
  supplier: { name: string; email: string | null };
  manager: boolean;
  hasLines: boolean;
  /** "$480.00"; managers only. */
  total: string | null;
  awaited: number;
};

/** The moves that are open now, and no others. */
export function PurchaseOrderActions(props: Props) {
  const { number, status, supplier, manager, hasLines, total, awaited } = props;
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const awake = useAwake();
  const [asking, setAsking] = useState(false);
  const done = (title: string) => ({
    onSuccess() {
      setAsking(false);
      toast({ title });
      router.refresh();
    },
    onError(error: { message: string }) {
      setAsking(false);
      toast({ tone: "critical", title: "That didn’t work", description: error.message });
    },
  });
  const order = useMutation(trpc.purchase.order.mutationOptions(done(`${number} is ordered`)));
  const cancel = useMutation(
    trpc.purchase.cancel.mutationOptions({ onSuccess: done(`${number} is cancelled`).onSuccess }),
  );
  const close = useMutation(
    trpc.purchase.giveUpRest.mutationOptions({ onSuccess: done(`${number} is closed`).onSuccess }),
  );
  const home = `/admin/purchasing/orders/${number}`;
  const verb = `Order${total ? ` for ${total}` : ""}${supplier.email ? " and send" : ""}`;

  return (
    <fieldset disabled={!awake} className="flex min-w-0 flex-wrap gap-2">
      <legend className="sr-only">Next moves</legend>
      {manager && canMove(status, "cancelled") && (
        <OrderNoteDialog
          trigger="Cancel order…"
          title={`Cancel ${number}?`}
          explain={
            status === "draft"
              ? "The draft is dropped. What was low can be ordered anew."
              : `${supplier.name} has this order already: tell them as well. Nothing of it is awaited any more.`
          }
          label={status === "draft" ? "Note" : "Why"}
          optional={status === "draft"}
          confirm="Cancel the order"
          keep="Keep the order"
          danger
          mutation={cancel}
          onSend={(note) => cancel.mutate({ purchaseOrder: number, note })}
        />
      )}
      {manager && status === "partially_received" && (
        <OrderNoteDialog
          trigger="Close the rest…"
          title={`Close what is missing of ${number}?`}
          explain={`${awaited} ${awaited === 1 ? "unit" : "units"} will not come. They are no longer awaited, and the order counts as received.`}
          label="Why"
          confirm="Close the rest"
          keep="Keep waiting"
          mutation={close}
          onSend={(note) => close.mutate({ purchaseOrder: number, note })}
        />
      )}
      {manager && status === "draft" && (
        <ButtonLink href={`${home}/edit`} icon={<PencilLine aria-hidden />}>
          Edit
        </ButtonLink>
      )}
      {manager && status === "draft" && hasLines && (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          trigger={<Button look="primary">{verb}</Button>}
          title={`Order ${number} from ${supplier.name}?`}
          confirmLabel={verb}
          cancelLabel="Not yet"
          danger={false}
          pending={order.isPending}
          onConfirm={() => order.mutate({ purchaseOrder: number })}
        >
          {supplier.email
            ? `It goes to ${supplier.email} as PDF and CSV. Its lines can’t be changed after that.`
            : `${supplier.name} has no e-mail address, so nothing is sent: print the PDF. Its lines can’t be changed after that.`}
        </ConfirmDialog>
      )}
      {isAwaited(status) && (
        <ButtonLink href={`${home}/receive`} look="primary" icon={<ScanBarcode aria-hidden />}>
          Receive
        </ButtonLink>
      )}
    </fieldset>
  );
}
