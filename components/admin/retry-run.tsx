"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Runs a policy again for the event it failed on. */
export function RetryRun({ policy, trigger }: { policy: string; trigger: string }) {
  const router = useRouter();
  const toast = useToast();
  const retry = useMutation(
    useTRPC().policy.retry.mutationOptions({
      onSuccess: ({ outcome, reason }) =>
        toast({ title: outcome === "done" ? "Done" : "Nothing left to do", description: reason }),
      onError: ({ message }) => toast({ title: "It failed again", description: message, tone: "critical" }),
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <Button
      size="sm"
      pending={retry.isPending}
      onClick={() => {
        if (!retry.isPending) retry.mutate({ policy, trigger });
      }}
    >
      Run again
    </Button>
  );
}
