"use client";

import { useMutation } from "@tanstack/react-query";
import { Tag, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { actorWords } from "@/components/admin/status-words";
import { useTRPC } from "@/components/trpc-client";
import { Button, buttonStyle } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { ReceiptMove, ReceiptView } from "@/server/domain/purchasing/receipt.queries";
import { Panel } from "../panel";
import { useAwake } from "../use-awake";

type Props = { number: string; receipts: readonly ReceiptView[]; timeZone: string };

/** What came, press by press, as it stands in the ledger; each row can be taken back while its units are there. */
export function PurchaseOrderReceipts({ number, receipts, timeZone }: Props) {
  return (
    <Panel id="receipts" title="Receipts">
      {receipts.length === 0 && <p className="py-3 text-sm text-muted">Nothing has come yet.</p>}
      <ul className="divide-y">
        {receipts.map((receipt) => (
          <li key={receipt.receipt} className="py-3 text-sm">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <p>
                <Time at={receipt.at} timeZone={timeZone} className="font-medium" />
                <span className="text-muted"> by {actorWords(receipt.actor)}</span>
              </p>
              {receipt.moves.some((move) => !move.damaged && move.undoneBy === null) && (
                <LabelsLink number={number} receipt={receipt.receipt} at={receipt.at} />
              )}
            </div>
            <ul className="mt-1">
              {receipt.moves.map((move) => (
                <Move key={move.id} move={move} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function LabelsLink({ number, receipt, at }: { number: string; receipt: string; at: Date }) {
  const query = new URLSearchParams({ order: number, receipt });
  return (
    <a
      href={`/api/documents/stock-labels?${query}`}
      target="_blank"
      rel="noreferrer"
      className={buttonStyle({ size: "sm", look: "quiet" })}
    >
      <Tag aria-hidden />
      Print labels<span className="sr-only"> of {new Date(at).toISOString()}</span>
    </a>
  );
}

function Move({ move }: { move: ReceiptMove }) {
  const router = useRouter();
  const toast = useToast();
  const awake = useAwake();
  const what = `${move.quantity} × ${move.sku}`;
  const undo = useMutation(
    useTRPC().inventory.undo.mutationOptions({
      onSuccess() {
        toast({ title: `${what} ${move.quantity === 1 ? "is" : "are"} awaited again` });
        router.refresh();
      },
      onError: ({ message }) => toast({ tone: "critical", title: "Not undone", description: message }),
    }),
  );
  const undone = move.undoneBy !== null;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 py-1">
      <span className={undone ? "text-muted line-through" : ""}>
        <span className="tabular font-semibold">{move.quantity}</span> ×{" "}
        <Link href={`/admin/inventory/${encodeURIComponent(move.sku)}`} look="plain" className="font-mono">
          {move.sku}
        </Link>
        {move.lot && (
          <span className="text-muted">
            {" "}
            lot <span className="font-mono">{move.lot}</span>
            {move.expiresAt && (
              <>
                , expires <Time at={move.expiresAt} style="date" timeZone="UTC" />
              </>
            )}
          </span>
        )}
        {move.damaged && (
          <>
            {" "}
            <Status tone="critical" plain>
              damaged
            </Status>
          </>
        )}
      </span>
      {undone ? (
        <span className="text-xs text-muted">Taken back</span>
      ) : (
        <ConfirmDialog
          trigger={
            <Button
              size="sm"
              look="quiet"
              disabled={!awake}
              icon={<Undo2 aria-hidden />}
              aria-label={`Undo ${what}`}
            >
              Undo
            </Button>
          }
          title={`Take ${what} back?`}
          confirmLabel="Take it back"
          pending={undo.isPending}
          onConfirm={() => undo.mutate({ movement: move.id })}
        >
          The units leave the shelf and are awaited from the supplier again. The ledger keeps both rows.
        </ConfirmDialog>
      )}
    </li>
  );
}
