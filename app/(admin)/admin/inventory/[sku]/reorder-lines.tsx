import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { LevelRow } from "@/server/domain/inventory/inventory.queries";

type Props = { sku: string; levels: readonly LevelRow[]; manager: boolean };

/** When each place asks for more, in words, and where that is changed. */
export function ReorderLines({ sku, levels, manager }: Props) {
  const byPlace = new Map(levels.map((level) => [level.place, level]));
  const rules = [...byPlace.values()].filter((level) => level.reorderPoint !== null);
  return (
    <div className="mt-2 grid gap-1 text-sm text-muted">
      {rules.map(({ place, reorderPoint, reorderUpTo, lowSince }) => (
        <p key={place}>
          {place}: reordered when fewer than {reorderPoint} are available, up to {reorderUpTo}.
          {lowSince && (
            <>
              {" "}
              <span className="font-medium text-warning">
                Low since <Time at={lowSince} style="date" />.
              </span>
            </>
          )}
        </p>
      ))}
      {manager && (
        <p>
          <Link href={`/admin/purchasing/rules?q=${encodeURIComponent(sku)}`}>
            {rules.length > 0 ? "Change when it is reordered" : "Set when it is reordered"}
          </Link>
        </p>
      )}
    </div>
  );
}
