"use client";

import { Volume2, VolumeX } from "lucide-react";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Steps } from "@/components/ui/steps";
import { canBeRerouted } from "@/server/domain/inventory/reroute.schema";
import type { ShipmentStatus } from "@/server/domain/shipment/shipment";
import type { Bench } from "@/server/domain/shipment/shipment.queries";
import { isDone } from "@/server/domain/wave/wave";
import { AddressNotice } from "../order/address-notice";
import { SendElsewhere } from "../routing/send-elsewhere";
import { useAwake } from "../use-awake";
import { beep, useMute } from "./beeps";
import { BenchLines } from "./bench-lines";
import { BenchStep } from "./bench-step";
import { LiveMark } from "./live-mark";
import { PaperMenu } from "./paper-menu";
import { ShipmentStatusBadge } from "./shipment-status";
import { useBench } from "./use-bench";
import { useStepFocus } from "./use-step-focus";

const steps = ["Pick", "Pack", "Label", "Ship"];
const place: Record<ShipmentStatus, number> = {
  assigned: 0,
  picking: 0,
  packed: 2,
  labelled: 3,
  shipped: 4,
  delivered: 4,
  cancelled: 0,
};

/** One shipment from the shelf to the carrier, one step at a time. */
export function PackingBench({ initial, me }: { initial: Bench; me: string }) {
  const work = useBench(initial, me);
  const { bench, word, picking, floor } = work;
  const awake = useAwake();
  const [muted, setMuted] = useMute();
  // Counted here or there: packing waits until the server has every scan.
  const fetched = picking.lines.every(isDone);
  const picked = fetched && picking.sending.waiting.length === 0;
  const mine = bench.pickerId === me;
  const current = bench.status === "picking" && picked ? 1 : place[bench.status];
  const step = useStepFocus(`${bench.status} ${picked} ${mine} ${bench.holds.length > 0}`, awake, () => {
    beep("wrong");
    work.say({
      tone: "critical",
      title: "That was a scan",
      detail: "Nothing was done. Press Enter by hand to go on.",
    });
  });
  const open = bench.status !== "shipped" && bench.status !== "delivered" && bench.status !== "cancelled";

  return (
    <>
      <div className="print:hidden">
        <PageHeader
          trail={
            <Breadcrumb
              trail={[{ label: "Fulfilment", href: "/admin/fulfilment" }, { label: bench.number }]}
            />
          }
          title={bench.number}
          aside={
            <>
              <ShipmentStatusBadge status={bench.status} />
              {open && <LiveMark floor={floor} />}
            </>
          }
          summary={
            <>
              {open && (
                <>
                  Due <RelativeTime at={bench.shipBy} timeZone={bench.timeZone} /> ·{" "}
                </>
              )}
              {bench.wave && bench.slot && bench.status !== "assigned" && (
                <>
                  <Link href={`/admin/fulfilment/waves/${bench.wave}`} look="muted">
                    {bench.wave}
                  </Link>
                  , tote {bench.slot} ·{" "}
                </>
              )}
              {bench.shippingTitle} · from {bench.place} · order{" "}
              <Link href={`/admin/orders/${bench.orderNumber}`} look="muted" className="whitespace-nowrap">
                {bench.orderNumber}
              </Link>
            </>
          }
          actions={
            <>
              {canBeRerouted(bench.status) && (
                <SendElsewhere shipment={bench.number} then="/admin/fulfilment" />
              )}
              <PaperMenu
                wordless
                shipments={[bench.number]}
                kinds={[
                  "pick-lists",
                  "packing-slips",
                  ...(bench.labels.some(({ status }) => status === "bought")
                    ? (["shipping-labels"] as const)
                    : []),
                  ...(bench.abroad ? (["customs-invoices"] as const) : []),
                ]}
              />
              <Button
                look="quiet"
                square
                aria-pressed={muted}
                aria-label="Mute the scan sounds"
                title={muted ? "Sounds are off" : "Sounds are on"}
                onClick={() => setMuted(!muted)}
                icon={muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
              />
            </>
          }
        />
        {bench.status !== "cancelled" && (
          <Steps steps={steps} current={current} label="From shelf to carrier" />
        )}
        {open && bench.addressDoubt && <AddressNotice doubt={bench.addressDoubt} className="mt-4" />}
      </div>
      <div className="mt-5 grid items-start gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:gap-10 print:mt-0 print:block">
        <div className="grid gap-4 lg:sticky lg:top-4 print:static print:block">
          <div aria-live="assertive" className="print:hidden">
            {word && (
              <Callout key={word.at} tone={word.tone} title={word.title}>
                {word.detail}
              </Callout>
            )}
          </div>
          <fieldset disabled={!awake} className="min-w-0" {...step}>
            <legend className="sr-only">Next step</legend>
            <BenchStep work={work} mine={mine} picked={picked} awake={awake} />
          </fieldset>
        </div>
        <div className="print:hidden">
          <BenchLines work={work} canPick={bench.status === "picking" && mine && bench.holds.length === 0} />
        </div>
      </div>
    </>
  );
}
