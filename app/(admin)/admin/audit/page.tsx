import { Download } from "lucide-react";
import type { Metadata } from "next";
import { ActList } from "@/components/admin/audit/act-list";
import { AuditFilters } from "@/components/admin/audit/audit-filters";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { auditPage, auditPeople } from "@/server/domain/staff-change/audit.queries";
import { auditFilterSchema } from "@/server/domain/staff-change/audit.schema";

export const metadata: Metadata = { title: "Audit" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who did what, and what it was before. For admins: it tells of everybody's work. */
export default async function AuditPage({ searchParams }: Props) {
  await staffGate("admin", "/admin/audit");
  const ctx = await visitorContext();
  const filter = auditFilterSchema.parse(await searchParams);
  const [{ acts, next }, people, { timeZone, currency }] = await Promise.all([
    auditPage(ctx, filter),
    auditPeople(ctx),
    readSettings(ctx),
  ]);
  const { before, ...kept } = filter;
  const address = (path: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams([...Object.entries(kept), ...Object.entries(more)].filter(isText));
    return query.size > 0 ? `${path}?${query}` : path;
  };
  return (
    <>
      <PageHeader
        title="Audit"
        summary="What staff did, with what it was before. Nobody can change or delete it. What happens by itself is told on the pages of orders and policies."
        actions={
          <a href={address("/admin/audit/export")} className={buttonStyle()} download>
            <Download aria-hidden />
            Export as CSV
          </a>
        }
      />
      <AuditFilters filter={filter} people={people} />
      {acts.length === 0 ? (
        <EmptyState title={Object.values(filter).some(Boolean) ? "Nothing fits" : "Nothing yet"} compact>
          {Object.values(filter).some(Boolean)
            ? "Ask for other days, another person or another part."
            : "What staff do from now on stands here."}
        </EmptyState>
      ) : (
        <ActList acts={acts} timeZone={timeZone} currency={currency} />
      )}
      <Pagination
        newerHref={before ? address("/admin/audit") : undefined}
        newerLabel="Newest"
        olderHref={next ? address("/admin/audit", { before: String(next) }) : undefined}
      />
    </>
  );
}

const isText = (entry: [string, string | number | undefined]): entry is [string, string] =>
  typeof entry[1] === "string" && entry[1] !== "";
