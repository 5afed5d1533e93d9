"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Gives an order what is there of what it waits for, without waiting for the next sweep. */
export function FillBackorder({ order, title }: { order: string; title: string }) {
  const router = useRouter();
  const toast = useToast();
  const fill = useMutation(
    useTRPC().order.fillBackorders.mutationOptions({
      onSuccess({ units }) {
        toast(
          units > 0
            ? {
                title: `${units} ${units === 1 ? "unit is" : "units are"} held for ${order}`,
                description: "They are in the picking queue now.",
              }
            : {
                title: "Nothing could be held",
                description: "What is there is doubted until it is counted, or too near its date.",
              },
        );
        router.refresh();
      },
      onError: (error) => toast({ title: "That didn’t work", description: error.message }),
    }),
  );
  return (
    <Button
      look="secondary"
      pending={fill.isPending}
      aria-label={`Send ${title} of ${order} now`}
      onClick={() => fill.mutate({ number: order })}
    >
      Fill now
    </Button>
  );
}
