import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import type { ReorderRulesFilter } from "@/server/domain/purchasing/reorder.schema";
import { rulesAddress } from "./rule-address";

export type Choices = {
  places: readonly { code: string; name: string }[];
  suppliers: readonly { code: string; name: string }[];
};

/** A plain GET form: what is shown is in the address. */
export function RuleFilter({ filter, places, suppliers }: Choices & { filter: ReorderRulesFilter }) {
  const filtered = filter.q || filter.place || filter.supplier || filter.low;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> around a form is not yet known to every screen reader
    <form
      action={rulesAddress({})}
      method="get"
      role="search"
      aria-label="Reorder rules"
      className="flex flex-wrap items-center gap-x-4 gap-y-2"
    >
      <SearchInput
        label="SKU, title or barcode"
        placeholder="SKU, title or barcode"
        defaultValue={filter.q}
        className="w-full sm:w-72"
      />
      <Select
        name="place"
        aria-label="Place"
        size="md"
        defaultValue={filter.place ?? ""}
        className="min-w-36"
      >
        <option value="">All places</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </Select>
      <Select
        name="supplier"
        aria-label="Supplier"
        size="md"
        defaultValue={filter.supplier ?? ""}
        className="min-w-44"
      >
        <option value="">All suppliers</option>
        <option value="NONE">Nobody to order from</option>
        {suppliers.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <Checkbox name="low" value="true" label="Low only" defaultChecked={filter.low} />
      <span className="flex gap-2">
        <Button type="submit">Show</Button>
        {filtered && (
          <ButtonLink href={rulesAddress({})} look="quiet">
            Clear
          </ButtonLink>
        )}
      </span>
    </form>
  );
}
