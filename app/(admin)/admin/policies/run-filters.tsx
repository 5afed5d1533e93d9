import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { PolicySummary, RunFilter } from "@/server/policies/policy-run.queries";

const outcomes = [
  ["failed", "Failed"],
  ["refused", "Refused"],
  ["running", "Trying again"],
  ["done", "Done"],
  ["nothing_to_do", "Nothing to do"],
] as const;

export function RunFilters({ filter, policies }: { filter: RunFilter; policies: readonly PolicySummary[] }) {
  return (
    <Form
      key={JSON.stringify(filter)}
      action="/admin/policies"
      role="search"
      aria-label="Filter runs"
      className="grid gap-2 py-3 sm:grid-cols-[minmax(0,1fr)_auto_auto]"
    >
      <Select name="policy" aria-label="Policy" size="md" defaultValue={filter.policy ?? ""}>
        <option value="">Every policy</option>
        {policies.map(({ id, rule }) => (
          <option key={id} value={id}>
            {rule}
          </option>
        ))}
      </Select>
      <Select name="outcome" aria-label="Outcome" size="md" defaultValue={filter.outcome ?? ""}>
        <option value="">Any outcome</option>
        {outcomes.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      <div className="flex gap-2">
        <Button type="submit">Apply</Button>
        {(filter.policy || filter.outcome) && (
          <ButtonLink href="/admin/policies" look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
