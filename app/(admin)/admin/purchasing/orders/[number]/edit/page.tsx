import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { OrderEditForm } from "@/components/admin/purchasing/order-edit-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { roundingWords } from "@/server/domain/purchasing/purchase-lines";
import { purchaseOrderView } from "@/server/domain/purchasing/purchase-order.queries";
import { supplierPage } from "@/server/domain/purchasing/supplier.queries";
import { saveDraft } from "../../actions";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ saved?: string | string[]; rounded?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${(await params).number}` };
}

export default async function EditPurchaseOrderPage({ params, searchParams }: Props) {
  const { number } = await params;
  await staffGate("manager", `/admin/purchasing/orders/${number}/edit`);
  const ctx = await visitorContext();
  const order = await purchaseOrderView(ctx, number, { money: true });
  if (!order) notFound();
  const home = `/admin/purchasing/orders/${order.number}`;
  if (order.status !== "draft") redirect(home);
  const seller = await supplierPage(ctx, order.supplier.code);
  const named = (title: string, option: string) => (option ? `${title} · ${option}` : title);
  const { saved, rounded = [] } = await searchParams;
  const raised = [rounded].flat().flatMap((text) => {
    const [asked = "", sku] = text.split(/ (.*)/s);
    const line = order.lines.find((one) => one.sku === sku);
    return line ? [roundingWords({ ...line, asked: Number(asked) })] : [];
  });
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Purchase orders", href: "/admin/purchasing/orders" },
              { label: order.number, href: home },
              { label: "Edit" },
            ]}
          />
        }
        title={`Edit ${order.number}`}
        summary={`${order.supplier.name}, to ${order.place.name}.`}
      />
      {saved && <Saved nothing={saved === "nothing"} raised={raised} />}
      <OrderEditForm
        action={saveDraft}
        number={order.number}
        note={order.note}
        lines={order.lines.map(({ variantTitle, title, ...line }) => ({
          ...line,
          title: named(title, variantTitle),
        }))}
        offered={
          seller?.items.map(({ sku, title, variantTitle, packSize }) => ({
            sku,
            title: named(title, variantTitle),
            packSize,
          })) ?? []
        }
      />
    </>
  );
}

/** What came of the last press: saved as typed, raised to whole packs, or nothing to save. */
function Saved({ nothing, raised }: { nothing: boolean; raised: readonly string[] }) {
  if (nothing && raised.length === 0)
    return (
      <Callout tone="info" live="status" className="mb-5">
        Nothing was changed.
      </Callout>
    );
  return (
    <Callout
      tone={raised.length > 0 ? "warning" : "positive"}
      live="status"
      className="mb-5"
      title={raised.length > 0 ? "Saved, and rounded up" : "Saved"}
    >
      {raised.length > 0 && <span className="whitespace-pre-line">{raised.join("\n")}</span>}
    </Callout>
  );
}
