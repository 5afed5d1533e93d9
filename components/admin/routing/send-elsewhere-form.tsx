import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox, ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { Status } from "@/components/ui/status";
import type { RerouteChoices } from "@/server/domain/inventory/reroute.queries";
import { factsOf, figure } from "./place-scores";

type Input = { to: string; reason: string; pickAgain: boolean };
type Props = {
  choices: RerouteChoices;
  pending: boolean;
  refused: string | undefined;
  send: (input: Input) => void;
};

/** Where to, why, and whether what is picked goes back. */
export function SendElsewhereForm({ choices, pending, refused, send }: Props) {
  const { best, places, status, possible, number } = choices;
  const split = best && best.length > 1 ? best : null;
  const [to, setTo] = useState(split ? "best" : (best?.[0]?.code ?? ""));
  const [faults, setFaults] = useState<{ reason?: string; pickAgain?: string }>({});
  if (!possible)
    return (
      <Callout tone="warning" title={`${number} can't change its place any more`}>
        Its box is closed. Open it at the bench first.
      </Callout>
    );
  if (!best)
    return (
      <div className="grid gap-4">
        <Callout tone="warning" title="The goods are nowhere else">
          {choices.goods.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", ")} can only be sent from{" "}
          {choices.from}.
        </Callout>
        <PlaceStock choices={choices} />
      </div>
    );

  const submit = (element: HTMLFormElement) => {
    const form = new FormData(element);
    const reason = String(form.get("reason") ?? "").trim();
    const pickAgain = form.get("pickAgain") !== null;
    const next = {
      ...(reason.length < 3 ? { reason: "Say why, in a few words." } : {}),
      ...(status === "picking" && !pickAgain ? { pickAgain: "Confirm it, or leave the shipment." } : {}),
    };
    setFaults(next);
    const [first] = Object.keys(next);
    if (first === undefined) return send({ to, reason, pickAgain });
    const field = element.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  };
  const chosen = to === "best" ? split?.map((place) => place.name).join(" and ") : nameOf(choices, to);
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <ChoiceGroup id="to" legend={`Instead of ${choices.from}`}>
        {split && (
          <RadioCard
            name="to"
            value="best"
            checked={to === "best"}
            onChange={() => setTo("best")}
            label={`Split over ${split.map((place) => place.name).join(" and ")}`}
            hint={`No single place holds everything: ${split.map(({ name, units }) => `${units} from ${name}`).join(", ")}.`}
            aside={<Status tone="positive">Best</Status>}
          />
        )}
        {places.map((place) => (
          <RadioCard
            key={place.code}
            name="to"
            value={place.code}
            checked={to === place.code}
            disabled={!place.complete}
            onChange={() => setTo(place.code)}
            label={place.name}
            hint={place.complete ? hintOf(place) : lacksOf(choices, place)}
            aside={
              !split && place.code === best[0]?.code ? (
                <Status tone="positive">Best</Status>
              ) : (
                <span className="text-sm text-muted">
                  {figure(place.total)} {place.total === 1 ? "point" : "points"}
                </span>
              )
            }
          />
        ))}
      </ChoiceGroup>
      <TextField
        label="Why"
        name="reason"
        id="reroute-reason"
        maxLength={300}
        autoComplete="off"
        error={faults.reason}
        hint="For the order's timeline. Staff read it."
      />
      {status === "picking" && (
        <div>
          <Checkbox
            name="pickAgain"
            label={
              choices.picked > 0
                ? `Take it from ${choices.pickedBy ?? "the picker"}: ${choices.picked} picked ${choices.picked === 1 ? "unit goes" : "units go"} back to the shelf`
                : `Take it from ${choices.pickedBy ?? "the picker"}, who has started on it`
            }
            aria-invalid={faults.pickAgain ? true : undefined}
          />
          {faults.pickAgain && (
            <p role="alert" className="text-sm font-medium text-critical">
              {faults.pickAgain}
            </p>
          )}
        </div>
      )}
      {refused && (
        <Callout tone="critical" live="alert">
          {refused}
        </Callout>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose render={<Button>Leave it</Button>} />
        <Button type="submit" look="primary" pending={pending} disabled={!chosen}>
          Send from {chosen}
        </Button>
      </div>
    </form>
  );
}

const nameOf = (choices: RerouteChoices, code: string) =>
  choices.places.find((place) => place.code === code)?.name;

const hintOf = (place: RerouteChoices["places"][number]): string =>
  [
    ...factsOf({ ...place, holdsEverything: true }),
    ...(place.joins ? [`goes into ${place.joins}`] : []),
  ].join(" · ");

const lacksOf = ({ goods }: RerouteChoices, place: RerouteChoices["places"][number]): string =>
  `Has ${goods
    .map(({ sku, quantity }) => ({
      sku,
      quantity,
      has: place.available.find((one) => one.sku === sku)?.available ?? 0,
    }))
    .filter(({ quantity, has }) => has < quantity)
    .map(({ sku, quantity, has }) => `${has === 0 ? "none" : has} of ${quantity} × ${sku}`)
    .join(", ")}`;

function PlaceStock({ choices }: { choices: RerouteChoices }) {
  if (choices.places.length === 0) return <p className="text-sm text-muted">There is no other open place.</p>;
  return (
    <ul className="grid gap-1 text-sm">
      {choices.places.map((place) => (
        <li key={place.code}>
          <span className="font-medium">{place.name}</span>{" "}
          <span className="text-muted">{lacksOf(choices, place).toLowerCase()}</span>
        </li>
      ))}
    </ul>
  );
}
