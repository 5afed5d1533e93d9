import type { ReorderRuleRow } from "@/server/domain/purchasing/reorder.queries";

/** Whether a suggestion would change its rule. */
export const differs = ({ suggestion, reorderPoint, reorderUpTo }: ReorderRuleRow): boolean =>
  suggestion.kind === "suggested" &&
  (suggestion.reorderPoint !== reorderPoint || suggestion.reorderUpTo !== reorderUpTo);

/** What the sales of the last 60 days would set, old → new, or why nothing is suggested. */
export function SuggestionCell({ row }: { row: ReorderRuleRow }) {
  const { suggestion, demand } = row;
  switch (suggestion.kind) {
    case "too_new":
      return <Quiet>New: {suggestion.days} of 14 days</Quiet>;
    case "not_sold":
      return <Quiet>Not sold in {demand.days} days</Quiet>;
    case "no_terms":
      return <Quiet>Set a supplier first: its lead time decides</Quiet>;
    case "suggested":
      return (
        <span>
          {differs(row) ? (
            <span className="tabular block whitespace-nowrap">
              <Change from={row.reorderPoint} to={suggestion.reorderPoint} />, up to{" "}
              <Change from={row.reorderUpTo} to={suggestion.reorderUpTo} />
            </span>
          ) : (
            <span className="block">Fits as it is</span>
          )}
          <span className="tabular block text-xs text-muted">
            μ {suggestion.mean.toFixed(1)}, σ {suggestion.deviation.toFixed(1)} a day over {demand.days} days
          </span>
        </span>
      );
  }
}

const Quiet = ({ children }: { children: React.ReactNode }) => <span className="text-muted">{children}</span>;

const Change = ({ from, to }: { from: number; to: number }) =>
  from === to ? (
    <span>{to}</span>
  ) : (
    <span>
      <span className="text-muted">{from}</span>
      <span aria-hidden> → </span>
      <span className="sr-only"> becomes </span>
      <span className="font-semibold">{to}</span>
    </span>
  );

/** How suggestions are made, for whoever wants to check one. */
export function Formula() {
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-xs py-1 text-muted hover:text-ink">How suggestions are made</summary>
      <div className="mt-1 grid max-w-prose gap-2 rounded bg-well px-4 py-3">
        <p>
          From the units paid for at the place on each of the last 60 whole days, days without a sale included
          and cancelled orders left out: their mean <b>μ</b> and standard deviation <b>σ</b>. <b>L</b> is the
          supplier’s lead time for the article in days.
        </p>
        <p className="font-mono text-xs leading-6">
          reorder below = ⌈μ·L + 1.65·σ·√L⌉
          <br />
          fill up to = reorder below + max(⌈30·μ⌉, minimum, pack), rounded up to packs
        </p>
        <p>
          With 1.65, 95 of 100 deliveries come before the shelf is empty if sales go on as they did. An
          article that has been at the place for less than 60 days is judged by the days it has been there;
          under 14 days nothing is suggested.
        </p>
      </div>
    </details>
  );
}
