import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { areas } from "@/server/domain/staff-change/areas";
import type { AuditFilter } from "@/server/domain/staff-change/audit.schema";

type Props = { filter: AuditFilter; people: readonly { id: string; name: string }[] };

/** Who, which part, about what, from when until when: all in the address. */
export function AuditFilters({ filter, people }: Props) {
  const { before: _, ...set } = filter;
  return (
    <Form
      key={JSON.stringify(filter)}
      action="/admin/audit"
      role="search"
      aria-label="Filter the audit"
      className="grid grid-cols-2 gap-2 py-3 lg:grid-cols-[1fr_1fr_1.2fr_auto_auto_auto]"
    >
      <Select name="person" aria-label="Person" size="md" defaultValue={filter.person ?? ""}>
        <option value="">Everybody</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select name="area" aria-label="Part of the shop" size="md" defaultValue={filter.area ?? ""}>
        <option value="">Every part</option>
        {Object.entries(areas).map(([area, { label }]) => (
          <option key={area} value={area}>
            {label}
          </option>
        ))}
      </Select>
      <Input
        name="about"
        aria-label="Order number or SKU"
        placeholder="Order number or SKU"
        size="md"
        autoComplete="off"
        defaultValue={filter.about ?? ""}
        className="max-lg:col-span-2"
      />
      <Input name="from" type="date" aria-label="From" size="md" defaultValue={filter.from ?? ""} />
      <Input name="to" type="date" aria-label="Until" size="md" defaultValue={filter.to ?? ""} />
      <div className="flex gap-2">
        <Button type="submit">Apply</Button>
        {Object.values(set).some(Boolean) && (
          <ButtonLink href="/admin/audit" look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
