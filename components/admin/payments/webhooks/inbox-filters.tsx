import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { type InboxFilter, verdicts } from "@/server/domain/webhook/inbox.schema";
import { vendorNames, webhookVendors } from "@/server/domain/webhook/webhook";
import { verdictWords } from "./verdict-mark";

export function InboxFilters({ filter, filtered }: { filter: InboxFilter; filtered: boolean }) {
  return (
    <Form
      key={JSON.stringify(filter)}
      action="/admin/payments/webhooks"
      role="search"
      aria-label="Filter notifications"
      className="grid grid-cols-2 gap-2 py-3 md:grid-cols-5 xl:grid-cols-[minmax(14rem,1fr)_auto_auto_11rem_auto_auto_auto]"
    >
      <SearchInput
        label="Event id, order number or reference"
        placeholder="Event id, order, reference"
        name="q"
        defaultValue={filter.q}
        className="col-span-full xl:col-span-1"
      />
      <Select name="vendor" aria-label="Vendor" size="md" defaultValue={filter.vendor ?? ""}>
        <option value="">Every vendor</option>
        {webhookVendors.map((vendor) => (
          <option key={vendor} value={vendor}>
            {vendorNames[vendor]}
          </option>
        ))}
      </Select>
      <Select name="verdict" aria-label="What became of it" size="md" defaultValue={filter.verdict ?? ""}>
        <option value="">Any verdict</option>
        {verdicts.map((verdict) => (
          <option key={verdict} value={verdict}>
            {verdictWords[verdict].word}
          </option>
        ))}
      </Select>
      <Input
        name="type"
        aria-label="Type begins with"
        placeholder="Type, such as charge."
        size="md"
        autoComplete="off"
        spellCheck={false}
        defaultValue={filter.type}
        className="max-md:col-span-full"
      />
      <Input type="date" name="from" aria-label="Received from" size="md" defaultValue={filter.from} />
      <Input type="date" name="to" aria-label="Received until" size="md" defaultValue={filter.to} />
      <div className="col-span-full flex gap-2 xl:col-span-1">
        <Button type="submit">Apply</Button>
        {filtered && (
          <ButtonLink href="/admin/payments/webhooks" look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
