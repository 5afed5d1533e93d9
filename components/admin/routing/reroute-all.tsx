"use client";

import { useActionState } from "react";
import { StateMark } from "@/components/admin/status-words";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/choice";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OpenShipment } from "@/server/domain/place/place.queries";

export type RerouteAllState = {
  /** What became of each, at the last press. */
  rows: { number: string; ok: boolean; words: string }[];
  round: number;
};

type Props = {
  action: (state: RerouteAllState, form: FormData) => Promise<RerouteAllState>;
  shipments: readonly OpenShipment[];
  more: boolean;
  timeZone: string;
  /** Only a closed place is emptied at once. */
  closed: boolean;
};

/** What a place still has to send; when it is closed, all of it can go elsewhere with one press. */
export function RerouteAll({ action, shipments, more, timeZone, closed }: Props) {
  const [state, send] = useActionState(action, { rows: [], round: 0 });
  const waiting = shipments.filter((one) => one.status === "assigned").length;
  const picking = shipments.filter((one) => one.status === "picking").length;
  const moved = state.rows.filter((row) => row.ok).length;
  return (
    <form action={send} className="grid gap-4 pt-3">
      {state.round > 0 && (
        <Callout tone={moved === state.rows.length ? "positive" : "warning"} live="status">
          {state.rows.length === 0
            ? "There was nothing to send from elsewhere."
            : `${moved} of ${state.rows.length} ${state.rows.length === 1 ? "shipment is" : "shipments are"} sent from elsewhere now.`}
        </Callout>
      )}
      {state.rows.length > 0 && (
        <ul className="grid divide-y divide-line border-y text-sm">
          {state.rows.map((row) => (
            <li key={row.number} className="flex flex-wrap items-baseline gap-x-3 py-2">
              <Link href={`/admin/fulfilment/${row.number}`} className="font-medium">
                {row.number}
              </Link>
              <Status tone={row.ok ? "positive" : "warning"} plain className="whitespace-normal!">
                {row.words}
              </Status>
            </li>
          ))}
        </ul>
      )}
      {shipments.length === 0 ? (
        <p className="text-sm text-muted">Nothing waits to be sent from here.</p>
      ) : (
        <Table caption="Open shipments">
          <Thead>
            <Tr>
              <Th>Shipment</Th>
              <Th>State</Th>
              <Th numeric>Units</Th>
              <Th>Leaves by</Th>
            </Tr>
          </Thead>
          <Tbody>
            {shipments.map((one) => (
              <Tr key={one.number}>
                <Td label="Shipment" className="whitespace-nowrap">
                  <Link href={`/admin/fulfilment/${one.number}`} className="font-medium">
                    {one.number}
                  </Link>
                </Td>
                <Td label="State">
                  <StateMark of="shipment" state={one.status} />
                </Td>
                <Td label="Units" numeric>
                  {one.units}
                </Td>
                <Td label="Leaves by">
                  <Time at={one.shipBy} timeZone={timeZone} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {more && <p className="text-sm text-muted">There are more; these are the ones promised first.</p>}
      {closed && waiting + picking > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          {picking > 0 ? (
            <Checkbox
              name="pickAgain"
              label={`Also ${picking === 1 ? "the one" : `the ${picking}`} being picked: what is picked goes back`}
            />
          ) : (
            <span />
          )}
          <SubmitButton look="secondary" pendingLabel="Re-routing…">
            {waiting + picking === 1 ? "Re-route it" : "Re-route all"}
          </SubmitButton>
        </div>
      )}
    </form>
  );
}
