import { Status } from "@/components/ui/status";

/** Below this it is worth saying how many. */
const scarce = 10;

type Props = {
  available: number;
  /** In a list: nothing is said while there is plenty. */
  onlyWhenScarce?: boolean | undefined;
};

/** "3 left", "Sold out", "In stock". */
export function StockWord({ available, onlyWhenScarce = false }: Props) {
  if (available <= 0)
    return (
      <Status plain tone="neutral">
        Sold out
      </Status>
    );
  if (available < scarce)
    return (
      <Status plain tone="warning">
        {available === 1 ? "Last one" : `${available} left`}
      </Status>
    );
  if (onlyWhenScarce) return null;
  return (
    <Status plain tone="positive">
      In stock
    </Status>
  );
}
