import { Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { TextField } from "@/components/ui/input";
import type { DockLine } from "@/server/domain/purchasing/receipt.queries";
import { type Entry, isShort, newEntry, type Problem, unitsOf } from "./receive-tally";
import type { ReceiptWork } from "./use-receipt";

type Props = { work: ReceiptWork; entry: Entry; line: DockLine };

/** One lot of one article on the list: how many, how many of them damaged, which lot, until when. */
export function ReceiveEntry({ work, entry, line }: Props) {
  const quantity = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState(false);
  const wanted = work.asked === entry.id;
  useEffect(() => {
    if (!wanted) return;
    quantity.current?.focus();
    quantity.current?.select();
  }, [wanted]);

  const problem = work.problem(entry);
  // What is typed wrong shows at once; what is only missing waits for the press.
  const shown = problem && (work.tried || typedWrong(problem, entry)) ? problem : null;
  const fault = (field: Problem["field"]) => (shown?.field === field ? shown.message : undefined);
  const dated = opened || line.shelfLifeDays > 0 || entry.lot !== "" || entry.expiresOn !== "";
  const short = isShort(entry, line, new Date());
  const set =
    (field: "quantity" | "damaged" | "lot" | "expiresOn") => (event: { target: { value: string } }) =>
      work.change(entry.id, { [field]: event.target.value });
  const lots = `lots-${line.id}`;

  return (
    <div
      className={`grid gap-3 rounded border bg-surface p-3.5 ${shown ? "border-critical-line" : "border-line"}`}
    >
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 leading-5">
          <span className="font-semibold">{line.title}</span>
          {line.variantTitle && <span> · {line.variantTitle}</span>}
          <span className="block font-mono text-sm text-muted">{line.sku}</span>
        </p>
        <Button
          look="quiet"
          square
          aria-label={`Take ${line.sku} ${entry.lot} off the list`}
          onClick={() => work.remove(entry.id)}
          icon={<Trash2 aria-hidden />}
        />
      </div>
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          ref={quantity}
          id={`quantity-${entry.id}`}
          name="quantity"
          label={`Units, of ${line.awaited} awaited`}
          type="number"
          inputMode="numeric"
          min={0}
          value={entry.quantity}
          error={fault("quantity")}
          onChange={set("quantity")}
          onFocus={(event) => event.target.select()}
          onBlur={work.answerAsked}
          onKeyDown={backToScan}
        />
        <TextField
          id={`damaged-${entry.id}`}
          name="damaged"
          label="Of them damaged"
          type="number"
          inputMode="numeric"
          min={0}
          placeholder="0"
          value={entry.damaged}
          error={fault("damaged")}
          onChange={set("damaged")}
          onKeyDown={backToScan}
        />
        {dated && (
          <>
            <TextField
              id={`lot-${entry.id}`}
              name="lot"
              label="Lot"
              list={lots}
              autoComplete="off"
              autoCapitalize="characters"
              maxLength={60}
              value={entry.lot}
              error={fault("lot")}
              onChange={set("lot")}
              onKeyDown={backToScan}
            />
            <TextField
              id={`expiresOn-${entry.id}`}
              name="expiresOn"
              label="Expires on"
              type="date"
              value={entry.expiresOn || (line.lots.find(({ code }) => code === entry.lot)?.expiresOn ?? "")}
              error={short ? undefined : fault("expiresOn")}
              onChange={set("expiresOn")}
            />
            <datalist id={lots}>
              {line.lots.map(({ code }) => (
                <option key={code} value={code} />
              ))}
            </datalist>
          </>
        )}
      </div>
      {short && (
        <Checkbox
          label="Receive it all the same"
          hint={`Shoppers are not offered it with ${line.shelfLifeDays} days or fewer left.`}
          checked={entry.shortLifeAccepted}
          onChange={(event) => work.change(entry.id, { shortLifeAccepted: event.target.checked })}
        />
      )}
      {dated && (
        <Button
          look="link"
          size="sm"
          className="justify-self-start"
          onClick={() => work.add(newEntry(line.id))}
        >
          Another lot of it
        </Button>
      )}
      {!dated && (
        <Button
          look="link"
          size="sm"
          className="justify-self-start"
          aria-label={`Add a lot to ${line.sku}`}
          onClick={() => setOpened(true)}
        >
          Add a lot
        </Button>
      )}
    </div>
  );
}

/** Enter ends typing: the next scan goes where scans belong. */
function backToScan(event: { key: string; preventDefault: () => void }) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  document.getElementById("scan")?.focus();
}

const typedWrong = ({ field }: Problem, entry: Entry): boolean =>
  field === "quantity"
    ? unitsOf(entry.quantity) > 0
    : field === "damaged" || (field === "expiresOn" && entry.expiresOn !== "");
