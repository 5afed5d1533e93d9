import { csvLine } from "@/server/kernel/csv";
import type { Reader } from "@/server/kernel/ctx";
import { auditPage } from "./audit.queries";
import type { AuditFilter } from "./audit.schema";

/** The filtered acts as CSV, a line for each row that was changed: memory stays the same however many there are. */
export async function* exportAudit(
  reader: Reader,
  filter: AuditFilter,
  timeZone: string,
): AsyncGenerator<string> {
  const at = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  yield csvLine([
    `When (${timeZone})`,
    "Act",
    "Who",
    "Role",
    "What",
    "Table",
    "Row",
    "Named",
    "Kind",
    "Before",
    "After",
  ]);
  let before = filter.before;
  do {
    const { acts, next } = await auditPage(reader, { ...filter, before }, 200);
    yield acts
      .flatMap(({ rows, ...act }) =>
        rows.map((row) =>
          csvLine([
            at.format(act.at),
            act.act,
            act.userName,
            act.role,
            act.words,
            row.table,
            row.key,
            row.label?.label ?? null,
            row.kind,
            row.before && JSON.stringify(row.before),
            row.after && JSON.stringify(row.after),
          ]),
        ),
      )
      .join("");
    before = next ?? undefined;
  } while (before !== undefined);
}
