import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import { Status, type Tone } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { TransferMove } from "@/server/domain/transfer/transfer.queries";
import { actorWords } from "../status-words";

const words: Record<TransferMove["what"], { tone: Tone; word: string }> = {
  sent: { tone: "info", word: "Sent" },
  called_back: { tone: "neutral", word: "Called back" },
  arrived: { tone: "positive", word: "Arrived" },
  set_aside: { tone: "warning", word: "Set aside" },
  lost: { tone: "critical", word: "Lost" },
};

/** Every move of a transfer as the ledger has it, newest first. */
export function TransferMoves({ moves }: { moves: readonly TransferMove[] }) {
  return (
    <Panel id="moves" title="What happened">
      <Table wide caption="Moves of this transfer, newest first">
        <Thead>
          <Tr>
            <Th>When</Th>
            <Th>What</Th>
            <Th>SKU</Th>
            <Th numeric>Units</Th>
            <Th>Cause</Th>
            <Th>By</Th>
          </Tr>
        </Thead>
        <Tbody>
          {moves.map(({ id, at, what, sku, lot, quantity, reason, actor }) => (
            <Tr key={id}>
              <Td label="When" className="sm:whitespace-nowrap">
                <Time at={at} />
              </Td>
              <Td label="What" className="sm:whitespace-nowrap">
                <Status tone={words[what].tone} plain>
                  {words[what].word}
                </Status>
              </Td>
              <Td label="SKU">
                <span className="max-sm:text-end">
                  <Link href={`/admin/inventory/${encodeURIComponent(sku)}`} className="font-mono">
                    {sku}
                  </Link>
                  {lot && <span className="text-muted"> lot {lot}</span>}
                </span>
              </Td>
              <Td label="Units" numeric className="font-semibold">
                {quantity}
              </Td>
              <Td label="Cause">{reason ?? "–"}</Td>
              <Td label="By" className="text-muted">
                {actorWords(actor)}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Panel>
  );
}
