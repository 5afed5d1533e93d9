import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { ReorderRuleRow } from "@/server/domain/purchasing/reorder.queries";
import type { ReorderRulesFilter } from "@/server/domain/purchasing/reorder.schema";
import type { FormAction } from "./form-state";
import { ruleKey, rulesAddress } from "./rule-address";
import type { Choices } from "./rule-filter";
import { RuleForm } from "./rule-form";
import { differs, SuggestionCell } from "./rule-suggestion";

type Props = Choices & {
  rows: readonly ReorderRuleRow[];
  filter: ReorderRulesFilter;
  /** The rule that is open for a change. */
  editing: string | undefined;
  /** Every suggestion on the page is checked. */
  allChecked: boolean;
  save: FormAction;
};

/** Reorder rules with what is suggested for each; the boxes belong to the form with the id `apply`. */
export function RuleTable({ rows, filter, editing, allChecked, save, places, suppliers }: Props) {
  return (
    <Table wide caption="Reorder rules by SKU">
      <Thead>
        <Tr>
          <Th>Article</Th>
          <Th>Place</Th>
          <Th numeric>Available</Th>
          <Th numeric>Incoming</Th>
          <Th numeric>Reorder below</Th>
          <Th numeric>Fill up to</Th>
          <Th>Supplier</Th>
          <Th>Suggested</Th>
          <Th>
            <span className="sr-only">Change</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) =>
          editing === ruleKey(row) ? (
            <Tr key={ruleKey(row)} id="edit" selected>
              <Td colSpan={9} className="scroll-mt-16 py-4!">
                <div className="min-w-0 flex-1">
                  <p className="mb-3">
                    <span className="font-mono font-semibold">{row.sku}</span> at {row.place}{" "}
                    <span className="text-muted">
                      {row.title}
                      {row.variantTitle && ` · ${row.variantTitle}`}
                    </span>
                  </p>
                  <RuleForm
                    action={save}
                    rule={row}
                    places={places}
                    suppliers={suppliers.filter(({ code }) => row.sellers.includes(code))}
                    back={rulesAddress(filter)}
                  />
                </div>
              </Td>
            </Tr>
          ) : (
            <Tr key={ruleKey(row)} className="sm:[&>td]:py-1.5">
              <Td label="Article">
                <span>
                  <Link href={`/admin/inventory/${encodeURIComponent(row.sku)}`} className="font-mono">
                    {row.sku}
                  </Link>
                  <span className="block text-muted">
                    {row.title}
                    {row.variantTitle && ` · ${row.variantTitle}`}
                  </span>
                </span>
              </Td>
              <Td label="Place">{row.place}</Td>
              <Td label="Available" numeric>
                <span className="inline-flex items-center gap-2">
                  {row.lowSince && <Status tone="warning">Low</Status>}
                  <span className="font-semibold">{row.available}</span>
                </span>
              </Td>
              <Td label="Incoming" numeric className={row.incoming === 0 ? "text-muted max-sm:hidden!" : ""}>
                {row.incoming}
              </Td>
              <Td label="Reorder below" numeric>
                {row.reorderPoint}
              </Td>
              <Td label="Fill up to" numeric>
                {row.reorderUpTo}
              </Td>
              <Td label="Supplier">
                <Seller row={row} />
              </Td>
              <Td label="Suggested">
                {differs(row) ? (
                  <label className="flex items-start gap-2.5">
                    <input
                      type="checkbox"
                      form="apply"
                      name="rule"
                      value={appliedValue(row)}
                      defaultChecked={allChecked}
                      className="mt-0.5 size-4.5 shrink-0"
                    />
                    <SuggestionCell row={row} />
                    <span className="sr-only">
                      for {row.sku} at {row.place}
                    </span>
                  </label>
                ) : (
                  <SuggestionCell row={row} />
                )}
              </Td>
              <Td className="sm:text-end">
                <ButtonLink
                  href={`${rulesAddress(filter, { edit: ruleKey(row) })}#edit`}
                  size="sm"
                  look="quiet"
                  className="max-sm:-ms-3"
                  aria-label={`Change the rule for ${row.sku} at ${row.place}`}
                >
                  Change
                </ButtonLink>
              </Td>
            </Tr>
          ),
        )}
      </Tbody>
    </Table>
  );
}

/** What a checked box sends: just what it shows. */
const appliedValue = ({ sku, place, suggestion }: ReorderRuleRow): string =>
  suggestion.kind === "suggested"
    ? JSON.stringify({
        sku,
        location: place,
        reorderPoint: String(suggestion.reorderPoint),
        reorderUpTo: String(suggestion.reorderUpTo),
      })
    : "";

function Seller({ row }: { row: ReorderRuleRow }) {
  if (!row.supplier)
    return (
      <Status tone="warning" plain>
        Nobody
      </Status>
    );
  return (
    <span>
      <Link href={`/admin/purchasing/suppliers/${row.supplier}`} look="plain">
        {row.supplierName}
      </Link>
      {!row.orderable && (
        <span className="block">
          <Status tone="warning" plain>
            Can’t be ordered there
          </Status>
        </span>
      )}
    </span>
  );
}
