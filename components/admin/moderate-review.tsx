"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Publishes a review or leaves it out; either can be taken back. */
export function ModerateReview({ id }: { id: string }) {
  const router = useRouter();
  const toast = useToast();
  const moderate = useMutation(
    useTRPC().review.moderate.mutationOptions({
      onSuccess: (_, { to }) => {
        const published = to === "published";
        toast({
          title: published ? "The review is in the shop" : "The review is left out",
          tone: published ? "positive" : "neutral",
          action: {
            label: published ? "Take it down" : "Publish it",
            onClick: () => moderate.mutate({ id, to: published ? "declined" : "published" }),
          },
        });
        router.refresh();
      },
      onError: ({ message }) =>
        toast({ title: "Nothing was changed", description: message, tone: "critical" }),
    }),
  );
  const decide = (to: "published" | "declined") => () => {
    if (!moderate.isPending) moderate.mutate({ id, to });
  };
  return (
    <div className="flex gap-2">
      <Button size="sm" pending={moderate.isPending} onClick={decide("published")}>
        Publish
      </Button>
      <Button size="sm" look="quiet" onClick={decide("declined")}>
        Leave out
      </Button>
    </div>
  );
}
