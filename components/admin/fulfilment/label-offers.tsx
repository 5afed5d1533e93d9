"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc-client";
import { RadioCard } from "@/components/ui/choice";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { dayWords } from "@/server/kernel/day-words";

export type OfferKey = { carrier: "ups" | "fedex"; serviceCode: string };

type Props = {
  shipment: string;
  /** A label is being bought: prices don't matter now. */
  busy: boolean;
  chosen: OfferKey | undefined;
  onChoose: (offer: OfferKey | undefined) => void;
};

/** Which service is taken and why, and the others to choose from. Nothing waits for it: the purchase asks again by itself. */
export function LabelOffers({ shipment, busy, chosen, onChoose }: Props) {
  const trpc = useTRPC();
  const { data, isPending, isError } = useQuery({
    ...trpc.shipment.offers.queryOptions({ shipment }),
    enabled: !busy,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (busy) return null;
  if (isPending)
    return (
      <div role="status" className="grid gap-2">
        <span className="sr-only">Asking the carriers for prices</span>
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="h-5 w-full" />
      </div>
    );
  if (isError)
    return <p className="text-sm text-muted">No prices just now. The label can be bought all the same.</p>;
  const best = data.offers.find((one) => one.chosen);
  const picked = chosen && data.offers.find((one) => isSame(one, chosen));
  const shown = picked ?? best;
  return (
    <section aria-label="Service" className="grid gap-2">
      {shown ? (
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 font-semibold">
          <span>{shown.serviceName}</span>
          <Money value={shown.cost} />
        </p>
      ) : (
        <p className="font-semibold">{data.serviceName ?? "The carrier's usual service"}</p>
      )}
      <p className="text-sm text-muted">{picked && !picked.chosen ? "Chosen by hand." : data.reason}</p>
      {data.offers.length > 1 && (
        <details className="group">
          <summary className="inline-flex min-h-10 cursor-pointer items-center rounded-xs text-sm font-semibold text-accent underline underline-offset-4">
            Choose another service
          </summary>
          <fieldset className="mt-1 grid gap-2">
            <legend className="sr-only">Service</legend>
            {data.offers.map((one) => (
              <RadioCard
                key={`${one.carrier}-${one.serviceCode}`}
                name="offer"
                value={`${one.carrier}-${one.serviceCode}`}
                label={one.serviceName}
                hint={
                  <>
                    {one.deliverBy ? `Arrives ${dayWords(one.deliverBy)}` : "No day named"}
                    {!one.inTime && ", later than promised"}
                  </>
                }
                aside={<Money value={one.cost} />}
                checked={shown !== undefined && isSame(one, shown)}
                onChange={() =>
                  onChoose(one.chosen ? undefined : { carrier: one.carrier, serviceCode: one.serviceCode })
                }
              />
            ))}
          </fieldset>
        </details>
      )}
    </section>
  );
}

const isSame = (a: { carrier: string; serviceCode: string }, b: { carrier: string; serviceCode: string }) =>
  a.carrier === b.carrier && a.serviceCode === b.serviceCode;
