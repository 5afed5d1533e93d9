import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReceiveDock } from "@/components/admin/purchasing/receive-dock";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { dockOf } from "@/server/domain/purchasing/receipt.queries";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Receive ${(await params).number}` };
}

export default async function ReceivePage({ params }: Props) {
  const { number } = await params;
  await staffGate("warehouse", `/admin/purchasing/orders/${number}/receive`);
  const dock = await dockOf(await visitorContext(), number);
  if (!dock) notFound();
  const home = `/admin/purchasing/orders/${dock.number}`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Purchase orders", href: "/admin/purchasing/orders" },
              { label: dock.number, href: home },
              { label: "Receive" },
            ]}
          />
        }
        title={`Receive ${dock.number}`}
        summary={`From ${dock.supplier}, into ${dock.place}.`}
      />
      {!dock.open && (
        <Callout tone="info" className="mb-4" title="Nothing more is awaited">
          This order is not open for receiving. What came is below.
        </Callout>
      )}
      <ReceiveDock dock={dock} />
    </>
  );
}
