import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LedgerRow } from "@/server/domain/inventory/ledger.queries";
import { LedgerCause } from "./ledger-cause";
import { actorWords, wayWords, whatWords } from "./move-words";
import { UndoMove } from "./undo-move";

type Props = {
  rows: readonly LedgerRow[];
  sku: string;
  timeZone: string;
  /** Whether the reader may open what policies did. */
  policies: boolean;
  /** The ledger from a move on, for a row that stands on another page. */
  from: (movement: number) => string;
};

/** Every move, newest first, with its cause and what its shelf then held. */
export function LedgerTable({ rows, sku, timeZone, policies, from }: Props) {
  const hasLots = rows.some((row) => row.lot);
  const shown = new Set(rows.map((row) => row.id));
  const to = (movement: number) => (shown.has(movement) ? `#m${movement}` : from(movement));
  return (
    <Table wide caption={`Ledger of ${sku}, newest first`}>
      <Thead>
        <Tr>
          <Th>When</Th>
          <Th>What</Th>
          <Th>Place</Th>
          {hasLots && <Th>Lot</Th>}
          <Th numeric>Units</Th>
          <Th numeric>Available after</Th>
          <Th numeric>On hand after</Th>
          <Th>Cause</Th>
          <Th>By</Th>
          <Th>
            <span className="sr-only">Undo</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id} id={`m${row.id}`} className="scroll-mt-24 target:bg-accent-soft">
            <Td label="When" className="sm:whitespace-nowrap">
              <Time at={row.at} timeZone={timeZone} />
            </Td>
            <Td label="What" className="sm:whitespace-nowrap">
              <span>
                <Struck when={row.undoneBy !== null}>{whatWords(row)}</Struck>
                <span className="block text-xs text-muted">{wayWords(row)}</span>
              </span>
            </Td>
            <Td label="Place">{row.place}</Td>
            {hasLots && (
              <Td label="Lot" className={row.lot ? "font-mono sm:whitespace-nowrap" : "max-sm:hidden!"}>
                {row.lot ?? "–"}
              </Td>
            )}
            <Td label="Units" numeric className="font-semibold">
              <Struck when={row.undoneBy !== null}>
                {sign(row)}
                {row.quantity}
              </Struck>
            </Td>
            <Td label="Available after" numeric>
              {row.available}
            </Td>
            <Td label="On hand after" numeric>
              {row.onHand}
            </Td>
            <Td label="Cause">
              <LedgerCause row={row} />
            </Td>
            <Td label="By" className="text-muted">
              <By actor={row.actor} policies={policies} />
            </Td>
            <Td className={row.undoable || row.undoneBy || row.undoes ? "" : "max-sm:hidden!"}>
              {row.undoneBy !== null && <Link href={to(row.undoneBy)}>What undid it</Link>}
              {row.undoes !== null && <Link href={to(row.undoes)}>What it undid</Link>}
              {row.undoable && (
                <UndoMove movement={row.id} what={`${whatWords(row)}: ${row.quantity} in ${row.place}`} />
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Signed as seen by what can be sold; a move between held buckets has no sign. */
const sign = ({ from, to }: LedgerRow): string =>
  to === "available" ? "+" : from === "available" ? "−" : "";

const Struck = ({ when, children }: { when: boolean; children: React.ReactNode }) =>
  when ? <s className="text-muted decoration-ink/60">{children}</s> : children;

function By({ actor, policies }: { actor: string; policies: boolean }) {
  const { words, policy } = actorWords(actor);
  if (!policy || !policies) return words;
  return (
    <Link href={`/admin/policies?policy=${encodeURIComponent(policy)}`} look="muted">
      {words}
    </Link>
  );
}
