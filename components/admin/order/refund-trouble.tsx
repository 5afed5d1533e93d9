"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import { handWays, handWayWords } from "@/server/domain/payment/refund";
import { formatMoney, type Money } from "@/server/kernel/money";

type Props = { refund: string; amount: Money };

const went: Record<string, { title: string; tone: "positive" | "info" | "critical" }> = {
  succeeded: { title: "The provider has sent it", tone: "positive" },
  submitted: { title: "The provider is working on it", tone: "info" },
  failed: { title: "It has failed again", tone: "critical" },
};

/** What a person can do about a refund that failed: send it again, or say how it was paid instead. */
export const RefundTrouble = (props: Props) => (
  <div className="flex flex-wrap gap-2">
    <SendAgain {...props} />
    <PaidAnotherWay {...props} />
  </div>
);

function SendAgain({ refund, amount }: Props) {
  const router = useRouter();
  const toast = useToast();
  const retry = useMutation(
    useTRPC().refund.retry.mutationOptions({
      onSuccess: ({ state }) => toast({ ...(went[state] ?? { title: state, tone: "info" as const }) }),
      onError: ({ message }) => toast({ title: "Not sent yet", description: message, tone: "critical" }),
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <Button
      size="sm"
      pending={retry.isPending}
      onClick={() => {
        if (!retry.isPending) retry.mutate({ refund });
      }}
    >
      Send {formatMoney(amount)} again
    </Button>
  );
}

function PaidAnotherWay({ refund, amount }: Props) {
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const router = useRouter();
  const toast = useToast();
  const settle = useMutation(
    useTRPC().refund.settleByHand.mutationOptions({
      onSuccess() {
        setOpen(false);
        toast({
          title: `${formatMoney(amount)} is noted as paid back`,
          description: "The customer gets a mail.",
        });
        router.refresh();
      },
    }),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const note = String(form.get("note") ?? "").trim();
    const way = handWays.find((known) => known === form.get("way")) ?? "bank_transfer";
    setFault(note ? undefined : "Say how it can be found again.");
    if (note && !settle.isPending) settle.mutate({ refund, way, note });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFault(undefined);
        settle.reset();
      }}
      trigger={
        <Button size="sm" look="quiet">
          Paid another way…
        </Button>
      }
      title={`${formatMoney(amount)} was paid another way?`}
      description="Pay it first. The provider will not send it any more, and the customer gets a mail that says how it was paid."
    >
      <form className="grid gap-4" onSubmit={send} noValidate>
        <SelectField label="How" name="way" size="md" defaultValue="bank_transfer">
          {handWays.map((way) => (
            <option key={way} value={way}>
              {handWayWords[way].charAt(0).toUpperCase() + handWayWords[way].slice(1)}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Where it can be found"
          name="note"
          size="md"
          maxLength={300}
          error={fault}
          hint="The transfer’s reference, the cheque’s number. Only colleagues see it."
        />
        {settle.error && (
          <Callout tone="critical" live="alert">
            {settle.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Not yet</Button>} />
          <Button type="submit" look="primary" pending={settle.isPending}>
            Note {formatMoney(amount)} as paid back
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
