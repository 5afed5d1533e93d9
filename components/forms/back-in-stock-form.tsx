"use client";

import { type FormEvent, useState } from "react";
import { useAvailability } from "@/components/shop/use-availability";
import { Callout } from "@/components/ui/callout";
import { BackInStockFields } from "./back-in-stock-fields";

type Variant = { sku: string; title: string; available: number };
type Answer = { asked: "noted" | "in_stock" } | { fault: string };

/**
 * Beside what is sold out: leave an address and hear when it is back. A real form that leads to a page with the answer;
 * with scripts the answer takes its place. Which variants are sold out is asked live, like in the form above it.
 */
export function BackInStockForm({ variants }: { variants: readonly Variant[] }) {
  const left = useAvailability(
    variants.map(({ sku }) => sku),
    Object.fromEntries(variants.map(({ sku, available }) => [sku, available])),
  );
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<Answer & { for: string }>();
  const gone = variants.filter(({ sku }) => (left[sku] ?? 0) === 0);

  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const body = new FormData(form);
    setPending(true);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body,
      });
      setAnswer({ ...((await response.json()) as Answer), for: String(body.get("email")) });
    } catch {
      setAnswer({ fault: "That didn't reach us. Check your connection and try again.", for: "" });
    } finally {
      setPending(false);
    }
  }

  if (answer && "asked" in answer)
    return (
      <Callout
        tone="positive"
        live="status"
        title={answer.asked === "noted" ? "We will tell you" : "There is some already"}
      >
        {answer.asked === "noted"
          ? `One mail to ${answer.for}, as soon as it can be bought again.`
          : "It came in a moment ago. Load the page again and put it in your cart."}
      </Callout>
    );
  if (gone.length === 0) return null;
  return (
    <section aria-labelledby="back-in-stock" className="border-t pt-5">
      <h2 id="back-in-stock" className="mb-3 font-semibold">
        {gone.length === variants.length
          ? "Hear when it is back"
          : gone.length === 1
            ? `Waiting for ${gone[0]?.title}?`
            : "Waiting for one that is sold out?"}
      </h2>
      <form
        action="/back-in-stock/ask"
        method="post"
        noValidate
        onSubmit={ask}
        className="grid max-w-md gap-4"
      >
        <BackInStockFields
          variants={gone}
          fault={answer && "fault" in answer ? answer.fault : undefined}
          pending={pending}
        />
      </form>
    </section>
  );
}
