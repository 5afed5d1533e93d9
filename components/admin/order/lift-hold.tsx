"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextareaField } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import type { HoldReason } from "@/server/domain/order/order";

/** Lets an order go on, with what was found out. */
export function LiftHold({ number, reason }: { number: string; reason: HoldReason }) {
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const router = useRouter();
  const toast = useToast();
  const lift = useMutation(
    useTRPC().order.liftHold.mutationOptions({
      onSuccess() {
        setOpen(false);
        toast({ title: `Order ${number} goes on`, description: "The hold is lifted." });
        router.refresh();
      },
    }),
  );
  const send = (form: FormData) => {
    const note = String(form.get("note") ?? "").trim();
    setFault(note.length < 3 ? "Say what you found out, in a few words." : undefined);
    if (note.length >= 3 && !lift.isPending) lift.mutate({ number, reason, note });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFault(undefined);
        lift.reset();
      }}
      trigger={<Button look="primary">Lift the hold…</Button>}
      title={`Let order ${number} go on?`}
      description="The warehouse can pick, pack and send it again."
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <TextareaField
          label="What you found out"
          name="note"
          rows={2}
          maxLength={300}
          error={fault}
          hint="Kept on the order’s timeline, for staff."
        />
        {lift.error && (
          <Callout tone="critical" live="alert">
            {lift.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Keep the hold</Button>} />
          <Button type="submit" look="primary" pending={lift.isPending}>
            Lift the hold
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
