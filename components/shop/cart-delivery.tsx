import type { Estimate } from "@/server/domain/carriage/estimate.queries";
import { Arrival } from "./arrival";
import { type Country, DestinationFields } from "./destination-fields";

type Props = {
  estimate: Estimate;
  countries: readonly Country[];
  action: (form: FormData) => Promise<void>;
};

/** When the cart arrives. A plain form changes where. */
export function CartDelivery({ estimate, countries, action }: Props) {
  const { country, postalCode } = estimate;
  return (
    <section aria-labelledby="delivery" className="mt-8 max-w-form border-t pt-5">
      <h2 id="delivery" className="mb-3 font-display text-xl">
        Delivery
      </h2>
      <Arrival estimate={estimate} />
      <details className="mt-1 ps-8 text-sm">
        <summary className="w-fit cursor-pointer text-muted">
          To {country.name}
          {postalCode && `, ${postalCode}`}
          <span className="ms-2 underline underline-offset-4">Change</span>
        </summary>
        <form action={action} className="mt-3 mb-2">
          <DestinationFields countries={countries} country={country.code} postalCode={postalCode} />
        </form>
      </details>
    </section>
  );
}
