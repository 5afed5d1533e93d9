import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { heldBuckets, type LevelsFilter } from "@/server/domain/inventory/levels.schema";

type Props = {
  filter: LevelsFilter;
  filtered: boolean;
  places: readonly { code: string; name: string }[];
  categories: readonly { slug: string; name: string }[];
};

const expiries = [
  ["0", "Expired already"],
  ["7", "Expires within 7 days"],
  ["30", "Expires within 30 days"],
  ["90", "Expires within 90 days"],
  ["180", "Expires within 180 days"],
] as const;

/** A GET form: what is shown is in the address, and it works before any script does. */
export function LevelsFilterForm({ filter, filtered, places, categories }: Props) {
  const { expiring } = filter;
  const known = expiring === undefined || expiries.some(([value]) => value === String(expiring));
  return (
    <Form
      action="/admin/inventory"
      role="search"
      aria-label="Filter stock levels"
      className="grid grid-cols-2 gap-2 lg:grid-cols-4 xl:grid-cols-[minmax(18rem,1.6fr)_repeat(4,minmax(0,1fr))]"
    >
      <SearchInput
        label="SKU, title, barcode or lot"
        placeholder="SKU, title, barcode or lot"
        defaultValue={filter.q}
        className="col-span-full xl:col-span-1"
      />
      <Select name="place" aria-label="Place" size="md" defaultValue={filter.place ?? ""}>
        <option value="">All places</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </Select>
      <Select name="category" aria-label="Category" size="md" defaultValue={filter.category ?? ""}>
        <option value="">All categories</option>
        {categories.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      <Select name="expiring" aria-label="Expiry" size="md" defaultValue={expiring ?? ""}>
        <option value="">Any expiry</option>
        {expiries.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
        {!known && <option value={expiring}>Expires within {expiring} days</option>}
      </Select>
      <Select name="bucket" aria-label="Holds units that are" size="md" defaultValue={filter.bucket ?? ""}>
        <option value="">Any bucket</option>
        {heldBuckets.map((bucket) => (
          <option key={bucket} value={bucket}>
            Some {bucket}
          </option>
        ))}
      </Select>
      {filter.sort && <input type="hidden" name="sort" value={filter.sort} />}
      <div className="col-span-full flex flex-wrap items-center gap-x-5 gap-y-1">
        <Checkbox name="low" value="true" label="Low" className="text-sm" defaultChecked={filter.low} />
        <Checkbox
          name="out"
          value="true"
          label="Out of stock"
          className="text-sm"
          defaultChecked={filter.out}
        />
        <Checkbox
          name="incoming"
          value="true"
          label="Incoming"
          className="text-sm"
          defaultChecked={filter.incoming}
        />
        <span className="flex gap-2 max-sm:w-full sm:ms-auto">
          <Button type="submit" className="max-sm:flex-1">
            Show
          </Button>
          {filtered && (
            <ButtonLink href="/admin/inventory" look="quiet">
              Clear
            </ButtonLink>
          )}
        </span>
      </div>
    </Form>
  );
}
