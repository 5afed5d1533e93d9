"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

type Props = { payment: string; order: string; provider: string };

/** Asks the provider at once what has become of a payment. */
export function AskNow({ payment, order, provider }: Props) {
  const router = useRouter();
  const toast = useToast();
  const ask = useMutation(
    useTRPC().payment.settle.mutationOptions({
      onSuccess: ({ outcome }) =>
        outcome === "nothing"
          ? toast({
              title: "Nothing new",
              description: `${provider} says what we know already.`,
              tone: "info",
            })
          : toast({ title: `The payment of ${order} has moved` }),
      onError: ({ message }) => toast({ title: "No answer", description: message, tone: "critical" }),
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <Button
      size="sm"
      pending={ask.isPending}
      aria-label={`Ask ${provider} about ${order} now`}
      onClick={() => !ask.isPending && ask.mutate({ payment })}
    >
      Ask now
    </Button>
  );
}
