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
import { staffHoldReasons } from "@/server/domain/order/hold";

type Reason = (typeof staffHoldReasons)[number];
const words: Record<Reason, string> = {
  manual: "Something else",
  address: "The address",
  fraud: "Who ordered it (fraud)",
};

/** Keeps an order from leaving until somebody lifts the hold again. */
export function HoldOrder({ number, held }: { number: string; held: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const router = useRouter();
  const toast = useToast();
  const hold = useMutation(
    useTRPC().order.hold.mutationOptions({
      onSuccess() {
        setOpen(false);
        toast({
          title: `Order ${number} is on hold`,
          description: "It stays here until the hold is lifted.",
        });
        router.refresh();
      },
    }),
  );
  const reasons = staffHoldReasons.filter((reason) => !held.includes(reason));
  if (reasons.length === 0) return null;
  const send = (form: FormData) => {
    const note = String(form.get("note") ?? "").trim();
    const reason = reasons.find((known) => known === form.get("reason"));
    setFault(note.length < 3 ? "Say what is to be checked, in a few words." : undefined);
    if (reason && note.length >= 3 && !hold.isPending) hold.mutate({ number, reason, note });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFault(undefined);
        hold.reset();
      }}
      trigger={<Button look="secondary">Hold order…</Button>}
      title={`Hold order ${number}?`}
      description="It is not picked, packed or sent until you lift the hold. Its stock stays held, its money stays as it is."
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <SelectField label="What is to be checked" name="reason">
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {words[reason]}
            </option>
          ))}
        </SelectField>
        <TextareaField
          label="Note"
          name="note"
          rows={2}
          maxLength={300}
          error={fault}
          hint="For staff. The customer reads only that the order is being checked."
        />
        {hold.error && (
          <Callout tone="critical" live="alert">
            {hold.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Let it go on</Button>} />
          <Button type="submit" look="primary" pending={hold.isPending}>
            Hold the order
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
