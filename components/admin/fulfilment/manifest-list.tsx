"use client";

import { useState } from "react";
import { Panel } from "@/components/admin/panel";
import { actorWords } from "@/components/admin/status-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { OpenManifest } from "@/server/domain/shipment/handover.queries";
import { carrierName, parcelWords } from "./handover-words";
import type { HandoverWork } from "./use-handover";

/** The lists that vans take along: those that still grow, and the latest that have left. */
export function ManifestList({ work }: { work: HandoverWork }) {
  const { open, closed } = work.board;
  return (
    <>
      <Panel id="open-manifests" title="Open manifests">
        {open.length === 0 ? (
          <p className="py-3 text-sm text-muted">None. The first parcel that ships opens one.</p>
        ) : (
          <ul>
            {open.map((one) => (
              <li
                key={one.number}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3"
              >
                <Words one={one} />
                <CloseManifest one={one} work={work} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {closed.length > 0 && (
        <Panel id="closed-manifests" title="Handed over lately">
          <ul>
            {closed.map((one) => (
              <li key={one.number} className="border-b border-line py-2.5">
                <Words one={one} />
                <p className="text-sm text-muted">
                  Closed by {actorWords(one.closedBy)}, <Time at={one.closedAt} timeZone={one.timeZone} />
                </p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Words({ one }: { one: OpenManifest }) {
  return (
    <p className="min-w-0">
      <Link href={`/admin/fulfilment/handover/${one.number}`} className="font-semibold">
        {one.number}
      </Link>{" "}
      <span className="text-sm text-muted">
        {carrierName(one.carrier)} from {one.placeName}, {parcelWords(one.parcels)}
      </span>
    </p>
  );
}

function CloseManifest({ one, work: { close } }: { one: OpenManifest; work: HandoverWork }) {
  const [asking, setAsking] = useState(false);
  return (
    <ConfirmDialog
      open={asking}
      onOpenChange={setAsking}
      trigger={<Button size="lg">Close {one.number}</Button>}
      title={`Close ${one.number}?`}
      confirmLabel="Close it"
      cancelLabel="Leave it open"
      danger={false}
      pending={close.isPending}
      onConfirm={() => close.mutate({ manifest: one.number }, { onSettled: () => setAsking(false) })}
    >
      {carrierName(one.carrier)} takes {parcelWords(one.parcels)} along. What ships from now on goes on the
      next list.
    </ConfirmDialog>
  );
}
