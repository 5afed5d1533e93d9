import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Panel } from "@/components/admin/panel";
import { AlertAction } from "@/components/admin/purchasing/alert-action";
import { SupplierForm } from "@/components/admin/purchasing/supplier-form";
import { SupplierItemForm } from "@/components/admin/purchasing/supplier-item-form";
import { dayWords, SupplierItems } from "@/components/admin/purchasing/supplier-items";
import { SupplierOrders } from "@/components/admin/purchasing/supplier-orders";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { type SupplierPage, supplierPage } from "@/server/domain/purchasing/supplier.queries";
import { amountText } from "@/server/kernel/money";
import { dropItem, keepItem, keepSupplier, switchSupplier } from "../actions";

const list = "/admin/purchasing/suppliers";

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Supplier ${decodeURIComponent((await params).code)}` };
}

export default async function OneSupplierPage({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  await staffGate("manager", `${list}/${encodeURIComponent(code)}`);
  const { item, remove, deactivate, said, sku = "", rules } = await searchParams;
  const ctx = await visitorContext();
  const page = await supplierPage(ctx, code);
  if (!page) notFound();
  const { supplier, orders } = page;
  const home = `${list}/${supplier.code}`;
  const fields = { id: supplier.id, code: supplier.code };
  const told = said && tellings[said]?.(sku, Number(rules ?? 0));
  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Suppliers", href: list }, { label: supplier.code }]} />}
        title={supplier.name}
        aside={!supplier.active && <Status tone="neutral">Inactive</Status>}
        summary={`Delivers within ${dayWords(supplier.leadTimeDays)}, in ${supplier.currency}`}
        actions={
          supplier.active ? (
            <ButtonLink href={`${home}?deactivate=1`} look="quiet">
              Deactivate
            </ButtonLink>
          ) : (
            <AlertAction
              action={switchSupplier}
              fields={{ ...fields, active: "true" }}
              pendingLabel="Activating…"
            >
              Activate again
            </AlertAction>
          )
        }
      />
      <div className="grid gap-4 pb-6 empty:hidden">
        {told && (
          <Callout tone="positive" live="status">
            {told}
          </Callout>
        )}
        {deactivate && supplier.active && (
          <Callout
            tone="warning"
            title={`Stop ordering from ${supplier.name}?`}
            action={
              <span className="flex flex-wrap gap-2">
                <ButtonLink href={home} size="sm">
                  Keep it active
                </ButtonLink>
                <AlertAction
                  action={switchSupplier}
                  fields={{ ...fields, active: "false" }}
                  pendingLabel="Deactivating…"
                  look="danger"
                >
                  Deactivate
                </AlertAction>
              </span>
            }
          >
            Nothing more is ordered from them by itself. {openWords(orders.length)} You can activate them
            again at any time.
          </Callout>
        )}
      </div>
      <div className="grid items-start gap-x-10 gap-y-8 min-[1400px]:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-8">
          <Panel
            id="items"
            title="Articles"
            aside={
              <ButtonLink href={`${home}?item=new#items`} size="sm" look="quiet" icon={<Plus aria-hidden />}>
                Add an article
              </ButtonLink>
            }
          >
            {remove && <ConfirmRemoval page={page} sku={remove} />}
            {item && (
              <div className="my-3 rounded border bg-well/50 p-4">
                <SupplierItemForm
                  key={item}
                  action={keepItem}
                  supplierId={supplier.id}
                  code={supplier.code}
                  currency={supplier.currency}
                  leadTimeDays={supplier.leadTimeDays}
                  {...itemFields(page, item)}
                />
              </div>
            )}
            <SupplierItems page={page} />
          </Panel>
          <Panel id="orders" title="Open purchase orders">
            <SupplierOrders orders={orders} now={ctx.now} />
          </Panel>
        </div>
        <Panel id="about" title="About them">
          <div className="pt-4">
            <SupplierForm
              action={keepSupplier}
              currency={supplier.currency}
              supplier={{
                id: supplier.id,
                code: supplier.code,
                name: supplier.name,
                email: supplier.email ?? "",
                phone: supplier.phone ?? "",
                address: supplier.address,
                leadTimeDays: String(supplier.leadTimeDays),
                minimumAmount: amountText(supplier.minimumAmount, supplier.currency),
                note: supplier.note,
              }}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}

function ConfirmRemoval({ page: { supplier, items }, sku }: { page: SupplierPage; sku: string }) {
  const item = items.find((row) => row.sku === sku);
  if (!item) return null;
  const home = `${list}/${supplier.code}`;
  return (
    <Callout
      tone="warning"
      className="my-3"
      title={`Take ${sku} off ${supplier.name}’s articles?`}
      action={
        <span className="flex flex-wrap gap-2">
          <ButtonLink href={`${home}#items`} size="sm">
            Keep it
          </ButtonLink>
          <AlertAction
            action={dropItem}
            fields={{ id: supplier.id, code: supplier.code, sku }}
            pendingLabel="Taking off…"
            look="danger"
          >
            Take it off
          </AlertAction>
        </span>
      }
    >
      {orphanWords(item.rules, "would be")} Purchase orders that name it stay as they are.
    </Callout>
  );
}

function itemFields({ supplier, items }: SupplierPage, sku: string): { item?: Record<string, string> } {
  const found = items.find((row) => row.sku === sku);
  if (!found) return {};
  return {
    item: {
      sku,
      supplierSku: found.supplierSku,
      costAmount: amountText(found.costAmount, supplier.currency),
      packSize: String(found.packSize),
      minimumQuantity: String(found.minimumQuantity),
      leadTimeDays: found.leadTimeDays === null ? "" : String(found.leadTimeDays),
    },
  };
}

const orphanWords = (rules: number, are: string): string => {
  if (rules === 0) return "No reorder rule orders it here.";
  return rules === 1
    ? `1 reorder rule ${are} left without a supplier.`
    : `${rules} reorder rules ${are} left without a supplier.`;
};

const openWords = (orders: number): string => {
  if (orders === 0) return "";
  return orders === 1
    ? "Their open purchase order stays as it is."
    : `Their ${orders} open purchase orders stay as they are.`;
};

/** What has just been done. */
const tellings: Record<string, (sku: string, rules: number) => string> = {
  added: () => "The supplier is added. Add what they sell, so that it can be ordered.",
  saved: () => "The supplier is saved.",
  activated: () => "They can be ordered from again.",
  deactivated: () => "Nothing more is ordered from them by itself.",
  item: (sku) => `${sku} is saved. Purchase orders from now on use these terms.`,
  removed: (sku, rules) => `${sku} is taken off. ${orphanWords(rules, rules === 1 ? "is" : "are")}`,
};
