import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PurchasingTabs } from "@/components/admin/purchasing/purchasing-tabs";
import { dayWords } from "@/components/admin/purchasing/supplier-items";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { suppliers } from "@/server/domain/purchasing/supplier.queries";

export const metadata: Metadata = { title: "Suppliers" };

const home = "/admin/purchasing/suppliers";

export default async function SuppliersPage() {
  const { role } = await staffGate("manager", home);
  const rows = await suppliers(await visitorContext());
  return (
    <>
      <PageHeader
        title="Purchasing"
        actions={
          <ButtonLink href={`${home}/new`} icon={<Plus aria-hidden />}>
            New supplier
          </ButtonLink>
        }
      />
      <PurchasingTabs current="suppliers" role={role} />
      <div className="pt-4">
        {rows.length === 0 ? (
          <EmptyState
            title="No suppliers yet"
            action={
              <ButtonLink href={`${home}/new`} look="primary">
                Add the first
              </ButtonLink>
            }
          >
            Once a supplier lists an article, its reorder rule can order from them by itself.
          </EmptyState>
        ) : (
          <Table caption="Suppliers">
            <Thead>
              <Tr>
                <Th>Supplier</Th>
                <Th>E-mail for orders</Th>
                <Th numeric>Lead time</Th>
                <Th numeric>Minimum order</Th>
                <Th numeric>Articles</Th>
                <Th numeric>Open orders</Th>
                <Th>State</Th>
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((row) => (
                <Tr key={row.code}>
                  <Td label="Supplier">
                    <span>
                      <Link href={`${home}/${row.code}`} className="font-medium">
                        {row.name}
                      </Link>
                      <span className="block font-mono text-xs text-muted">{row.code}</span>
                    </span>
                  </Td>
                  <Td label="E-mail" className={row.email ? "break-all" : "text-muted"}>
                    {row.email ?? "none; somebody phones"}
                  </Td>
                  <Td label="Lead time" numeric>
                    {dayWords(row.leadTimeDays)}
                  </Td>
                  <Td label="Minimum order" numeric className={row.minimumAmount === 0 ? "text-muted" : ""}>
                    {row.minimumAmount === 0 ? (
                      "none"
                    ) : (
                      <Money value={{ amount: row.minimumAmount, currency: row.currency }} />
                    )}
                  </Td>
                  <Td label="Articles" numeric>
                    {row.items}
                  </Td>
                  <Td label="Open orders" numeric className={row.openOrders === 0 ? "text-muted" : ""}>
                    {row.openOrders}
                  </Td>
                  <Td label="State">
                    <Status tone={row.active ? "positive" : "neutral"} plain>
                      {row.active ? "Active" : "Inactive"}
                    </Status>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </div>
    </>
  );
}
