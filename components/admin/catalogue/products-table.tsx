import { Illustration } from "@/components/ui/illustration";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { ProductRow } from "@/server/domain/catalogue/console.queries";
import { formatMoney, money } from "@/server/kernel/money";
import { VisibilityStatus } from "./visibility";

type Props = { rows: readonly ProductRow[]; timeZone: string };

/** What is in the catalogue; ticked rows are published or taken out together. */
export function ProductsTable({ rows, timeZone }: Props) {
  return (
    <Table wide caption="Products">
      <Thead>
        <Tr>
          <Th>
            <span className="sr-only">Choose</span>
          </Th>
          <Th>Product</Th>
          <Th>Visibility</Th>
          <Th>Category</Th>
          <Th numeric>Variants</Th>
          <Th numeric>Price</Th>
          <Th numeric>Available</Th>
          <Th>Changed</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Choose" className="sm:w-8">
              <input
                type="checkbox"
                name="id"
                value={row.id}
                aria-label={`Choose ${row.title}`}
                className="size-4.5 align-middle"
              />
            </Td>
            <Td className="text-start!">
              <span className="flex min-w-0 items-center gap-3 py-1">
                <Thumb image={row.image} />
                <span className="min-w-0">
                  <Link
                    href={`/admin/catalogue/${encodeURIComponent(row.slug)}`}
                    look="plain"
                    className="font-medium"
                  >
                    {row.title}
                  </Link>
                  <span className="block truncate text-xs text-muted">/{row.slug}</span>
                </span>
              </span>
            </Td>
            <Td label="Visibility">
              <VisibilityStatus {...row} timeZone={timeZone} />
            </Td>
            <Td label="Category">{row.category}</Td>
            <Td label="Variants" numeric>
              {row.variants}
              {row.archived > 0 && <span className="text-muted"> + {row.archived} archived</span>}
            </Td>
            <Td label="Price" numeric>
              {prices(row)}
            </Td>
            <Td label="Available" numeric className={row.available === 0 ? "text-muted" : ""}>
              {row.available}
            </Td>
            <Td label="Changed" className="sm:whitespace-nowrap">
              <RelativeTime at={row.updatedAt} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Thumb({ image }: { image: string | null }) {
  if (image) return <Illustration src={image} alt="" sizes="40px" className="w-10 shrink-0" />;
  return (
    <span
      title="No picture yet"
      className="grid size-10 shrink-0 place-items-center rounded border border-dashed border-line-strong text-muted"
    >
      –
    </span>
  );
}

function prices({ fromAmount, toAmount, currency }: ProductRow): string {
  if (fromAmount === null || toAmount === null || !currency) return "–";
  const from = formatMoney(money(fromAmount, currency));
  return fromAmount === toAmount ? from : `${from} – ${formatMoney(money(toAmount, currency))}`;
}
