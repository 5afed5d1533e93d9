"use client";

import { useMutation } from "@tanstack/react-query";
import { FileSpreadsheet, FileText, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button, buttonStyle } from "@/components/ui/button";
import { Status, type Tone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { Sending } from "@/server/domain/purchasing/purchase-order.queries";
import { Panel } from "../panel";
import { useAwake } from "../use-awake";

const looks: Record<Sending["state"], { word: string; tone: Tone }> = {
  sent: { word: "Sent", tone: "positive" },
  no_address: { word: "Not sent: print it", tone: "warning" },
  not_sent: { word: "Not sent", tone: "critical" },
  under_way: { word: "Being sent", tone: "info" },
};

type Props = {
  number: string;
  sendings: readonly Sending[];
  /** Ordered and not cancelled, to a supplier with an address. */
  sendable: boolean;
  timeZone: string;
};

/** The order on paper and as a file, and whether its supplier has it. */
export function PurchaseOrderPapers({ number, sendings, sendable, timeZone }: Props) {
  const awake = useAwake();
  const router = useRouter();
  const toast = useToast();
  const resend = useMutation(
    useTRPC().purchase.resend.mutationOptions({
      onSuccess() {
        toast({ title: `${number} goes to its supplier once more` });
        router.refresh();
      },
      onError: ({ message }) => toast({ tone: "critical", title: "That didn’t work", description: message }),
    }),
  );
  const waiting = sendings.some(({ state }) => state === "under_way");
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => router.refresh(), 3000);
    return () => clearInterval(timer);
  }, [waiting, router]);
  const file = (kind: string) => `/api/documents/purchase-orders/${number}?as=${kind}`;
  return (
    <Panel id="papers" title="Documents">
      <div className="flex flex-wrap gap-2 py-3">
        <a href={file("pdf")} target="_blank" rel="noreferrer" className={buttonStyle({ size: "sm" })}>
          <FileText aria-hidden />
          PDF
        </a>
        <a href={file("csv")} download className={buttonStyle({ size: "sm" })}>
          <FileSpreadsheet aria-hidden />
          CSV
        </a>
        {sendable && sendings.length > 0 && (
          <Button
            size="sm"
            icon={<Send aria-hidden />}
            disabled={!awake}
            pending={resend.isPending}
            onClick={() => !resend.isPending && resend.mutate({ purchaseOrder: number })}
          >
            Send again
          </Button>
        )}
      </div>
      <ul className="divide-y text-sm">
        {sendings.map((sending) => (
          <li key={sending.at.toString()} className="grid gap-0.5 py-2">
            <span className="flex items-center justify-between gap-3">
              <Status tone={looks[sending.state].tone} plain>
                {looks[sending.state].word}
              </Status>
              <span className="text-muted">
                <Time at={sending.at} timeZone={timeZone} />
              </span>
            </span>
            <span className="break-words text-muted">{sending.words}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
