"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useAwake } from "@/components/admin/use-awake";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { timeWords } from "@/components/ui/time-words";
import type { SendRow } from "./send-state";

type Props = {
  at: number;
  from: string;
  line: SendRow;
  errorOf: (id: string) => string | undefined;
  onChange: (what: Partial<SendRow>) => void;
  onRemove: () => void;
};

/** Enter in a line is a scanner's or a habit; only the button sends the goods. */
const holdEnter = (event: KeyboardEvent) => {
  if (event.key === "Enter") event.preventDefault();
};

/** One line of what is sent: says what the code stands for and how much of it there is. */
export function SendLine({ at, from, line, errorOf, onChange, onRemove }: Props) {
  const awake = useAwake();
  const trpc = useTRPC();
  const [code, setCode] = useState(line.sku);
  const look = useQuery(
    trpc.transfer.look.queryOptions(
      awake && code.trim() !== "" ? { place: from, code: code.trim() } : skipToken,
    ),
  );
  const found = look.data;
  const lots = found?.lots ?? [];
  const unknown = look.isSuccess && found === null;
  const asked = Number(line.quantity) || 0;
  const there =
    found && line.lot ? (lots.find((lot) => lot.code === line.lot)?.available ?? 0) : (found?.available ?? 0);
  const tooMany =
    found && asked > there ? `Only ${there} ${there === 1 ? "is" : "are"} available in ${from}.` : undefined;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_6rem_2.5rem] items-start gap-x-3 gap-y-3 border-b border-line py-4 sm:grid-cols-[minmax(0,1fr)_12rem_6rem_2.5rem]">
      <TextField
        id={`sku-${at}`}
        name="sku"
        label="SKU or barcode"
        size="md"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={line.sku}
        onChange={(event) => onChange({ sku: event.target.value })}
        onBlur={() => setCode(line.sku)}
        onKeyDown={(event) => {
          holdEnter(event);
          if (event.key === "Enter") setCode(line.sku);
        }}
        error={errorOf(`sku-${at}`) ?? (unknown ? `There is no SKU or barcode ${code}.` : undefined)}
        hint={found ? `${found.title}: ${found.available} available in ${from}` : undefined}
        className="col-span-3 sm:col-span-1"
      />
      {awake && lots.length === 0 ? (
        <input type="hidden" name="lot" value="" />
      ) : awake ? (
        <SelectField
          id={`lot-${at}`}
          name="lot"
          label="Lot"
          size="md"
          optional
          value={line.lot}
          onChange={(event) => onChange({ lot: event.target.value })}
          error={errorOf(`lot-${at}`)}
          className="min-w-0 sm:col-start-2"
        >
          <option value="">First to expire</option>
          {lots.map((lot) => (
            <option key={lot.code} value={lot.code}>
              {lot.code}
              {lot.expiresAt ? `, until ${timeWords(new Date(lot.expiresAt), "date", {})}` : ""} (
              {lot.available})
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField id={`lot-${at}`} name="lot" label="Lot" optional size="md" defaultValue={line.lot} />
      )}
      <TextField
        id={`quantity-${at}`}
        name="quantity"
        label="Units"
        type="number"
        inputMode="numeric"
        min={1}
        size="md"
        value={line.quantity}
        onChange={(event) => onChange({ quantity: event.target.value })}
        onKeyDown={holdEnter}
        error={errorOf(`quantity-${at}`) ?? tooMany}
        className={
          awake && lots.length === 0
            ? "col-span-2 sm:col-span-1 sm:col-start-3"
            : "col-start-2 sm:col-start-3"
        }
      />
      {awake && (
        <Button
          look="quiet"
          square
          aria-label={`Remove ${line.sku || "this line"}`}
          onClick={onRemove}
          icon={<X aria-hidden />}
          className="mt-[1.625rem]"
        />
      )}
    </li>
  );
}
