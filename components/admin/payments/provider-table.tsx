import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { MoneyOfProvider } from "@/server/domain/payment/overview.queries";
import { money } from "@/server/kernel/money";
import { providerNames } from "./money-words";

/** The same sums by provider and currency. */
export function ProviderTable({ rows }: { rows: readonly MoneyOfProvider[] }) {
  return (
    <Table caption="Money by provider">
      <Thead>
        <Tr>
          <Th>Provider</Th>
          <Th numeric>Payments</Th>
          <Th numeric>Captured</Th>
          <Th numeric>Refunded</Th>
          <Th numeric>Fees</Th>
          <Th numeric>Lost in disputes</Th>
          <Th numeric>Left</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => {
          const amount = (value: number) => <Money value={money(value, row.currency)} />;
          return (
            <Tr key={`${row.provider} ${row.currency}`}>
              <Td label="Provider" className="font-medium whitespace-nowrap">
                <span>
                  {providerNames[row.provider]} <span className="font-normal text-muted">{row.currency}</span>
                </span>
              </Td>
              <Td label="Payments" numeric>
                {row.payments.toLocaleString("en-US")}
              </Td>
              <Td label="Captured" numeric>
                {amount(row.captured)}
              </Td>
              <Td label="Refunded" numeric>
                {amount(row.refunded)}
              </Td>
              <Td label="Fees" numeric>
                {amount(row.fees)}
              </Td>
              <Td label="Lost in disputes" numeric>
                {amount(row.disputesLost)}
              </Td>
              <Td label="Left" numeric className="font-medium">
                {amount(row.captured - row.refunded - row.fees - row.disputesLost)}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
