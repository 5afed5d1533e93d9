"use client";

import { useActionState } from "react";
import { Checkbox } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { IssueDetail } from "@/server/domain/shipment/issue.queries";
import { type SettleState, untouched } from "./settle-state";

type Props = {
  action: (state: SettleState, form: FormData) => Promise<SettleState>;
  issue: string;
  /** `back`: the goods are here. `lost`: nothing comes any more. */
  how: "back" | "lost";
  contents: IssueDetail["contents"];
  /** Several boxes, and nobody wrote down which has what: the numbers have to be counted. */
  unsure: boolean;
  /** Formatted amounts. */
  worth: string;
  carriage: string | null;
};

/** Takes goods back line by line, or gives them up, and says whether money goes back. Works without scripts. */
export function SettleForm({ action, issue, how, contents, unsure, worth, carriage }: Props) {
  const [state, submit] = useActionState(action, untouched);
  const fault = (id: string) => state.faults.find((one) => one.id === id)?.message;
  const typed = (id: string, otherwise: string) => state.typed[id] ?? otherwise;
  const ticked = (name: string) => (state.typed.sent ? state.typed[name] === "on" : name === "refund");
  return (
    <form key={JSON.stringify(state)} action={submit} noValidate className="grid gap-4">
      <input type="hidden" name="issue" value={issue} />
      <ErrorSummary faults={state.faults} />
      {unsure && (
        <p className="text-sm text-muted">
          This shipment left in several boxes, and nobody wrote down which has what. Enter what was in this
          one.
        </p>
      )}
      <ul className="grid gap-4">
        {contents.map((line) => (
          <li key={line.orderLineId} className="grid gap-2 border-b pb-4">
            <input type="hidden" name="line" value={line.orderLineId} />
            <p className="text-sm">
              <span className="font-semibold">{line.title}</span>{" "}
              <span className="text-muted">
                {[line.variantTitle, line.sku, `${line.quantity} sent`].filter(Boolean).join(", ")}
              </span>
            </p>
            <div className="grid grid-cols-2 gap-3">
              <TextField
                name={`good-${line.orderLineId}`}
                label={how === "back" ? "Good" : "Lost"}
                type="number"
                inputMode="numeric"
                min={0}
                max={line.quantity}
                size="md"
                autoComplete="off"
                defaultValue={typed(`good-${line.orderLineId}`, unsure ? "0" : `${line.quantity}`)}
                error={fault(`good-${line.orderLineId}`)}
              />
              {how === "back" && (
                <TextField
                  name={`damaged-${line.orderLineId}`}
                  label="Damaged"
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={line.quantity}
                  size="md"
                  autoComplete="off"
                  defaultValue={typed(`damaged-${line.orderLineId}`, "0")}
                  error={fault(`damaged-${line.orderLineId}`)}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className="grid gap-1">
        <Checkbox
          name="refund"
          label="Give the money back"
          hint={`The exact share of what was paid, ${worth} for all of it. Damaged units count too.`}
          defaultChecked={ticked("refund")}
        />
        {carriage && (
          <Checkbox
            name="carriage"
            label={`And ${carriage} for carriage`}
            hint="Once an order, however many parcels it had."
            defaultChecked={ticked("carriage")}
          />
        )}
      </div>
      <TextField
        id={`note-${how}`}
        name="note"
        label="Note"
        optional
        maxLength={300}
        size="md"
        autoComplete="off"
        defaultValue={typed("note", "")}
        error={fault("note")}
      />
      <SubmitButton
        look={how === "back" ? "primary" : "danger"}
        pendingLabel={how === "back" ? "Taking the goods in…" : "Giving it up…"}
        wide
      >
        {how === "back" ? "Take the goods in" : "Give it up for lost"}
      </SubmitButton>
    </form>
  );
}
