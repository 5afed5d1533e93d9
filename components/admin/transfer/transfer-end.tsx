"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";

type Props = { transfer: string; from: string; to: string; missing: number; canCancel: boolean };

const units = (count: number) => `${count} ${count === 1 ? "unit" : "units"}`;

/** The two ways a transfer ends other than by arriving: called back, or given up as lost. */
export function TransferEnd({ transfer, from, to, missing, canCancel }: Props) {
  const router = useRouter();
  const toast = useToast();
  const trpc = useTRPC();
  const [open, setOpen] = useState<"cancel" | "close" | null>(null);
  const done = (title: string) => {
    setOpen(null);
    toast({ title });
    router.refresh();
  };
  const onError = ({ message }: { message: string }) => {
    setOpen(null);
    toast({ title: "Nothing was changed", description: message, tone: "critical" });
    router.refresh();
  };
  const cancel = useMutation(
    trpc.transfer.cancel.mutationOptions({
      onSuccess: ({ units: back }) => done(`${units(back)} ${back === 1 ? "is" : "are"} back in ${from}`),
      onError,
    }),
  );
  const close = useMutation(
    trpc.transfer.close.mutationOptions({
      onSuccess: ({ lost }) => done(`${units(lost)} written off as lost`),
      onError,
    }),
  );
  const opener = (which: "cancel" | "close") => (next: boolean) => setOpen(next ? which : null);
  return (
    <>
      {canCancel && (
        <ConfirmDialog
          open={open === "cancel"}
          onOpenChange={opener("cancel")}
          trigger={<Button>Call back…</Button>}
          title={`Call ${transfer} back?`}
          confirmLabel={`Put ${units(missing)} back`}
          cancelLabel="Leave it on its way"
          danger={false}
          pending={cancel.isPending}
          onConfirm={() => cancel.mutate({ transfer })}
        >
          {missing === 1 ? "The unit goes" : `All ${units(missing)} go`} back to{" "}
          {missing === 1 ? "its shelf" : "their shelves"} in {from} and can be sold there at once. Do this
          when the goods have not left.
        </ConfirmDialog>
      )}
      <ConfirmDialog
        open={open === "close"}
        onOpenChange={opener("close")}
        trigger={<Button>Close as lost…</Button>}
        title={`Give up ${units(missing)} of ${transfer}?`}
        confirmLabel={`Write ${units(missing)} off`}
        cancelLabel="Keep waiting"
        pending={close.isPending}
        onConfirm={() => close.mutate({ transfer })}
      >
        What has not arrived is written off in {to} as lost in transit. If it turns up later, book it there as
        found.
      </ConfirmDialog>
    </>
  );
}
