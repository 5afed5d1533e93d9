import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { CrmStanding } from "@/server/domain/crm/crm.queries";

type Props = {
  rows: CrmStanding["failed"];
  timeZone: string;
  retry: (form: FormData) => Promise<void>;
};

/** What the CRM refused, in its own words, each with a way to try again. */
export function FailedTable({ rows, timeZone, retry }: Props) {
  return (
    <Table caption="Refused by the CRM" showCaption>
      <Thead>
        <Tr>
          <Th>Which</Th>
          <Th>Why</Th>
          <Th>Since</Th>
          <Th>
            <span className="sr-only">Try again</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(({ kind, ourId, label, href, failure, since }) => (
          <Tr key={`${kind}:${ourId}`}>
            <Td label="Which">{href ? <Link href={href}>{label}</Link> : label}</Td>
            <Td label="Why" className="break-words">
              {failure}
            </Td>
            <Td label="Since">
              <Time at={since} timeZone={timeZone} />
            </Td>
            <Td label="">
              <form action={retry}>
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="id" value={ourId} />
                <SubmitButton look="secondary" size="sm" aria-label={`Try again: ${label}`}>
                  Try again
                </SubmitButton>
              </form>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
