"use client";

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { destinationSchema } from "@/server/domain/carriage/carriage.schema";
import { Arrival } from "./arrival";
import { onVariantChosen } from "./chosen-variant";
import { type Country, DestinationFields } from "./destination-fields";
import { useEstimate } from "./use-estimate";

type Props = {
  /** The variant that is chosen at first. */
  sku: string;
  countries: readonly Country[];
  /** Shown until the answer is here, and without scripts. */
  children: ReactNode;
};

/** When what is chosen on a product's page arrives, for the place that the visitor named. */
export function DeliveryEstimate({ sku: first, countries, children }: Props) {
  const [sku, choose] = useState(first);
  useEffect(() => onVariantChosen(choose), []);
  const { to, estimate, left, change } = useEstimate(sku);
  const details = useRef<HTMLDetailsElement>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = destinationSchema.safeParse(Object.fromEntries(new FormData(event.currentTarget)));
    if (!parsed.success) return;
    change(parsed.data);
    if (details.current) details.current.open = false;
  };

  if (!to || !estimate) return <div className="min-h-17 text-sm text-muted">{children}</div>;
  return (
    <section aria-label="Delivery" className="min-h-17">
      <div aria-live="polite">
        <Arrival estimate={estimate} leftMs={left} />
      </div>
      <details ref={details} className="mt-1 ps-8 text-sm">
        <summary className="w-fit cursor-pointer text-muted">
          To {estimate.country.name}
          {estimate.postalCode && `, ${estimate.postalCode}`}
          <span className="ms-2 underline underline-offset-4">Change</span>
        </summary>
        <form key={`${to.country} ${to.postalCode}`} onSubmit={submit} className="mt-3 mb-2">
          <DestinationFields countries={countries} country={to.country} postalCode={to.postalCode} />
        </form>
      </details>
    </section>
  );
}
