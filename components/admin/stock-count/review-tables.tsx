import { actorWords } from "@/components/admin/status-words";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ReviewLine } from "@/server/domain/stock-count/review.queries";
import { signed, signedMoney } from "./count-words";

type Common = { rows: readonly ReviewLine[]; timeZone: string; busy: boolean };

/** Differences that wait, the most money first. */
export function WaitingTable({
  rows,
  timeZone,
  busy,
  onDecide,
}: Common & { onDecide: (line: string, decision: "approve" | "recount" | "leave") => void }) {
  return (
    <Table wide caption="Differences to decide">
      <Thead>
        <Tr>
          <Th>SKU</Th>
          <Figures />
          <Th>Counted by</Th>
          <Th>
            <span className="sr-only">Decide</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <SkuCell row={row} />
            <FigureCells row={row} />
            <Td label="Counted by">
              <Who by={row.countedBy} at={row.countedAt} timeZone={timeZone} />
            </Td>
            <Td className="max-sm:block! sm:w-0">
              <span className="flex flex-wrap gap-2 py-1.5 sm:flex-nowrap sm:justify-end">
                {(["approve", "recount", "leave"] as const).map((decision) => (
                  <Button
                    key={decision}
                    size="sm"
                    look={decision === "approve" ? "secondary" : "quiet"}
                    disabled={busy}
                    aria-label={`${words[decision]}: ${row.sku}${row.lot ? `, lot ${row.lot}` : ""}`}
                    onClick={() => onDecide(row.id, decision)}
                    className="max-sm:min-h-touch max-sm:flex-1"
                  >
                    {words[decision]}
                  </Button>
                ))}
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

const words = { approve: "Approve", recount: "Recount", leave: "Leave" } as const;

/** Differences that are booked or were left, with who let them through. */
export function DoneTable({
  rows,
  timeZone,
  busy,
  onRecount,
}: Common & { onRecount: (line: string) => void }) {
  return (
    <Table wide caption="Differences decided">
      <Thead>
        <Tr>
          <Th>SKU</Th>
          <Figures />
          <Th>Counted by</Th>
          <Th>Outcome</Th>
          <Th>
            <span className="sr-only">Recount</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <SkuCell row={row} />
            <FigureCells row={row} />
            <Td label="Counted by">
              <Who by={row.countedBy} at={row.countedAt} timeZone={timeZone} />
            </Td>
            <Td label="Outcome">
              {row.decidedBy && row.decidedAt ? (
                <span>
                  {row.status === "booked" ? "Approved by " : "Left as it was by "}
                  <Who by={row.decidedBy} at={row.decidedAt} timeZone={timeZone} />
                </span>
              ) : (
                "Booked, within the limits"
              )}
            </Td>
            <Td className="max-sm:block! sm:w-0">
              <Button
                size="sm"
                look="quiet"
                disabled={busy}
                aria-label={`Recount: ${row.sku}${row.lot ? `, lot ${row.lot}` : ""}`}
                onClick={() => onRecount(row.id)}
              >
                Recount
              </Button>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

const Figures = () => (
  <>
    <Th numeric>Books</Th>
    <Th numeric>Counted</Th>
    <Th numeric>Difference</Th>
    <Th numeric>By price</Th>
  </>
);

function SkuCell({ row }: { row: ReviewLine }) {
  const missing = row.status === "to_approve" && -row.difference > row.available;
  return (
    <Td label="SKU" className="min-w-0">
      <span className="block min-w-0 py-1">
        <Link href={`/admin/inventory/${encodeURIComponent(row.sku)}#ledger`} className="font-mono break-all">
          {row.sku}
        </Link>
        <span className="block text-muted">
          {row.title}
          {row.variantTitle && ` · ${row.variantTitle}`}
          {row.lot && (
            <>
              {" · lot "}
              <span className="font-mono">{row.lot}</span>
            </>
          )}
        </span>
        {missing && (
          <span className="block text-sm font-medium text-warning">
            Orders hold what is missing: only {row.available} can be booked away.
          </span>
        )}
      </span>
    </Td>
  );
}

function FigureCells({ row }: { row: ReviewLine }) {
  return (
    <>
      <Td label="Books" numeric>
        {row.expected}
      </Td>
      <Td label="Counted" numeric>
        {row.counted}
      </Td>
      <Td label="Difference" numeric className="font-semibold">
        {signed(row.difference)}
      </Td>
      <Td label="By price" numeric>
        {signedMoney(row.amount, row.currency)}
      </Td>
    </>
  );
}

function Who({ by, at, timeZone }: { by: string; at: string; timeZone: string }) {
  return (
    <span>
      {actorWords(by)}{" "}
      <span className="text-muted sm:block">
        <Time at={at} timeZone={timeZone} />
      </span>
    </span>
  );
}
