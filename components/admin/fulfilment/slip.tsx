import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Bench } from "@/server/domain/shipment/shipment.queries";

/** One sheet of paper, black on white when printed. */
export function Slip({ bench, kind }: { bench: Bench; kind: "picking" | "packing" }) {
  const picking = kind === "picking";
  const units = bench.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <article className="mt-6 max-w-3xl print:mt-0 print:max-w-none">
      <header className="flex flex-wrap justify-between gap-6">
        <div>
          <p className="font-display text-2xl">{picking ? "Picking slip" : "Holdfast Goods"}</p>
          <p className="mt-1 text-lg font-semibold">{bench.number}</p>
          <p className="text-sm text-muted">
            Order {bench.orderNumber} · {bench.shippingTitle}
          </p>
          {picking && (
            <p className="text-sm">
              {bench.placeName} · ship by <Time at={bench.shipBy} timeZone={bench.timeZone} />
            </p>
          )}
        </div>
        <address className="text-sm not-italic">
          <span className="block text-xs text-muted">To</span>
          {bench.to.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
      </header>
      <Table caption={picking ? "What to fetch" : "What is in this parcel"} className="mt-6">
        <Thead>
          <Tr>
            {picking && <Th>Done</Th>}
            <Th>Item</Th>
            <Th>SKU</Th>
            {picking && <Th>Lot</Th>}
            <Th numeric>Quantity</Th>
          </Tr>
        </Thead>
        <Tbody>
          {bench.lines.map((line) => (
            <Tr key={`${line.sku}-${line.stockLevelId}`}>
              {picking && (
                <Td label="Done">
                  <span aria-hidden className="block size-5 rounded-xs border border-line-strong" />
                </Td>
              )}
              <Td label="Item">
                <span>
                  {line.title}
                  {line.variantTitle && ` · ${line.variantTitle}`}
                </span>
              </Td>
              <Td label="SKU" className="font-mono sm:whitespace-nowrap">
                <span>
                  {line.sku}
                  {picking && line.barcode && (
                    <span className="block text-xs text-muted">{line.barcode}</span>
                  )}
                </span>
              </Td>
              {picking && (
                <Td label="Lot" className="sm:whitespace-nowrap">
                  {line.lot ?? "–"}
                  {line.expiresAt && (
                    <span className="block text-xs text-muted">
                      expires <Time at={line.expiresAt} style="date" />
                    </span>
                  )}
                </Td>
              )}
              <Td label="Quantity" numeric className="font-semibold">
                {line.quantity}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <p className="mt-3 text-end text-sm">
        {units} {units === 1 ? "unit" : "units"}
      </p>
      {!picking && (
        <p className="mt-8 text-sm text-muted">
          Thank you, {bench.customer}. Something missing or broken? Answer any of our e-mails about order{" "}
          {bench.orderNumber}, and we put it right. Sent from {bench.from}.
        </p>
      )}
    </article>
  );
}
