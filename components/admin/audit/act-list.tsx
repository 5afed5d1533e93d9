import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { Act, ActRow } from "@/server/domain/staff-change/audit.queries";
import { columnWords } from "@/server/domain/staff-change/columns";
import { valueWords } from "./value-words";

type Props = { acts: readonly Act[]; timeZone: string; currency: string };

/** Acts in words, newest first; what each changed is behind its line. */
export function ActList({ acts, timeZone, currency }: Props) {
  return (
    <ol aria-label="Acts" className="divide-y divide-line border-y border-line-strong">
      {acts.map((act) => {
        const linked = act.rows.find(({ label }) => label?.href)?.label;
        return (
          <li
            key={act.act}
            className="grid gap-x-6 gap-y-1 py-2.5 text-sm lg:grid-cols-[11rem_minmax(0,1fr)]"
          >
            <p className="text-muted">
              <Time at={act.at} timeZone={timeZone} />
            </p>
            <div className="min-w-0">
              <p className="break-words">
                <Link href={`/admin/audit?person=${act.userId}`} look="plain" className="font-medium">
                  {act.userName}
                </Link>{" "}
                {act.words}
                {linked?.href && (
                  <>
                    {" · "}
                    <Link href={linked.href} look="muted" aria-label={`Open ${linked.label}`}>
                      open
                    </Link>
                  </>
                )}
              </p>
              <details className="mt-1">
                <summary className="cursor-pointer text-muted underline-offset-4 hover:underline">
                  {act.rows.length + act.more === 1 ? "One row" : `${act.rows.length + act.more} rows`}
                  <span className="sr-only">
                    {" "}
                    of what {act.userName} did: {act.words}
                  </span>
                </summary>
                <div className="mt-2 grid gap-4">
                  {act.rows.map((row) => (
                    <RowChange key={row.id} row={row} currency={currency} />
                  ))}
                  {act.more > 0 && (
                    <p className="text-muted">
                      {act.more === 1 ? "One more row is" : `${act.more} more rows are`} not shown.
                    </p>
                  )}
                </div>
              </details>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

const kinds: Record<string, string> = {
  insert: "added",
  update: "changed",
  delete: "removed",
  note: "noted",
};

/** One row, before beside after. */
function RowChange({ row, currency }: { row: ActRow; currency: string }) {
  const columns = Object.keys(row.after ?? row.before ?? {});
  const cell = (values: ActRow["before"], column: string) =>
    values && column in values ? valueWords(column, values[column], currency) : "";
  const two = row.kind === "update";
  return (
    <div className="border-s-2 border-line-strong ps-3">
      <p className="mb-1 font-medium">
        {row.table.replaceAll("_", " ")} {row.label?.label ?? ""}{" "}
        <span className="font-normal text-muted">{kinds[row.kind] ?? row.kind}</span>
      </p>
      {columns.length > 0 && (
        <table className="w-full table-fixed text-start">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="w-1/4 py-0.5 pe-3 text-start font-medium">
                What
              </th>
              {two && (
                <th scope="col" className="py-0.5 pe-3 text-start font-medium">
                  Before
                </th>
              )}
              <th scope="col" className="py-0.5 text-start font-medium">
                {row.kind === "delete" ? "Was" : two ? "After" : "Value"}
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column} className="align-top">
                <th scope="row" className="py-0.5 pe-3 text-start font-normal break-words text-muted">
                  {columnWords(column)}
                </th>
                {two && <td className="py-0.5 pe-3 break-words">{cell(row.before, column)}</td>}
                <td className="py-0.5 break-words">{cell(row.after ?? row.before, column)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
