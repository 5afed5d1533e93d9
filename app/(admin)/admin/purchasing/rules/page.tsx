import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { Panel } from "@/components/admin/panel";
import { PurchasingTabs } from "@/components/admin/purchasing/purchasing-tabs";
import { rulesAddress } from "@/components/admin/purchasing/rule-address";
import { ApplySuggestions } from "@/components/admin/purchasing/rule-apply";
import { RuleFilter } from "@/components/admin/purchasing/rule-filter";
import { RuleForm } from "@/components/admin/purchasing/rule-form";
import { differs, Formula } from "@/components/admin/purchasing/rule-suggestion";
import { RuleTable } from "@/components/admin/purchasing/rule-table";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { reorderRules } from "@/server/domain/purchasing/reorder.queries";
import { reorderRulesFilterSchema } from "@/server/domain/purchasing/reorder.schema";
import { activeSuppliers } from "@/server/domain/purchasing/supplier.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import { applyChecked, saveRule } from "./actions";

export const metadata: Metadata = { title: "Reorder rules" };

type Props = { searchParams: Promise<Record<string, string | undefined>> };

export default async function RulesPage({ searchParams }: Props) {
  const { role } = await staffGate("manager", "/admin/purchasing/rules");
  const given = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ""));
  const filter = reorderRulesFilterSchema.parse(given);
  const { edit, add, sku, checked, saved, applied } = given;
  const ctx = await visitorContext();
  const { timeZone } = await readSettings(ctx);
  const [{ rows, nextCursor }, places, suppliers] = await Promise.all([
    reorderRules(ctx, filter, timeZone),
    activePlaces(ctx),
    activeSuppliers(ctx),
  ]);
  const suggestions = rows.filter(differs).length;
  return (
    <>
      <PageHeader
        title="Purchasing"
        actions={
          <ButtonLink href={`${rulesAddress(filter, { add: "1" })}#add`} icon={<Plus aria-hidden />}>
            New rule
          </ButtonLink>
        }
      />
      <PurchasingTabs current="rules" role={role} />
      <div className="grid gap-4 pt-4 *:min-w-0">
        {saved && (
          <Callout tone="positive" live="status">
            The rule for {saved.replace("@", " at ")} is saved.
          </Callout>
        )}
        {applied && (
          <Callout tone="positive" live="status">
            {appliedWords(Number(applied))}
          </Callout>
        )}
        {add && (
          <Panel id="add" title="New rule">
            <div className="pt-3">
              <RuleForm
                action={saveRule}
                rule={{ ...(sku ? { sku } : {}), ...(filter.place ? { place: filter.place } : {}) }}
                isNew
                places={places}
                suppliers={suppliers}
                back={rulesAddress(filter)}
              />
            </div>
          </Panel>
        )}
        <RuleFilter filter={filter} places={places} suppliers={suppliers} />
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <Formula />
          {suggestions > 0 && (
            <ApplySuggestions
              action={applyChecked}
              suggestions={suggestions}
              back={rulesAddress(filter)}
              checkAll={rulesAddress(filter, { checked: "all" })}
            />
          )}
        </div>
        {rows.length > 0 ? (
          <div>
            <RuleTable
              key={checked}
              rows={rows}
              filter={filter}
              editing={edit}
              allChecked={checked === "all"}
              save={saveRule}
              places={places}
              suppliers={suppliers}
            />
            <Pagination
              newerHref={filter.cursor ? rulesAddress({ ...filter, cursor: undefined }) : undefined}
              newerLabel="First page"
              olderHref={nextCursor ? rulesAddress({ ...filter, cursor: nextCursor }) : undefined}
              olderLabel="Next page"
              summary="By SKU"
            />
          </div>
        ) : (
          <EmptyState
            title="No rule fits"
            action={<ButtonLink href={rulesAddress({})}>Show all rules</ButtonLink>}
          >
            Try fewer filters, or add a rule for the SKU you are looking for.
          </EmptyState>
        )}
      </div>
    </>
  );
}

const appliedWords = (count: number): string => {
  if (count === 0) return "The rules had these marks already.";
  return count === 1 ? "1 rule has its suggested marks." : `${count} rules have their suggested marks.`;
};
