import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PrintButton } from "@/components/admin/fulfilment/print-button";
import { CountPaper } from "@/components/admin/stock-count/count-paper";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { countSheet } from "@/server/domain/stock-count/count.queries";
import { DomainError } from "@/server/kernel/errors";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Sheet of ${decodeURIComponent((await params).number)}` };
}

/** The list on paper, for where no handheld works. It is as blind as the screen. */
export default async function CountSheetPage({ params }: Props) {
  const number = decodeURIComponent((await params).number);
  const home = `/admin/inventory/counts/${number}`;
  await staffGate("warehouse", `${home}/sheet`);
  const sheet = await countSheet(await visitorContext(), number).catch((error: unknown) => {
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
                { label: "Counts", href: "/admin/inventory/counts" },
                { label: number, href: home },
                { label: "Sheet" },
              ]}
            />
          }
          title="Counting sheet"
          summary="Write down what stands on each shelf, then type it in by SKU on the list's page."
          actions={<PrintButton>Print the sheet</PrintButton>}
        />
      </div>
      <CountPaper sheet={sheet} />
    </>
  );
}
