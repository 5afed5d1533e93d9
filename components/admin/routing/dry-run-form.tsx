import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Input, TextField } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select";
import type { RoutingWeights } from "@/server/domain/inventory/routing";
import { weightWords } from "./weights";

export type Trial = {
  country: string;
  postalCode: string;
  at: string;
  lines: { sku: string; quantity: string }[];
  weights: Record<keyof RoutingWeights, string>;
};

type Props = {
  trial: Trial;
  faults: readonly { field: string; message: string }[];
  weights: RoutingWeights;
  timeZone: string;
  countries: readonly { code: string; name: string }[];
};

/** A plain form whose address can be kept and shared; there is always a free line for one SKU more. */
export function DryRunForm({ trial, faults, weights, timeZone, countries }: Props) {
  const error = (field: string) => faults.find((fault) => fault.field === field)?.message;
  const ids: Record<string, string> = { sku: "sku-1", quantity: "quantity-1" };
  const tried = weightWords.some(({ key }) => trial.weights[key] !== String(weights[key]));
  const rows = [...trial.lines, { sku: "", quantity: "" }];
  while (rows.length < 2) rows.push({ sku: "", quantity: "" });
  return (
    <form method="get" action="/admin/fulfilment/routing#result" className="grid gap-4 pt-3">
      <ErrorSummary
        faults={faults.map(({ field, message }) => ({
          id: field === "form" ? undefined : (ids[field] ?? field),
          message,
        }))}
      />
      <SelectField
        name="country"
        label="Country"
        size="md"
        defaultValue={trial.country}
        error={error("country")}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        name="postalCode"
        label="Postcode"
        size="md"
        optional
        autoComplete="off"
        defaultValue={trial.postalCode}
        error={error("postalCode")}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm font-semibold">Basket</legend>
        <div className="grid gap-2">
          {rows.map((row, i) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows are what was typed, in that order
              key={`${i} ${row.sku}`}
              className="grid grid-cols-[minmax(0,1fr)_5rem] gap-2"
            >
              <Input
                id={`sku-${i + 1}`}
                name="sku"
                size="md"
                aria-label={`SKU, line ${i + 1}`}
                placeholder="SKU"
                autoComplete="off"
                spellCheck={false}
                defaultValue={row.sku}
                aria-invalid={i === 0 && error("sku") ? true : undefined}
                className="font-mono"
              />
              <Input
                id={`quantity-${i + 1}`}
                name="quantity"
                size="md"
                aria-label={`Units, line ${i + 1}`}
                placeholder="1"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={row.quantity}
                className="tabular text-end"
              />
            </div>
          ))}
        </div>
      </fieldset>
      <TextField
        name="at"
        label="At another time"
        type="datetime-local"
        size="md"
        optional
        defaultValue={trial.at}
        error={error("at")}
        hint={`Empty: now. In the shop's time zone, ${timeZone.replaceAll("_", " ")}.`}
      />
      <details open={tried} className="border-y border-line py-2">
        <summary className="cursor-pointer py-1 text-sm font-semibold">Try other weights</summary>
        <div className="grid grid-cols-2 gap-3 pt-2 pb-1">
          {weightWords.map(({ key, label }) => (
            <TextField
              key={key}
              id={key}
              name={key}
              label={label}
              type="number"
              min={0}
              max={10}
              size="md"
              inputMode="numeric"
              defaultValue={trial.weights[key]}
              error={error(key)}
              className="tabular"
            />
          ))}
        </div>
        <p className="pb-1 text-sm text-muted">Only for this try. Nothing is saved.</p>
      </details>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Link href="/admin/fulfilment/routing" look="muted" className="text-sm">
          Start over
        </Link>
        <Button type="submit" look="primary">
          Show what would be chosen
        </Button>
      </div>
    </form>
  );
}
