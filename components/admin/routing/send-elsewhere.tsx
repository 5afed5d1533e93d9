"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { SendElsewhereForm } from "./send-elsewhere-form";

type Props = {
  shipment: string;
  look?: ButtonProps["look"];
  size?: ButtonProps["size"];
  /** Where to go afterwards; without it the page is read again. */
  then?: string | undefined;
};

/** Has a shipment sent from another place, after a look at what the others hold. */
export function SendElsewhere({ shipment, look = "quiet", size = "md", then }: Props) {
  const [open, setOpen] = useState(false);
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const choices = useQuery({
    ...trpc.routing.choices.queryOptions({ shipment }),
    enabled: open,
    // Stock moves: each opening looks anew, but nothing changes under the hands of whoever is choosing.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const reroute = useMutation(
    trpc.routing.reroute.mutationOptions({
      onSuccess({ from, to }) {
        setOpen(false);
        toast({
          title: `Sent from ${to.map((place) => place.name).join(" and ")} now`,
          description: `${shipment} in ${from} is cancelled. Its units can be sold there again.`,
        });
        if (then) router.push(then);
        router.refresh();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reroute.reset();
      }}
      trigger={
        <Button look={look} size={size}>
          Send from elsewhere…
        </Button>
      }
      title={
        <>
          Send <span className="whitespace-nowrap">{shipment}</span> from elsewhere?
        </>
      }
      description="Its units are held at the other place instead, and picked there."
    >
      {choices.isPending ? (
        <SkeletonRows rows={3} label="Looking at the other places" />
      ) : choices.error ? (
        <Callout tone="critical" live="alert">
          {choices.error.message}
        </Callout>
      ) : (
        <SendElsewhereForm
          choices={choices.data}
          pending={reroute.isPending}
          refused={reroute.error?.message}
          send={(input) => !reroute.isPending && reroute.mutate({ shipment, ...input })}
        />
      )}
    </Dialog>
  );
}
