import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { BoxRow } from "@/server/domain/shipment/box.queries";
import { AlertAction } from "../purchasing/alert-action";
import type { FormAction } from "../purchasing/form-state";
import { gramsText } from "./weights";

type Props = { boxes: readonly BoxRow[]; changing: string | undefined; turn: FormAction };

/** The kinds of boxes, the smallest first. */
export function BoxList({ boxes, changing, turn }: Props) {
  return (
    <Table caption="Kinds of boxes">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th numeric>Inside, mm</Th>
          <Th numeric>Empty</Th>
          <Th numeric>Heaviest</Th>
          <Th>
            <span className="sr-only">What to do</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {boxes.map((box) => (
          <Tr key={box.id} selected={box.id === changing}>
            <Td label="Name">
              <span className="inline-flex flex-wrap items-center gap-2">
                <Link href={`/admin/fulfilment/boxes?change=${box.id}#form`} className="font-semibold">
                  {box.name}
                </Link>
                {!box.active && <Status tone="neutral">Not used</Status>}
              </span>
            </Td>
            <Td label="Inside, mm" numeric>
              {box.lengthMm} × {box.widthMm} × {box.heightMm}
            </Td>
            <Td label="Empty" numeric>
              {gramsText(box.emptyGrams)}
            </Td>
            <Td label="Heaviest" numeric>
              {gramsText(box.maxGrams)}
            </Td>
            <Td className="sm:text-end">
              <AlertAction
                action={turn}
                fields={{ id: box.id, active: String(!box.active) }}
                look="quiet"
                pendingLabel="Saving…"
                label={box.active ? `Stop using ${box.name}` : `Use ${box.name} again`}
              >
                {box.active ? "Stop using it" : "Use it again"}
              </AlertAction>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
