import { Link } from "@/components/ui/link";
import { Status, type Tone } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { importStatusWords, type PastImport } from "@/server/domain/catalogue/import.queries";

const tones: Record<PastImport["status"], Tone> = {
  reading: "info",
  ready: "warning",
  importing: "info",
  done: "positive",
  failed: "critical",
  discarded: "neutral",
};

export const ImportStatus = ({ status, plain }: { status: PastImport["status"]; plain?: boolean }) => (
  <Status tone={tones[status]} plain={plain}>
    {importStatusWords[status]}
  </Status>
);

/** "12 new, 3 changed, 5 as they were". */
function outcome({ status, result, products, wrong }: PastImport): string {
  if (result) {
    const parts = [
      result.created > 0 && `${result.created} new`,
      result.updated > 0 && `${result.updated} changed`,
      result.unchanged > 0 && `${result.unchanged} as they were`,
      result.skipped > 0 && `${result.skipped} left out`,
    ].filter(Boolean);
    return parts.join(", ");
  }
  if (status === "ready" || status === "importing")
    return wrong > 0 ? `${products} products, ${wrong} with errors` : `${products} products`;
  return "–";
}

export function ImportList({ rows, timeZone }: { rows: readonly PastImport[]; timeZone: string }) {
  return (
    <Table caption="Imports">
      <Thead>
        <Tr>
          <Th>File</Th>
          <Th>State</Th>
          <Th>Products</Th>
          <Th>By</Th>
          <Th>When</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="File" className="max-w-72 font-medium">
              <Link href={`/admin/catalogue/import/${row.id}`} look="plain" className="break-words">
                {row.fileName}
              </Link>
            </Td>
            <Td label="State">
              <ImportStatus status={row.status} plain />
            </Td>
            <Td label="Products" className="tabular">
              {outcome(row)}
            </Td>
            <Td label="By">{row.createdBy.replace(/^staff:/, "")}</Td>
            <Td label="When">
              <Time at={row.createdAt} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
