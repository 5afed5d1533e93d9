import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type MoveKind, moveKinds } from "@/server/domain/inventory/stock";
import { moveWords } from "./move-words";

type Props = {
  home: string;
  places: readonly { code: string; name: string }[];
  place: string | undefined;
  kind: MoveKind | undefined;
  /** Other parts of the address to carry along. */
  keep: Record<string, string>;
};

/** Whose moves, and of which kind. The figures after each row stay those of the whole ledger. */
export function LedgerFilter({ home, places, place, kind, keep }: Props) {
  return (
    <Form
      action={`${home}#ledger`}
      role="search"
      aria-label="Filter the ledger"
      className="flex flex-wrap items-center gap-2"
      key={`${place} ${kind}`}
    >
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Select name="place" aria-label="Place of the moves" size="sm" defaultValue={place ?? ""}>
        <option value="">All places</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </Select>
      <Select name="kind" aria-label="Kind of move" size="sm" defaultValue={kind ?? ""}>
        <option value="">Every kind of move</option>
        {moveKinds.map((value) => (
          <option key={value} value={value}>
            {moveWords[value]}
          </option>
        ))}
      </Select>
      <Button type="submit" size="sm">
        Apply
      </Button>
    </Form>
  );
}
