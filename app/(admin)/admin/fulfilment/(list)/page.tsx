import type { Metadata } from "next";
import { cookies } from "next/headers";
import { placeCookie } from "@/components/admin/fulfilment/queue-address";
import { QueueView } from "@/components/admin/fulfilment/queue-view";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { activePlaces, shipmentQueue } from "@/server/domain/shipment/shipment.queries";
import { queueSchema } from "@/server/domain/shipment/shipment.schema";

export const metadata: Metadata = { title: "Fulfilment" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FulfilmentPage({ searchParams }: Props) {
  await staffGate("warehouse", "/admin/fulfilment");
  const { place, state, only, cursor } = await searchParams;
  // An address that makes no sense shows the whole queue.
  const parsed = queueSchema.safeParse({ location: place, status: state, only, cursor });
  const filter = parsed.success ? parsed.data : {};
  const ctx = await visitorContext();
  const [initial, places, { waveSize }] = await Promise.all([
    shipmentQueue(ctx, filter),
    activePlaces(ctx),
    readSettings(ctx),
  ]);
  const last = (await cookies()).get(placeCookie)?.value;
  const known = places.find(({ code }) => code === (filter.location ?? last));
  return (
    <QueueView
      initial={initial}
      filter={filter}
      places={places}
      here={known?.code ?? places[0]?.code ?? ""}
      waveSize={waveSize}
    />
  );
}
