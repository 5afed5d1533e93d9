import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { ChangeKind, ShelfChoice } from "./stock-form-input";

type Props = {
  kind: ChangeKind;
  bucket: "available" | "unavailable" | null;
  /** The shelves of the chosen place, and of all places. */
  here: readonly ShelfChoice[];
  shelves: readonly ShelfChoice[];
  fault: string | undefined;
};

/** Which lot: one of those that hold such units where they leave, any that is printed on the box where they may be new. */
export function StockFormLot({ kind, bucket, here, shelves, fault }: Props) {
  const known = [...new Set(shelves.flatMap(({ lot }) => (lot ? [lot] : [])))];
  if (bucket) {
    if (known.length === 0) return null;
    const holding = here.filter((shelf) => shelf[bucket] > 0);
    return (
      <SelectField name="lot" label="Lot" error={fault} size="md">
        {holding.length === 0 && <option value="">None holds such units</option>}
        {holding.map((shelf) => (
          <option key={shelf.lot ?? ""} value={shelf.lot ?? ""}>
            {shelf.lot ?? "Without a lot"} · {shelf[bucket]}
          </option>
        ))}
      </SelectField>
    );
  }
  if (known.length === 0 && kind !== "receive") return null;
  return (
    <>
      <TextField
        name="lot"
        label="Lot"
        optional={known.length === 0}
        hint={known.length > 0 ? "As printed on the box." : undefined}
        error={fault}
        list="lots"
        size="md"
        autoComplete="off"
      />
      <datalist id="lots">
        {known.map((lot) => (
          <option key={lot} value={lot} />
        ))}
      </datalist>
    </>
  );
}
