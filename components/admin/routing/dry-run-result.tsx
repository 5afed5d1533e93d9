import type { ReactNode } from "react";
import { Panel } from "@/components/admin/panel";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RoutingWeights } from "@/server/domain/inventory/routing";
import type { DryRun, RoutingPlace } from "@/server/domain/inventory/routing.queries";
import { PlaceScores } from "./place-scores";

type Props = { run: DryRun | null; places: readonly RoutingPlace[]; weights: RoutingWeights };

/** What would be chosen, and the steps that lead there. */
export function DryRunResult({ run, places, weights }: Props) {
  return (
    <Panel id="result" title="What would be chosen" className="scroll-mt-20">
      {run ? (
        <Steps run={run} places={places} weights={weights} />
      ) : (
        <EmptyState title="Nothing tried yet">
          Enter where it goes and what is in the basket. It holds no stock and writes nothing.
        </EmptyState>
      )}
    </Panel>
  );
}

function Steps({ run, places, weights }: { run: DryRun } & Omit<Props, "run">) {
  const { outcome, lines, located, saved } = run;
  const whole = outcome.ok ? outcome.decision.places.filter((place) => place.holdsEverything) : [];
  return (
    <div className="grid gap-7 pt-4">
      {outcome.ok ? (
        <Callout
          tone="positive"
          title={`${listed(outcome.parcels.map((one) => one.name))} ${outcome.parcels.length > 1 ? "send" : "sends"} it`}
        >
          {outcome.decision.reason}
        </Callout>
      ) : (
        <Callout tone="warning" title="There is not enough of it">
          {outcome.short
            .map(
              ({ sku, requested, available }) =>
                `Of ${sku}, ${available.toLocaleString("en-US")} of ${requested.toLocaleString("en-US")} can be sold.`,
            )
            .join(" ")}{" "}
          An order for this basket would be refused.
        </Callout>
      )}
      {saved && (
        <Callout tone="info">
          With the weights as saved,{" "}
          {saved.places.length > 0 ? `${listed(saved.places)} would send it.` : "nothing would be sent."}
        </Callout>
      )}
      <Step title="1. What each place holds">
        <Table caption="What can be sold from each place">
          <Thead>
            <Tr>
              <Th>SKU</Th>
              <Th numeric>Wanted</Th>
              {places.map((place) => (
                <Th key={place.code} numeric>
                  {place.name}
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {lines.map((line) => (
              <Tr key={line.sku}>
                <Td label="SKU" className="sm:min-w-40">
                  <span className="text-end sm:text-start">
                    <span className="font-mono text-xs">{line.sku}</span>
                    <span className="block text-muted">{line.title}</span>
                  </span>
                </Td>
                <Td label="Wanted" numeric>
                  {line.quantity}
                </Td>
                {line.places.map(({ code, available }) => (
                  <Td key={code} numeric label={places.find((place) => place.code === code)?.name}>
                    {available >= line.quantity ? (
                      available.toLocaleString("en-US")
                    ) : (
                      <span className="inline-flex items-center gap-1.5">
                        <Status tone="warning" plain>
                          <span className="sr-only">Not enough:</span>
                          {available.toLocaleString("en-US")}
                        </Status>
                      </span>
                    )}
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
        <p className="pt-2 text-sm text-muted">
          What can be sold from places that are open, without lots that are too close to their date.
        </p>
      </Step>
      {outcome.ok && (
        <>
          <Step title="2. As few parcels as possible">
            <p className="text-sm">
              {whole.length === 0
                ? `No place holds everything, so ${outcome.parcels.length} parcels are the fewest.`
                : whole.length === 1
                  ? `Only ${listed(whole.map((place) => place.name))} holds everything: one parcel, and no choice.`
                  : `${listed(whole.map((place) => place.name))} each hold everything: one parcel, and the points decide.`}
            </p>
          </Step>
          <Step title="3. The most points">
            {!located && (
              <p className="pb-1 text-sm text-muted">
                Nobody knows where this address is, so nearness counts for nothing.
              </p>
            )}
            <PlaceScores places={outcome.decision.places} weights={weights} />
          </Step>
          <Step title="4. What leaves from where">
            <ul className="grid divide-y divide-line text-sm">
              {outcome.parcels.map((parcel) => (
                <li key={parcel.code} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2.5">
                  <span>
                    <span className="font-medium">{parcel.name}</span>{" "}
                    <span className="text-muted">
                      {parcel.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", ")}
                    </span>
                  </span>
                  <span className="text-muted">
                    Leaves by <Time at={parcel.shipBy} timeZone={parcel.timeZone} />
                  </span>
                </li>
              ))}
            </ul>
          </Step>
        </>
      )}
    </div>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
