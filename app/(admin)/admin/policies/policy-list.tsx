import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { PolicySummary } from "@/server/policies/policy-run.queries";

/** Every rule the shop follows by itself, with what its runs of the last day came to. */
export function PolicyList({ policies }: { policies: readonly PolicySummary[] }) {
  return (
    <Table caption="All policies, with the runs of the last day">
      <Thead>
        <Tr>
          <Th>Rule</Th>
          <Th>Set off by</Th>
          <Th numeric>Done</Th>
          <Th numeric>Nothing to do</Th>
          <Th numeric>Not done</Th>
        </Tr>
      </Thead>
      <Tbody>
        {policies.map(({ id, rule, when, counts }) => {
          const bad = (counts.failed ?? 0) + (counts.refused ?? 0);
          return (
            <Tr key={id}>
              <Td label="Rule" className="max-sm:flex-col max-sm:text-start!">
                <Link href={`/admin/policies?policy=${id}`} look="plain" className="font-medium">
                  {rule}
                </Link>
              </Td>
              <Td label="Set off by" className="text-muted sm:whitespace-nowrap">
                {when}
              </Td>
              <Td label="Done" numeric>
                {counts.done ?? 0}
              </Td>
              <Td label="Nothing to do" numeric>
                {counts.nothing_to_do ?? 0}
              </Td>
              <Td label="Not done" numeric className={bad > 0 ? "font-medium text-critical" : ""}>
                {bad > 0 ? <Link href={`/admin/policies?policy=${id}&outcome=failed`}>{bad}</Link> : 0}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
