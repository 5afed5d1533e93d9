import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { paymentProviders } from "@/server/domain/payment/payment";
import { type RefundFilter, refundStates } from "@/server/domain/payment/refund.schema";

const stateWords: Record<(typeof refundStates)[number], string> = {
  open: "On its way",
  failed: "Failed",
  succeeded: "Refunded",
  by_hand: "Paid another way",
};
const providerWords = { stripe: "Stripe", paypal: "PayPal" } as const;

/** The filter as a GET form: its state is the page's address. */
export function RefundFilters({
  home,
  filter,
  filtered,
}: {
  home: string;
  filter: RefundFilter;
  filtered: boolean;
}) {
  return (
    <Form
      action={home}
      role="search"
      aria-label="Filter refunds"
      className="grid grid-cols-2 gap-2 py-3 md:grid-cols-4 xl:grid-cols-[minmax(14rem,1fr)_auto_auto_auto_auto_auto]"
    >
      <SearchInput
        label="Order, provider’s reference or who asked"
        placeholder="Order, reference, who asked"
        name="q"
        defaultValue={filter.q}
        className="col-span-full xl:col-span-1"
      />
      <Select name="state" aria-label="State" size="md" defaultValue={filter.state ?? ""}>
        <option value="">Any state</option>
        {refundStates.map((state) => (
          <option key={state} value={state}>
            {stateWords[state]}
          </option>
        ))}
      </Select>
      <Select name="provider" aria-label="Provider" size="md" defaultValue={filter.provider ?? ""}>
        <option value="">Any provider</option>
        {paymentProviders.map((provider) => (
          <option key={provider} value={provider}>
            {providerWords[provider]}
          </option>
        ))}
      </Select>
      <Input type="date" name="from" aria-label="Asked from" size="md" defaultValue={filter.from} />
      <Input type="date" name="to" aria-label="Asked until" size="md" defaultValue={filter.to} />
      <div className="col-span-full flex gap-2 xl:col-span-1">
        <Button type="submit">Apply</Button>
        {filtered && (
          <ButtonLink href={home} look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
