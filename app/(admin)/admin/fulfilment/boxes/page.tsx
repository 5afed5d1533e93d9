import type { Metadata } from "next";
import { BoxForm } from "@/components/admin/fulfilment/box-form";
import { BoxList } from "@/components/admin/fulfilment/box-list";
import { Panel } from "@/components/admin/panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { allBoxes } from "@/server/domain/shipment/box.queries";
import { keepBox, turnBox } from "./actions";

export const metadata: Metadata = { title: "Boxes" };

const tellings: Record<string, string> = {
  added: "The box is suggested from now on.",
  changed: "The box was changed. What is packed already keeps its measures.",
  on: "The box is suggested again.",
  off: "The box is no longer suggested. You can use it again at any time.",
};

type Props = { searchParams: Promise<Record<string, string | undefined>> };

/** What the packing bench has to offer: the suggestion chooses among these. */
export default async function BoxesPage({ searchParams }: Props) {
  await staffGate("manager", "/admin/fulfilment/boxes");
  const { change, said } = await searchParams;
  const boxes = await allBoxes(await visitorContext());
  const box = boxes.find(({ id }) => id === change);
  const told = said ? tellings[said] : undefined;
  const values = box && Object.fromEntries(Object.entries(box).map(([name, value]) => [name, String(value)]));
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Fulfilment", href: "/admin/fulfilment" }, { label: "Boxes" }]} />
        }
        title="Boxes"
        summary="The packing bench suggests the smallest one that takes a shipment, and several when it must."
      />
      {told && (
        <Callout tone="positive" live="status" className="mb-4">
          {told}
        </Callout>
      )}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-10">
        {boxes.length > 0 ? (
          <BoxList boxes={boxes} changing={box?.id} turn={turnBox} />
        ) : (
          <EmptyState compact title="No boxes yet">
            Until there are some, shipments are packed by weight alone.
          </EmptyState>
        )}
        <Panel id="form" title={box ? `Change ${box.name}` : "A new box"}>
          <BoxForm key={box?.id ?? "new"} action={keepBox} box={values} />
        </Panel>
      </div>
    </>
  );
}
