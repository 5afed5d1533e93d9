"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Callout } from "@/components/ui/callout";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";
import { binPattern, normalBin } from "@/server/domain/inventory/bin";
import { beep } from "../fulfilment/beeps";
import { ScanBox } from "../fulfilment/scan-box";
import { useAwake } from "../use-awake";

type Told = { tone: "positive" | "critical" | "info"; title: string; detail?: string; at: number };
type Done = { sku: string; title: string; bin: string; at: number };

/** A shelf, then whatever lies on it, one scan each; another shelf's code begins the next one. */
export function PutAway({ location }: { location: string }) {
  const trpc = useTRPC();
  const awake = useAwake();
  const [bin, setBin] = useState<string | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [done, setDone] = useState<readonly Done[]>([]);
  const say = (said: Omit<Told, "at">) => setTold({ ...said, at: Date.now() });
  const save = useMutation(
    trpc.inventory.setBin.mutationOptions({
      scope: { id: "put-away" },
      onSuccess: ({ sku, title, from, to }) => {
        beep("right");
        if (to) setDone((before) => [{ sku, title, bin: to, at: Date.now() }, ...before].slice(0, 20));
        const was = from && from !== to ? `It was on ${from}.` : undefined;
        say({ tone: "positive", title: `${title}: ${to}`, ...(was ? { detail: was } : {}) });
      },
      onError: (error, { sku }) => {
        // What is no article and looks like a shelf is the next shelf.
        const code = normalBin(sku);
        if (error.data && "kind" in error.data && error.data.kind === "not_found" && isShelf(code))
          return stand(code);
        beep("wrong");
        const detail = error.data ? error.message : "The server can't be reached. Please scan it again.";
        say({ tone: "critical", title: "Nothing was changed", detail });
      },
    }),
  );
  const stand = (code: string) => {
    beep("right");
    setBin(code);
    say({ tone: "info", title: `Shelf ${code}`, detail: "Scan what lies on it." });
  };
  const read = (text: string) => {
    if (bin) return save.mutate({ sku: text, location, bin });
    const code = normalBin(text);
    if (isShelf(code)) return stand(code);
    beep("wrong");
    say({ tone: "critical", title: `${text} is no shelf`, detail: "Scan a shelf first, such as A-03-2." });
  };

  return (
    <div className="grid max-w-xl gap-4">
      <div aria-live="assertive">
        {told && (
          <Callout key={told.at} tone={told.tone} title={told.title}>
            {told.detail}
          </Callout>
        )}
      </div>
      {bin && (
        <p>
          <span className="block text-xs text-muted">Shelf</span>
          <span className="font-mono text-4xl font-semibold">{bin}</span>
        </p>
      )}
      <fieldset disabled={!awake} className="min-w-0">
        <legend className="sr-only">Scan</legend>
        <ScanBox
          label={bin ? "Scan an item, or the next shelf" : "Scan a shelf"}
          placeholder={bin ? "Barcode, SKU or shelf" : "Shelf code"}
          awake={awake}
          wrong={told?.tone === "critical"}
          onRead={read}
          hint={
            <span>
              A scanner ends with <Kbd>Enter</Kbd> by itself
            </span>
          }
        />
      </fieldset>
      {done.length > 0 && (
        <section aria-labelledby="put-away">
          <h2 id="put-away" className="mb-1 font-semibold">
            Put away now
          </h2>
          <ul className="border-t border-line">
            {done.map(({ sku, title, bin: to, at }) => (
              <li key={at} className="flex items-baseline gap-3 border-b border-line px-1 py-2 text-sm">
                <span className="min-w-0 flex-1">
                  {title}{" "}
                  <Link href={`/admin/inventory/${encodeURIComponent(sku)}`} className="font-mono">
                    {sku}
                  </Link>
                </span>
                <span className="font-mono font-semibold">{to}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** A letter or a few, then a number, as aisles and bays are written: "A-03-2". SKUs and barcodes seldom begin so. */
const isShelf = (code: string): boolean => binPattern.test(code) && /^[A-Z]{1,5}-?\d/.test(code);
