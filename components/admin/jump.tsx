"use client";

import { useQuery } from "@tanstack/react-query";
import { CornerDownLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { buttonStyle } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

const addresses = {
  order: (key: string) => `/admin/orders/${key}`,
  shipment: (key: string) => `/admin/fulfilment/${key}`,
  product: (key: string) => `/admin/catalogue/${encodeURIComponent(key)}`,
  variant: (key: string) => `/admin/inventory/${encodeURIComponent(key)}`,
  customer: (key: string) => `/admin/orders?q=${encodeURIComponent(key)}`,
} as const;

const kinds = {
  order: "Order",
  shipment: "Shipment",
  product: "Product",
  variant: "Article",
  customer: "Customer",
} as const;

/** Goes to anything that has a name, from anywhere: typed, pasted or scanned. */
export function Jump() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Jump to"
      trigger={
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          className={buttonStyle({
            class: "font-normal text-muted lg:w-full lg:justify-start max-lg:aspect-square max-lg:px-0",
          })}
        >
          <Search aria-hidden />
          <span className="max-lg:sr-only lg:flex-1 lg:text-start">Jump to…</span>
          <span className="max-lg:hidden">
            <Kbd>Ctrl K</Kbd>
          </span>
        </button>
      }
    >
      <JumpList close={() => setOpen(false)} />
    </Dialog>
  );
}

function JumpList({ close }: { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  // A scanner presses Enter before the answer is there; it goes as soon as it comes.
  const [going, setGoing] = useState(false);
  const router = useRouter();
  const q = useDeferredValue(typed.trim());
  const trpc = useTRPC();
  const search = useQuery(trpc.search.jump.queryOptions({ q: q || "-" }, { enabled: q.length >= 2 }));
  const current = q === typed.trim() && !search.isFetching;
  const targets = q.length >= 2 && search.data ? search.data : [];
  const first = targets[Math.min(chosen, targets.length - 1)];

  const go = (target: (typeof targets)[number]) => {
    close();
    router.push(addresses[target.kind](target.key));
  };
  useEffect(() => {
    if (!going || !current) return;
    setGoing(false);
    if (first) go(first);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && targets.length > 0) {
      event.preventDefault();
      setChosen((now) => (now + step + targets.length) % targets.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      setGoing(true);
    }
  };

  return (
    <>
      <Input
        role="combobox"
        aria-label="Order, shipment or tracking number, e-mail, SKU"
        aria-expanded={targets.length > 0}
        aria-controls="jump-targets"
        aria-activedescendant={first ? `jump-${first.kind}-${first.key}` : undefined}
        placeholder="Order, tracking number, e-mail, SKU"
        autoComplete="off"
        autoFocus
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
          setGoing(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="jump-targets" role="listbox" aria-label="Found" className="mt-3 min-h-40">
        {targets.map((target) => {
          const selected = target === first;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and its keys
            <div
              key={`${target.kind} ${target.key}`}
              id={`jump-${target.kind}-${target.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={selected}
              onClick={() => go(target)}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded px-3 py-1.5 text-sm hover:bg-well aria-selected:bg-accent-soft"
            >
              <span className="w-18 shrink-0 text-muted">{kinds[target.kind]}</span>
              <span className="min-w-0 flex-1">
                <span className="font-medium break-words">{target.title}</span>{" "}
                <span className="text-muted">{target.detail}</span>
              </span>
              {selected && <CornerDownLeft aria-hidden className="size-4 shrink-0 text-muted" />}
            </div>
          );
        })}
      </div>
      <p role="status" className={targets.length > 0 ? "sr-only" : "-mt-40 min-h-40 text-sm text-muted"}>
        {hint(q, current, search.error?.message, targets.length)}
      </p>
    </>
  );
}

function hint(q: string, current: boolean, fault: string | undefined, found: number): string {
  if (q.length < 2) return "A whole number or e-mail, or how a SKU or an article’s name begins.";
  if (!current) return "Looking…";
  if (fault) return fault;
  if (found === 0) return `Nothing is called “${q}”.`;
  return `${found} found`;
}
