import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { SelectField } from "@/components/ui/select";
import type { CatalogueSort } from "@/server/domain/catalogue/catalogue.schema";

const sorts: Record<CatalogueSort, string> = {
  featured: "Our order",
  price: "Cheapest first",
  "price-desc": "Dearest first",
  newest: "Newest first",
  title: "By name",
};

type Props = {
  q: string | undefined;
  category: string | undefined;
  sort: CatalogueSort;
  inStock: boolean;
  categories: readonly { slug: string; name: string }[];
};

/** A plain GET form: the whole choice is in the address. */
export function CatalogueFilters({ q, category, sort, inStock, categories }: Props) {
  return (
    <form
      action="/products"
      method="get"
      aria-label="Filter and sort"
      key={JSON.stringify([q, category, sort, inStock])}
      className="mb-8 flex flex-wrap items-end gap-x-4 gap-y-3 border-y py-4"
    >
      {q && <input type="hidden" name="q" value={q} />}
      <SelectField name="category" label="Shelf" size="md" defaultValue={category ?? ""} required={false}>
        <option value="">All shelves</option>
        {categories.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="sort" label="Order" size="md" defaultValue={sort}>
        {Object.entries(sorts).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <Checkbox
        name="stock"
        value="1"
        label="In stock only"
        defaultChecked={inStock}
        className="min-h-10 items-center"
      />
      <Button type="submit">Show</Button>
    </form>
  );
}
