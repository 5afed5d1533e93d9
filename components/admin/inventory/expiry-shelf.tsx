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

const kinds = {
  dispose: {
    open: "Dispose…",
    title: (units: string) => `Dispose of ${units}?`,
    what: "They leave the books for good; throw them away as the rules for this kind of goods say.",
    reason: "Past its date",
    confirm: "Dispose of them",
    done: (units: string) => `${units} disposed of`,
  },
  return_to_supplier: {
    open: "Return…",
    title: (units: string, supplier: string) => `Return ${units} to ${supplier}?`,
    what: "They leave the books now; send them back with the supplier’s own papers.",
    reason: "Past its date, returned",
    confirm: "Return them",
    done: (units: string, supplier: string) => `${units} returned to ${supplier}`,
  },
} as const;

const unitsOf = (count: number): string => `${count} ${count === 1 ? "unit" : "units"}`;

/** Takes units that can't be sold off their shelf, all of them or some; can be taken back right away. */
export function ClearShelf({ row, kind }: { row: ExpiringShelf; kind: keyof typeof kinds }) {
  const [open, setOpen] = useState(false);
  const [faults, setFaults] = useState<{ quantity?: string; reason?: string }>({});
  const router = useRouter();
  const toast = useToast();
  const trpc = useTRPC();
  const words = kinds[kind];
  const supplier = row.supplier ?? "the supplier";
  const undo = useMutation(
    trpc.inventory.undo.mutationOptions({
      onSuccess() {
        toast({ title: "The units are back on their shelf" });
        router.refresh();
      },
      onError: ({ message }) => toast({ title: "Not taken back", description: message, tone: "critical" }),
    }),
  );
  const update = useMutation(
    trpc.inventory.update.mutationOptions({
      onSuccess({ movements }, { quantity }) {
        setOpen(false);
        const [movement] = movements;
        toast({
          title: words.done(unitsOf(quantity), supplier),
          description: `Lot ${row.lot} in ${row.place}.`,
          ...(movement === undefined
            ? {}
            : { action: { label: "Undo", onClick: () => undo.mutate({ movement }) } }),
        });
        router.refresh();
      },
    }),
  );
  const send = (form: FormData) => {
    const quantity = Number(form.get("quantity"));
    const reason = String(form.get("reason") ?? "").trim();
    const wrong = {
      ...(Number.isInteger(quantity) && quantity >= 1 && quantity <= row.unavailable
        ? {}
        : { quantity: `Enter a number from 1 to ${row.unavailable}.` }),
      ...(reason ? {} : { reason: "Say why." }),
    };
    setFaults(wrong);
    if (Object.keys(wrong).length > 0 || update.isPending) return;
    update.mutate({ sku: row.sku, location: row.place, lot: row.lot, kind, quantity, reason });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFaults({});
        update.reset();
      }}
      trigger={
        <Button size="sm">
          <span>
            {words.open}
            <span className="sr-only">
              {" "}
              Lot {row.lot} in {row.place}
            </span>
          </span>
        </Button>
      }
      title={words.title(unitsOf(row.unavailable), supplier)}
      description={`${row.title}, lot ${row.lot} in ${row.place}. ${words.what}`}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <TextField
          label="Units"
          name="quantity"
          type="number"
          inputMode="numeric"
          min={1}
          max={row.unavailable}
          defaultValue={row.unavailable}
          hint={`${row.unavailable} can’t be sold.`}
          error={faults.quantity}
          size="md"
        />
        <TextField
          label="Reason"
          name="reason"
          defaultValue={words.reason}
          maxLength={200}
          error={faults.reason}
          size="md"
          autoComplete="off"
        />
        {update.error && (
          <Callout tone="critical" live="alert">
            {update.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Keep them here</Button>} />
          <Button type="submit" look="danger" pending={update.isPending}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
