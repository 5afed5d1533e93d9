"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

const told: Record<string, string> = {
  nothing: "Nothing new: the customer has not finished paying.",
  captured: "The money is there; the order is paid.",
  voided: "The payment was released; nothing was charged.",
  refund_late_money: "The money came too late; it is being sent back.",
  count_decline: "The payment was declined.",
  end: "The payment page has closed.",
};

/** Asks the provider what has become of a payment, instead of waiting for its word. */
export function AskProvider({ payment, provider }: { payment: string; provider: string }) {
  const router = useRouter();
  const toast = useToast();
  const settle = useMutation(
    useTRPC().payment.settle.mutationOptions({
      onSuccess({ outcome }) {
        toast({ title: `${provider} has answered`, description: told[outcome] ?? outcome, tone: "info" });
        router.refresh();
      },
      onError: ({ message }) => toast({ title: "Not asked", description: message, tone: "critical" }),
    }),
  );
  return (
    <Button
      size="sm"
      pending={settle.isPending}
      onClick={() => {
        if (!settle.isPending) settle.mutate({ payment });
      }}
    >
      Ask {provider}
    </Button>
  );
}
