"use client";

import { TicketX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { BenchWork } from "./use-bench";

/** Gives the labels back before the parcels have left. */
export function VoidLabels({ work: { bench, voidLabels, shipment } }: { work: BenchWork }) {
  const [open, setOpen] = useState(false);
  const count = bench.labels.length;
  if (count === 0) return null;
  const what = count === 1 ? "label" : `${count} labels`;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" size="lg" icon={<TicketX aria-hidden />} className="print:hidden">
          Void the {what}
        </Button>
      }
      title={`Void the ${what} of ${shipment}?`}
      confirmLabel={`Void the ${what}`}
      cancelLabel={count === 1 ? "Keep it" : "Keep them"}
      pending={voidLabels.isPending}
      onConfirm={() => voidLabels.mutate({ shipment }, { onSettled: () => setOpen(false) })}
    >
      The carrier takes {count === 1 ? "it" : "them"} back and charges nothing. Take the paper off the{" "}
      {count === 1 ? "box" : "boxes"}: it must not travel with {count === 1 ? "it" : "them"}.
    </ConfirmDialog>
  );
}
