import { Panel } from "@/components/admin/panel";
import { actorWords } from "@/components/admin/status-words";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

type Row = { label: string; from: string; to: string; at: string; by: string };

/** Who changed what, newest first. */
export function SettingsHistory({ rows, timeZone }: { rows: readonly Row[]; timeZone: string }) {
  if (rows.length === 0) return null;
  return (
    <Panel title="Changed lately" id="history" className="mt-10 max-w-5xl">
      <Table caption="Changes of settings">
        <Thead>
          <Tr>
            <Th>When</Th>
            <Th>Setting</Th>
            <Th>From</Th>
            <Th>To</Th>
            <Th>By</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr key={`${row.at} ${row.label}`}>
              <Td label="When" className="sm:whitespace-nowrap">
                <Time at={row.at} timeZone={timeZone} />
              </Td>
              <Td label="Setting">{row.label}</Td>
              <Td label="From" className="min-w-0 break-words text-muted">
                {row.from}
              </Td>
              <Td label="To" className="min-w-0 break-words">
                {row.to}
              </Td>
              <Td label="By">{actorWords(row.by)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Panel>
  );
}
