"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Looks for other units in the place of those past their date; says what is in the way when there are none. */
export function FindReplacement({ number, cancel }: { number: string; cancel: ReactNode }) {
  const router = useRouter();
  const toast = useToast();
  const find = useMutation(
    useTRPC().order.findReplacement.mutationOptions({
      onSuccess({ outcome }) {
        toast({
          title: `Order ${number} goes on`,
          description:
            outcome === "replaced"
              ? "Other units take the place of those past their date; the warehouse picks them."
              : "It holds nothing past its date any more.",
        });
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button
        look="primary"
        pending={find.isPending}
        onClick={() => {
          if (!find.isPending) find.mutate({ number });
        }}
      >
        Find replacement stock
      </Button>
      {cancel}
      <p role="alert" className="basis-full font-medium text-critical empty:hidden">
        {find.error?.message}
      </p>
    </>
  );
}
