import Form from "next/form";
import { orderWords, reasonWords } from "@/components/admin/status-words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { cancelReasons, orderStatuses } from "@/server/domain/order/order";
import type { OrderFilter } from "@/server/domain/order/order-list.schema";

/** The filter as a GET form: its state is the page's address, so it can be kept, sent and reloaded. */
export function OrderFilters({ filter, filtered }: { filter: OrderFilter; filtered: boolean }) {
  return (
    <Form
      action="/admin/orders"
      role="search"
      aria-label="Filter orders"
      className="grid grid-cols-2 gap-2 py-3 md:grid-cols-4 xl:grid-cols-[minmax(16rem,1fr)_auto_auto_auto_auto_auto]"
    >
      <SearchInput
        label="Number, e-mail, name, tracking number or SKU"
        placeholder="Number, e-mail, name, tracking, SKU"
        name="q"
        defaultValue={filter.q}
        className="col-span-full xl:col-span-1"
      />
      <Select name="status" aria-label="Status" size="md" defaultValue={filter.status ?? ""}>
        <option value="">Any status</option>
        {orderStatuses.map((status) => (
          <option key={status} value={status}>
            {orderWords[status].word}
          </option>
        ))}
      </Select>
      <Select name="reason" aria-label="Cancelled because" size="md" defaultValue={filter.reason ?? ""}>
        <option value="">Any reason</option>
        {cancelReasons.map((reason) => (
          <option key={reason} value={reason}>
            Cancelled: {reasonWords[reason]}
          </option>
        ))}
      </Select>
      <Input type="date" name="from" aria-label="Placed from" size="md" defaultValue={filter.from} />
      <Input type="date" name="to" aria-label="Placed until" size="md" defaultValue={filter.to} />
      {filter.refund && <input type="hidden" name="refund" value={filter.refund} />}
      {filter.hold && <input type="hidden" name="hold" value={filter.hold} />}
      <div className="col-span-full flex gap-2 xl:col-span-1">
        <Button type="submit">Apply</Button>
        {filtered && (
          <ButtonLink href="/admin/orders" look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
