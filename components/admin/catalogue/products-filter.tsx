import { Button, ButtonLink } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import type { ProductFilter } from "@/server/domain/catalogue/product.schema";

type Props = { filter: ProductFilter; categories: readonly { slug: string; name: string }[] };

const shows = {
  published: "In the shop",
  draft: "Drafts",
  scheduled: "In the shop later",
  archived: "With archived variants",
} as const;
const pictures = { none: "Without a picture", linked: "With linked pictures" } as const;
const sorts = { updated: "Changed last", newest: "Newest", title: "By title" } as const;

/** A plain GET form: what is shown is in the address, and it works before any script does. */
export function ProductsFilterForm({ filter, categories }: Props) {
  const filtered = filter.q || filter.category || filter.show || filter.picture;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> around a form is not yet known to every screen reader
    <form
      action="/admin/catalogue"
      method="get"
      role="search"
      aria-label="Products"
      className="flex flex-wrap items-center gap-x-3 gap-y-2"
    >
      <SearchInput
        label="Title, address, vendor, SKU or barcode"
        placeholder="Title, vendor, SKU or barcode"
        defaultValue={filter.q}
        className="w-full sm:w-72"
      />
      <Choice name="category" label="Category" value={filter.category} any="All categories">
        {categories.map(({ slug, name }) => [slug, name])}
      </Choice>
      <Choice name="show" label="Visibility" value={filter.show} any="Any visibility">
        {Object.entries(shows)}
      </Choice>
      <Choice name="picture" label="Pictures" value={filter.picture} any="Any pictures">
        {Object.entries(pictures)}
      </Choice>
      <Choice name="sort" label="Order" value={filter.sort}>
        {Object.entries(sorts)}
      </Choice>
      <span className="flex gap-2">
        <Button type="submit">Show</Button>
        {filtered && (
          <ButtonLink href="/admin/catalogue" look="quiet">
            Clear
          </ButtonLink>
        )}
      </span>
    </form>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string | undefined;
  any?: string;
  children: readonly (readonly [string, string])[];
};

function Choice({ name, label, value, any, children }: ChoiceProps) {
  return (
    <Select name={name} aria-label={label} size="md" defaultValue={value ?? ""} className="min-w-32">
      {any && <option value="">{any}</option>}
      {children.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </Select>
  );
}
