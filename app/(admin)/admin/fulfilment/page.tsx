import type { Metadata } from "next";
import { QueueView } from "@/components/admin/fulfilment/queue-view";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activePlaces, shipmentQueue } from "@/server/domain/shipment/shipment.queries";
import { queueSchema } from "@/server/domain/shipment/shipment.schema";

export const metadata: Metadata = { title: "Fulfilment" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FulfilmentPage({ searchParams }: Props) {
  await staffGate("warehouse", "/admin/fulfilment");
  const { place, state, cursor } = await searchParams;
  // An address that makes no sense shows the whole queue.
  const parsed = queueSchema.safeParse({ location: place, status: state, cursor });
  const filter = parsed.success ? parsed.data : {};
  const ctx = await visitorContext();
  const [initial, places] = await Promise.all([shipmentQueue(ctx, filter), activePlaces(ctx)]);
  return <QueueView initial={initial} filter={filter} places={places} />;
}
