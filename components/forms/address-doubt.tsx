"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import type { AddressDoubt } from "./checkout-types";

const words = {
  corrected: {
    title: "Is this the address you mean?",
    text: (carrier: string) => `${carrier} knows it, but writes it another way.`,
  },
  unsure: {
    title: "Is your address complete?",
    text: (carrier: string) =>
      `${carrier} is not sure to find it. A flat, a floor or a house number may be missing.`,
  },
  unknown: {
    title: "Is your address right?",
    text: (carrier: string) =>
      `${carrier} does not know it. Please look it over once more: street, number and postcode.`,
  },
};

type Props = { doubt: AddressDoubt; pending: boolean };

/** A carrier doubts the address. It is asked once, and nothing stands in the way of going on. */
export function AddressDoubtBox({ doubt, pending }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { asked, carrier, verdict, suggested, written } = doubt;
  const about = asked.join(" ");
  useEffect(() => {
    if (about) box.current?.focus();
  }, [about]);
  const { title, text } = words[verdict];
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="address-doubt"
      role="alert"
      className="grid gap-4 rounded border border-warning-line border-s-4 border-s-warning bg-warning-soft px-4 py-4"
    >
      <div>
        <h2 id="address-doubt" className="flex items-center gap-2 font-semibold">
          <StatusShape
            tone="warning"
            className="size-4 shrink-0 text-warning [--shape-gap:var(--warning-soft)]"
          />
          {title}
        </h2>
        <p className="mt-1 text-sm">{text(carrier)}</p>
      </div>
      <dl className="grid gap-3 text-sm">
        <div>
          <dt className="text-muted">You wrote</dt>
          <dd className="break-words">{written}</dd>
        </div>
        {suggested && (
          <div>
            <dt className="text-muted">{carrier} writes</dt>
            <dd className="break-words font-medium">{suggested.line}</dd>
          </div>
        )}
      </dl>
      <div className="flex flex-wrap gap-2">
        {suggested && (
          <Button type="submit" name="intent" value="suggested" disabled={pending}>
            Use this address
          </Button>
        )}
        <Button
          type="submit"
          name="intent"
          value="order"
          look={suggested ? "quiet" : "secondary"}
          disabled={pending}
        >
          Keep mine
        </Button>
      </div>
      <p className="text-sm text-muted">
        {suggested ? "Either button" : "That"} places the order. To change something, edit the fields below
        instead.
      </p>
    </section>
  );
}
