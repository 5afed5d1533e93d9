"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

type Props = { webhook: string /** Still waits for its effect. */; open: boolean };

/** Acts on a notification once more, or says that it needs no more tries. */
export function NoticeActions({ webhook, open }: Props) {
  const router = useRouter();
  const toast = useToast();
  const trpc = useTRPC();
  const onSettled = () => router.refresh();
  const onError = ({ message }: { message: string }) =>
    toast({ title: "Nothing was changed", description: message, tone: "critical" });
  const again = useMutation(
    trpc.webhook.processAgain.mutationOptions({
      onSuccess: ({ verdict, note }) =>
        verdict === "parked"
          ? toast({ title: "It could not be acted on", description: note, tone: "warning" })
          : toast({ title: verdict === "processed" ? "Processed" : "Nothing to do", description: note }),
      onError,
      onSettled,
    }),
  );
  const aside = useMutation(
    trpc.webhook.putAside.mutationOptions({
      onSuccess: () =>
        toast({ title: "Put aside", description: "It is not tried any more, unless you process it again." }),
      onError,
      onSettled,
    }),
  );
  const busy = again.isPending || aside.isPending;
  return (
    <>
      {open && (
        <Button look="quiet" pending={aside.isPending} onClick={() => !busy && aside.mutate({ webhook })}>
          Put aside
        </Button>
      )}
      <Button
        look={open ? "primary" : "secondary"}
        icon={<RotateCw aria-hidden />}
        pending={again.isPending}
        onClick={() => !busy && again.mutate({ webhook })}
      >
        Process again
      </Button>
    </>
  );
}
