"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { ExpiringShelf } from "@/server/domain/inventory/expiry.queries";

/** Ends a lot before its date, everywhere. */
export function RecallLot({ row }: { row: ExpiringShelf }) {
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const router = useRouter();
  const toast = useToast();
  const recall = useMutation(
    useTRPC().inventory.recall.mutationOptions({
      onSuccess({ lot, quarantined, ordersHolding }) {
        setOpen(false);
        toast({
          title: `Lot ${lot} is recalled`,
          description: `${quarantined} ${quarantined === 1 ? "unit is" : "units are"} set aside.${ordersHolding ? " Orders that held some get others, or stop." : ""}`,
        });
        router.refresh();
      },
    }),
  );
  const send = (form: FormData) => {
    const reason = String(form.get("reason") ?? "").trim();
    setFault(reason.length < 3 ? "Say why, in a few words." : undefined);
    if (reason.length >= 3 && !recall.isPending) recall.mutate({ lotId: row.lotId, reason });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFault(undefined);
        recall.reset();
      }}
      trigger={
        <Button size="sm" look="quiet">
          <span>
            Recall…
            <span className="sr-only"> Lot {row.lot}</span>
          </span>
        </Button>
      }
      title={`Recall lot ${row.lot}?`}
      description={`${row.title}. This can’t be undone.`}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <Callout tone="warning">
          The lot counts as past its date from now on, in every place. Free units are set aside. Orders that
          hold some get units of other lots; where there are none, unpaid orders are cancelled and paid ones
          wait for you.
        </Callout>
        <TextField
          label="Reason"
          name="reason"
          maxLength={150}
          error={fault}
          hint="“Maker’s recall 22-117”. Kept in the ledger."
          size="md"
          autoComplete="off"
        />
        {recall.error && (
          <Callout tone="critical" live="alert">
            {recall.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Keep selling it</Button>} />
          <Button type="submit" look="danger" pending={recall.isPending}>
            Recall the lot
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
