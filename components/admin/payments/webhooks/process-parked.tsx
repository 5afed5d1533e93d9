"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Takes up everything that is parked, at once. */
export function ProcessParked({ count }: { count: number }) {
  const router = useRouter();
  const toast = useToast();
  const all = useMutation(
    useTRPC().webhook.processParked.mutationOptions({
      onSuccess: ({ done, stillParked, left }) =>
        toast({
          title: done === 0 ? "None could be acted on yet" : `${done} done`,
          description: [
            stillParked > 0 && `${stillParked} ${stillParked === 1 ? "stays" : "stay"} parked.`,
            left && "There are more: press again.",
          ]
            .filter(Boolean)
            .join(" "),
          tone: stillParked > 0 ? "warning" : "positive",
        }),
      onError: ({ message }) =>
        toast({ title: "Not all were processed", description: message, tone: "critical" }),
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <Button
      icon={<RotateCw aria-hidden />}
      pending={all.isPending}
      onClick={() => !all.isPending && all.mutate()}
    >
      {all.isPending
        ? "Processing…"
        : `Process ${count === 1 ? "the parked one" : `all ${count >= 1000 ? "" : `${count} `}parked`}`}
    </Button>
  );
}
