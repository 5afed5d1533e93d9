import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { messageStates } from "@/server/domain/notification/notification";
import type { MessageFilter } from "@/server/domain/notification/notification.schema";
import { messageStateWords } from "./message-state";

type Props = { filter: MessageFilter; templates: readonly { name: string; words: string }[] };

export function MessageFilters({ filter, templates }: Props) {
  return (
    <Form
      key={JSON.stringify(filter)}
      action="/admin/settings/emails/sent"
      role="search"
      aria-label="Filter mails"
      className="grid gap-2 py-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1fr)_auto]"
    >
      <Input
        name="to"
        type="search"
        size="md"
        aria-label="Recipient"
        placeholder="Recipient, whole address"
        defaultValue={filter.to}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <Input
        name="order"
        type="search"
        size="md"
        aria-label="Order"
        placeholder="Order number"
        defaultValue={filter.order}
        autoComplete="off"
      />
      <Select name="template" aria-label="Mail" size="md" defaultValue={filter.template ?? ""}>
        <option value="">Every mail</option>
        {templates.map(({ name, words }) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </Select>
      <Select name="state" aria-label="State" size="md" defaultValue={filter.state ?? ""}>
        <option value="">Any state</option>
        {messageStates.map((state) => (
          <option key={state} value={state}>
            {messageStateWords[state].word}
          </option>
        ))}
      </Select>
      <div className="flex gap-2">
        <Button type="submit">Apply</Button>
        {Object.values(filter).some(Boolean) && (
          <ButtonLink href="/admin/settings/emails/sent" look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
