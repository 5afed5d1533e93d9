"use client";

import { ArrowRightLeft, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { SelectField } from "@/components/ui/select";
import type { BoxKind, Goods } from "@/server/domain/shipment/packing";
import { reckonWeight, sameLine } from "@/server/domain/shipment/packing";
import { type DraftPackage, moveUnits } from "./pack-draft";
import type { BenchWork } from "./use-bench";
import { gramsText } from "./weights";

/** Which box, and what goes in which: suggested, and the packer's to change. */
export function PackStep({ work }: { work: BenchWork }) {
  const { bench, pack, shipment } = work;
  // What was changed holds for these goods; units that are taken out meanwhile start the suggestion anew.
  const about = bench.goods.map((line) => `${line.orderLineId} ${line.stockLevelId} ${line.quantity}`).join();
  const [draft, setDraft] = useState<{ about: string; packages: DraftPackage[] }>();
  const own = draft?.about === about ? draft.packages : null;
  const packages: readonly DraftPackage[] = own ?? bench.suggestion;
  const change = (changed: DraftPackage[]) => setDraft({ about, packages: changed });
  const units = bench.goods.reduce((sum, line) => sum + line.quantity, 0);

  const close = () => {
    if (pack.isPending) return;
    pack.mutate(
      own
        ? { shipment, packages: own.map(({ packagingId, lines }) => ({ packagingId, lines })) }
        : { shipment },
    );
  };
  return (
    <div className="grid gap-3">
      <div className="flex min-h-8 flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-semibold">
          {packages.length === 1 ? "Pack it like this" : `Pack it in ${packages.length} packages`}
        </h2>
        {own && (
          <Button look="quiet" size="sm" icon={<RotateCcw aria-hidden />} onClick={() => setDraft(undefined)}>
            As suggested
          </Button>
        )}
      </div>
      <ol className="border-t border-line">
        {packages.map((one, place) => (
          <Package
            // biome-ignore lint/suspicious/noArrayIndexKey: a package is known by its place
            key={place}
            place={place}
            packages={packages}
            goods={bench.goods}
            boxes={bench.boxes}
            onBox={(packagingId) =>
              change(packages.map((other, i) => (i === place ? { ...one, packagingId } : other)))
            }
            onMove={(line, quantity, to) => change(moveUnits(packages, line, quantity, place, to, bench))}
          />
        ))}
      </ol>
      <Button data-primary look="primary" size="lg" wide pending={pack.isPending} onClick={close}>
        Pack {units} {units === 1 ? "unit" : "units"}
        {packages.length > 1 && ` in ${packages.length} packages`}
      </Button>
    </div>
  );
}

type PackageProps = {
  place: number;
  packages: readonly DraftPackage[];
  goods: readonly Goods[];
  boxes: readonly BoxKind[];
  onBox: (packagingId: string | null) => void;
  onMove: (line: DraftPackage["lines"][number], quantity: number, to: number) => void;
};

function Package({ place, packages, goods, boxes, onBox, onMove }: PackageProps) {
  const one = packages[place];
  if (!one) return null;
  const several = packages.length > 1;
  const box = boxes.find(({ id }) => id === one.packagingId);
  const inside = one.lines.map((line) => ({
    ...line,
    goods: goods.find((candidate) => sameLine(candidate, line)),
  }));
  const grams = reckonWeight(
    inside.map(({ quantity, goods: of }) => ({ quantity, weightGrams: of?.weightGrams ?? 0 })),
    box,
  );
  return (
    <li className="grid gap-2 border-b border-line py-3">
      <SelectField
        name={`box-${place + 1}`}
        label={several ? `Box of package ${place + 1}` : "Box"}
        value={one.packagingId ?? ""}
        onChange={(event) => onBox(event.target.value || null)}
        hint={`${gramsText(grams)}, reckoned with the box`}
        error={
          box && grams > box.maxGrams
            ? `Too heavy: ${box.name} carries ${gramsText(box.maxGrams)}.`
            : undefined
        }
      >
        {boxes.map(({ id, name, lengthMm, widthMm, heightMm }) => (
          <option key={id} value={id}>
            {name}, {Math.round(lengthMm / 10)} × {Math.round(widthMm / 10)} × {Math.round(heightMm / 10)} cm
          </option>
        ))}
        <option value="">Another box</option>
      </SelectField>
      <ul aria-label={several ? `In package ${place + 1}` : "In the package"}>
        {inside.map(({ goods: of, ...line }) => (
          <li
            key={`${line.orderLineId}-${line.stockLevelId}`}
            className="flex min-h-row items-center gap-2 text-sm"
          >
            <span className="min-w-0 flex-1">
              <span className="tabular font-semibold">{line.quantity} ×</span> {of?.title ?? "Item"}
            </span>
            {(several || line.quantity > 1 || one.lines.length > 1) && (
              <MoveMenu
                name={of?.title ?? "it"}
                quantity={line.quantity}
                from={place}
                count={packages.length}
                onMove={(quantity, to) => onMove(line, quantity, to)}
              />
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

type MoveProps = {
  name: string;
  quantity: number;
  from: number;
  count: number;
  onMove: (quantity: number, to: number) => void;
};

/** One by one, or all at once; a package that this empties is gone. */
function MoveMenu({ name, quantity, from, count, onMove }: MoveProps) {
  const targets = Array.from({ length: count + 1 }, (_, i) => i).filter((i) => i !== from);
  const to = (i: number) => (i === count ? "a new package" : `package ${i + 1}`);
  return (
    <Menu
      trigger={
        <Button look="quiet" size="md" icon={<ArrowRightLeft aria-hidden />} aria-label={`Move ${name}`}>
          Move
        </Button>
      }
    >
      {targets.map((i) => (
        <MenuItem key={`one-${i}`} onClick={() => onMove(1, i)}>
          {quantity === 1 ? `To ${to(i)}` : `1 to ${to(i)}`}
        </MenuItem>
      ))}
      {quantity > 1 &&
        targets.map((i) => (
          <MenuItem key={`all-${i}`} onClick={() => onMove(quantity, i)}>
            All {quantity} to {to(i)}
          </MenuItem>
        ))}
    </Menu>
  );
}
