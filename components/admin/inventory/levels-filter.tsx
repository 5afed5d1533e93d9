import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import type { LevelsFilter } from "@/server/domain/inventory/inventory.schema";

type Props = { filter: LevelsFilter; places: readonly { code: string; name: string }[] };

/** A plain GET form: what is shown is in the address, and it works before any script does. */
export function LevelsFilterForm({ filter, places }: Props) {
  const filtered = filter.q || filter.place || filter.low || filter.expiring !== undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> around a form is not yet known to every screen reader
    <form
      action="/admin/inventory"
      method="get"
      role="search"
      aria-label="Stock levels"
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
        name="expiring"
        aria-label="Expiry"
        size="md"
        defaultValue={filter.expiring ?? ""}
        className="min-w-40"
      >
        <option value="">Any expiry</option>
        <option value="0">Expired already</option>
        {[7, 30, 90, 180].map((count) => (
          <option key={count} value={count}>
            Expires within {count} days
          </option>
        ))}
      </Select>
      <Checkbox name="low" value="true" label="Low only" defaultChecked={filter.low} />
      <span className="flex gap-2">
        <Button type="submit">Show</Button>
        {filtered && (
          <ButtonLink href="/admin/inventory" look="quiet">
            Clear
          </ButtonLink>
        )}
      </span>
    </form>
  );
}
