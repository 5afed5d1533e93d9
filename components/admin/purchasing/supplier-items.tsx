import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { SupplierPage } from "@/server/domain/purchasing/supplier.queries";

/** What a supplier sells us. */
export function SupplierItems({ page: { supplier, items } }: { page: SupplierPage }) {
  const home = `/admin/purchasing/suppliers/${supplier.code}`;
  if (items.length === 0)
    return (
      <EmptyState compact title="No articles yet" as="h3">
        Add what they sell: only listed articles can be ordered from them.
      </EmptyState>
    );
  return (
    <Table wide caption={`Articles of ${supplier.name}`}>
      <Thead>
        <Tr>
          <Th>Article</Th>
          <Th>Their number</Th>
          <Th numeric>Cost</Th>
          <Th numeric>Pack</Th>
          <Th numeric>Minimum</Th>
          <Th numeric>Lead time</Th>
          <Th numeric>Rules</Th>
          <Th>
            <span className="sr-only">Change</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.sku} className="sm:[&>td]:py-1.5">
            <Td label="Article">
              <span>
                <Link href={`/admin/inventory/${encodeURIComponent(item.sku)}`} className="font-mono">
                  {item.sku}
                </Link>
                <span className="block text-muted">
                  {item.title}
                  {item.variantTitle && ` · ${item.variantTitle}`}
                </span>
              </span>
            </Td>
            <Td label="Their number" className="sm:whitespace-nowrap">
              <span className="font-mono">{item.supplierSku}</span>
            </Td>
            <Td label="Cost" numeric>
              <Money value={{ amount: item.costAmount, currency: supplier.currency }} />
            </Td>
            <Td label="Pack" numeric>
              {item.packSize}
            </Td>
            <Td label="Minimum" numeric>
              {item.minimumQuantity}
            </Td>
            <Td label="Lead time" numeric className={item.leadTimeDays === null ? "text-muted" : ""}>
              {dayWords(item.leadTimeDays ?? supplier.leadTimeDays)}
            </Td>
            <Td label="Rules" numeric className={item.rules === 0 ? "text-muted" : ""}>
              {item.rules}
            </Td>
            <Td className="sm:text-end">
              <ButtonLink
                href={`${home}?item=${encodeURIComponent(item.sku)}#items`}
                size="sm"
                look="quiet"
                className="max-sm:-ms-3"
                aria-label={`Change ${item.sku}`}
              >
                Change
              </ButtonLink>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

export const dayWords = (days: number): string => (days === 1 ? "1 day" : `${days} days`);
