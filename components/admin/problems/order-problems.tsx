import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IssueListRow } from "@/server/domain/shipment/issue.queries";
import { carrierNames, closedByWords, issueWords } from "./issue-words";

/** What is wrong with an order's parcels; what was looked after is folded away below. */
export function OrderProblems({ issues, timeZone }: { issues: readonly IssueListRow[]; timeZone: string }) {
  const open = issues.filter((issue) => !issue.closedAt);
  const closed = issues.filter((issue) => issue.closedAt);
  if (issues.length === 0) return null;
  return (
    <section aria-label="Problems on the road" className="mb-2 grid gap-2">
      {open.map((issue) => (
        <Callout
          key={issue.id}
          tone={issueWords[issue.kind].tone}
          title={`${issueWords[issue.kind].word}: ${carrierNames[issue.carrier] ?? issue.carrier} ${issue.trackingNumber}`}
          action={<Link href={`/admin/fulfilment/problems/${issue.id}`}>Look after it</Link>}
        >
          {issue.detail} Since <RelativeTime at={issue.openedAt} timeZone={timeZone} />.
        </Callout>
      ))}
      {closed.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit rounded-xs py-0.5 text-muted hover:text-ink">
            {closed.length === 1 ? "1 earlier problem" : `${closed.length} earlier problems`}
          </summary>
          <ul className="mt-1 grid gap-1">
            {closed.map((issue) => (
              <li key={issue.id}>
                <Link href={`/admin/fulfilment/problems/${issue.id}`}>{issueWords[issue.kind].word}</Link>,
                closed {closedByWords(issue.closedBy)}: {issue.note}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
