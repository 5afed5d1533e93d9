import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Td, Tr } from "@/components/ui/table";
import type { TypedRow } from "./product-form-input";

type Press = (event: MouseEvent<HTMLButtonElement>) => void;
type Props = {
  row: TypedRow;
  place: number;
  names: readonly string[];
  last: boolean;
  only: boolean;
  errorOf: (id: string) => string | undefined;
  press: Press;
  onChange: (change: Partial<TypedRow>) => void;
};

/** One variant as a row of fields; on a phone each field has its name beside it. */
export function VariantRow({ row, place, names, last, only, errorOf, press, onChange }: Props) {
  const known = row.values.filter(Boolean).join(" / ") || row.sku || `variant ${place + 1}`;
  const field = (name: string) => `variants.${place}.${name}`;
  const cell = (
    name: "sku" | "price" | "compareAt" | "weight" | "barcode",
    label: string,
    width: string,
  ) => ({
    id: field(name),
    label,
    width,
    of: known,
    value: row[name],
    error: errorOf(field(name)),
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <Tr className={row.archived ? "[&_input:not([type=checkbox])]:text-muted" : ""}>
      {names.map((name, i) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
          key={i}
          id={field(`values.${i}`)}
          label={name}
          width="sm:w-32"
          of={`variant ${place + 1}`}
          value={row.values[i] ?? ""}
          error={errorOf(field(`values.${i}`))}
          onChange={(event) =>
            onChange({ values: names.map((_, n) => (n === i ? event.target.value : (row.values[n] ?? ""))) })
          }
        />
      ))}
      <Cell {...cell("sku", "SKU", "sm:w-44")} spellCheck={false} mono />
      <Cell {...cell("price", "Price", "sm:w-24")} inputMode="decimal" numeric />
      <Cell {...cell("compareAt", "Former price", "sm:w-24")} inputMode="decimal" numeric />
      <Cell {...cell("weight", "Weight, g", "sm:w-20")} inputMode="numeric" numeric />
      <Cell {...cell("barcode", "Barcode", "sm:w-40")} spellCheck={false} mono />
      <Td label="In stock" className="px-2! sm:align-top">
        <span className="sm:inline-block sm:py-2">
          {row.id ? (
            <Link href={`/admin/inventory/${encodeURIComponent(row.sku)}`} className="tabular">
              {row.available}
            </Link>
          ) : (
            <span className="text-muted">–</span>
          )}
        </span>
        <input type="hidden" name={field("id")} value={row.id} />
        <input type="hidden" name={field("available")} value={row.available} />
      </Td>
      <Td label="Archived" className="px-2! sm:align-top">
        <input
          type="checkbox"
          name={field("archived")}
          aria-label={`Archived: ${known}`}
          checked={row.archived}
          onChange={(event) => onChange({ archived: event.target.checked })}
          className="size-4.5 sm:mt-2"
        />
      </Td>
      <Td className="px-1! sm:align-top">
        <span className="flex justify-end max-sm:w-full">
          <Act value={`row-up:${place}`} label={`Move ${known} up`} disabled={place === 0} press={press}>
            <ArrowUp aria-hidden />
          </Act>
          <Act value={`row-down:${place}`} label={`Move ${known} down`} disabled={last} press={press}>
            <ArrowDown aria-hidden />
          </Act>
          <Act value={`drop-row:${place}`} label={`Remove ${known}`} disabled={only} press={press}>
            <Trash2 aria-hidden />
          </Act>
        </span>
      </Td>
    </Tr>
  );
}

/** A variant that will be gone once the form is saved; what was typed stays in it, should it be wanted after all. */
export function RemovedRow({
  row,
  place,
  columns,
  press,
}: {
  row: TypedRow;
  place: number;
  columns: number;
  press: Press;
}) {
  const kept = { ...row, removed: "1", archived: row.archived ? "on" : "", values: undefined };
  return (
    <Tr>
      <Td colSpan={columns} className="text-muted">
        {Object.entries(kept).map(([name, value]) =>
          value === undefined ? null : (
            <input key={name} type="hidden" name={`variants.${place}.${name}`} value={value} />
          ),
        )}
        {row.values.map((value, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
          <input key={i} type="hidden" name={`variants.${place}.values.${i}`} value={value} />
        ))}
        <span className="inline-flex flex-wrap items-center gap-x-3 text-start">
          <span>
            <s className="font-mono">{row.sku}</s> will be deleted when you save.
          </span>
          <Button
            type="submit"
            name="intent"
            value={`drop-row:${place}`}
            size="sm"
            look="link"
            onClick={press}
          >
            Put {row.sku} back
          </Button>
        </span>
      </Td>
    </Tr>
  );
}

type CellProps = Omit<ComponentProps<typeof Input>, "size"> & {
  id: string;
  label: string;
  of: string;
  width: string;
  error: string | undefined;
  numeric?: boolean;
  mono?: boolean;
};

function Cell({ id, label, of, width, error, numeric, mono, ...rest }: CellProps) {
  return (
    <Td label={label} className="px-1! sm:py-1 sm:align-top sm:first:ps-0!">
      <span className={`block max-sm:w-52 ${width}`}>
        <Input
          autoComplete="off"
          {...rest}
          id={id}
          name={id}
          size="sm"
          aria-label={`${label} of ${of}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className={`${numeric ? "tabular text-end" : ""} ${mono ? "font-mono" : ""}`}
        />
        <FieldError id={`${id}-error`}>{error}</FieldError>
      </span>
    </Td>
  );
}

function Act({
  value,
  label,
  disabled,
  press,
  children,
}: {
  value: string;
  label: string;
  disabled: boolean;
  press: Press;
  children: React.ReactNode;
}) {
  return (
    <Button
      type="submit"
      name="intent"
      value={value}
      look="quiet"
      size="sm"
      square
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={press}
    >
      {children}
    </Button>
  );
}
