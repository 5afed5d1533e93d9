import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { CrmStanding } from "@/server/domain/crm/crm.queries";

const words = { contact: "Customers, as contacts", deal: "Orders, as deals" } as const;

/** How many of each are in step, wait and were refused. */
export function StandingTable({ counts }: Pick<CrmStanding, "counts">) {
  return (
    <Table caption="What the CRM holds of ours">
      <Thead>
        <Tr>
          <Th>What</Th>
          <Th numeric>In step</Th>
          <Th numeric>Waiting</Th>
          <Th numeric>Refused</Th>
        </Tr>
      </Thead>
      <Tbody>
        {(["contact", "deal"] as const).map((kind) => (
          <Tr key={kind}>
            <Td label="What">{words[kind]}</Td>
            <Td label="In step" numeric>
              {counts[kind].in_step.toLocaleString("en-US")}
            </Td>
            <Td label="Waiting" numeric>
              {counts[kind].waiting.toLocaleString("en-US")}
            </Td>
            <Td label="Refused" numeric>
              {counts[kind].failed.toLocaleString("en-US")}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
