import { Check, CircleDashed, Hourglass, Minus } from "lucide-react";
import { Panel } from "@/components/admin/panel";
import { actorWords } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { SheetLine } from "@/server/domain/stock-count/count.queries";
import { signed } from "./count-words";
import { LineName } from "./line-name";
import type { CountWork } from "./use-count";

/** What is left, shelf by shelf, and what has been counted. */
export function CountLines({ work, awake }: { work: CountWork; awake: boolean }) {
  const { sheet, choose } = work;
  const left = sheet.lines.filter((line) => line.status === "to_count");
  const done = sheet.lines.filter((line) => line.status !== "to_count");
  const hidden = sheet.total - sheet.lines.length;
  return (
    <div className="grid min-w-0 gap-8">
      {left.length > 0 && (
        <Panel title="Still to count" id="left" aside={left.length}>
          <ul>
            {left.map((line) => (
              <li key={line.id} className="border-b border-line">
                <button
                  type="button"
                  disabled={!awake}
                  onClick={() => choose(line)}
                  className="flex min-h-touch w-full items-center gap-3 px-1 py-2 text-start hover:bg-well/60 disabled:cursor-progress"
                >
                  <CircleDashed aria-hidden className="size-4 shrink-0 text-muted" />
                  <LineName line={line} />
                  {line.again && (
                    <span className="ms-auto shrink-0 text-sm font-medium text-warning">Again</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {done.length > 0 && (
        <Panel title="Counted" id="done" aside={sheet.total - sheet.toCount}>
          <ul>
            {done.map((line) => (
              <DoneLine key={line.id} line={line} timeZone={sheet.timeZone} />
            ))}
          </ul>
          {hidden > 0 && (
            <p className="py-3 text-sm text-muted">And {hidden} more that this page leaves out.</p>
          )}
        </Panel>
      )}
    </div>
  );
}

const marks: Record<
  Exclude<SheetLine["status"], "to_count">,
  { icon: typeof Check; look: string; word: string }
> = {
  booked: { icon: Check, look: "text-positive", word: "Booked" },
  to_approve: { icon: Hourglass, look: "text-warning", word: "Waits for a manager" },
  rejected: { icon: Minus, look: "text-muted", word: "Left as it was" },
};

function DoneLine({ line, timeZone }: { line: SheetLine; timeZone: string }) {
  if (line.status === "to_count") return null;
  const { icon: Icon, look, word } = marks[line.status];
  return (
    <li className="flex items-center gap-3 border-b border-line px-1 py-2">
      <Icon aria-hidden className={`size-4 shrink-0 ${look}`} strokeWidth={2.5} />
      <div className="min-w-0 flex-1">
        <LineName line={line} />
        <p className="text-sm text-muted">
          {word}
          {line.countedBy && line.countedAt && (
            <>
              {" "}
              · {actorWords(line.countedBy)}, <Time at={line.countedAt} style="time" timeZone={timeZone} />
            </>
          )}{" "}
          ·{" "}
          <Link href={`/admin/inventory/${encodeURIComponent(line.sku)}#ledger`} look="muted">
            Ledger<span className="sr-only"> of {line.sku}</span>
          </Link>
        </p>
      </div>
      <p className="tabular shrink-0 text-end">
        <span className="block text-lg font-semibold">{line.counted}</span>
        {line.difference !== null && line.difference !== 0 && (
          <span className="block text-sm text-muted">{signed(line.difference)}</span>
        )}
      </p>
    </li>
  );
}
