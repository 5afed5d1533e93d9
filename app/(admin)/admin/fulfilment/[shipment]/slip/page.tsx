import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PrintButton } from "@/components/admin/fulfilment/print-button";
import { Slip } from "@/components/admin/fulfilment/slip";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { TabNav } from "@/components/ui/tab-nav";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { shipmentBench } from "@/server/domain/shipment/shipment.queries";
import { DomainError } from "@/server/kernel/errors";

type Props = {
  params: Promise<{ shipment: string }>;
  searchParams: Promise<{ kind?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Slips of ${decodeURIComponent((await params).shipment)}` };
}

/** Two papers of a shipment: where the picker fetches things, and what the customer finds in the box. */
export default async function SlipPage({ params, searchParams }: Props) {
  const number = decodeURIComponent((await params).shipment);
  const home = `/admin/fulfilment/${number}`;
  await staffGate("warehouse", `${home}/slip`);
  const kind = (await searchParams).kind === "packing" ? "packing" : "picking";
  const bench = await shipmentBench(await visitorContext(), number).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          trail={
            <Breadcrumb
              trail={[
                { label: "Fulfilment", href: "/admin/fulfilment" },
                { label: number, href: home },
                { label: "Slips" },
              ]}
            />
          }
          title={kind === "packing" ? "Packing slip" : "Picking slip"}
          actions={
            <PrintButton>{kind === "packing" ? "Print packing slip" : "Print picking slip"}</PrintButton>
          }
        />
        <TabNav
          label="Paper"
          items={[
            { href: `${home}/slip`, label: "Picking slip", current: kind === "picking" },
            { href: `${home}/slip?kind=packing`, label: "Packing slip", current: kind === "packing" },
          ]}
        />
      </div>
      <Slip bench={bench} kind={kind} />
    </>
  );
}
