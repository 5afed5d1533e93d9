import { NumberStepper } from "@/components/ui/number-stepper";

export type CancellableLine = {
  id: string;
  title: string;
  variantTitle: string;
  /** Units of it that have not left. */
  open: number;
  /** Of those, units that wait for stock; they are cancelled first. */
  backordered: number;
};

type Props = {
  lines: readonly CancellableLine[];
  chosen: Record<string, number>;
  onChange: (id: string, quantity: number) => void;
};

/** How many of each line are not to be sent. */
export function CancelUnitsLines({ lines, chosen, onChange }: Props) {
  return (
    <ul aria-label="Not to be sent" className="divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
          <span className="min-w-0 flex-1 basis-40">
            <span className="font-medium">{line.title}</span>
            {line.variantTitle && <span className="text-muted"> {line.variantTitle}</span>}
            <span className="block text-sm text-muted">
              {line.open > line.backordered && `${line.open} not sent yet`}
              {line.open > line.backordered && line.backordered > 0 && ", "}
              {line.backordered > 0 && `${line.backordered} on backorder`}
            </span>
          </span>
          <NumberStepper
            name={`cancel-${line.id}`}
            label={`How many of ${line.title} ${line.variantTitle} to cancel`}
            defaultValue={chosen[line.id] ?? 0}
            min={0}
            max={line.open}
            onChange={(quantity) => onChange(line.id, quantity)}
          />
        </li>
      ))}
    </ul>
  );
}
