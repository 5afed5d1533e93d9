"use client";

import { useMutation } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useAwake } from "../use-awake";
import { sentence } from "./stock-form-input";

/** Takes a move back with a row of its own; the ledger then shows both. */
export function UndoMove({ movement, what }: { movement: number; what: string }) {
  const awake = useAwake();
  const toast = useToast();
  const router = useRouter();
  const undo = useMutation(
    useTRPC().inventory.undo.mutationOptions({
      onSuccess: (result) => {
        toast({ title: "Undone", description: sentence(result) });
        router.refresh();
      },
      onError: ({ message }) =>
        toast({ title: "Nothing was changed", description: message, tone: "critical" }),
    }),
  );
  return (
    <Button
      size="sm"
      look="quiet"
      icon={<Undo2 aria-hidden />}
      aria-label={`Undo: ${what}`}
      disabled={!awake}
      pending={undo.isPending || undo.isSuccess}
      onClick={() => (undo.isIdle || undo.isError ? undo.mutate({ movement }) : undefined)}
    >
      Undo
    </Button>
  );
}
