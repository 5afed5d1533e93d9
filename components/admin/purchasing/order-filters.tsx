import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { purchaseOrderStatuses } from "@/server/domain/purchasing/purchase-order";
import type { PurchaseOrderFilter } from "@/server/domain/purchasing/purchase-order.schema";
import { orderStatusWord } from "./order-status";

type Named = { code: string; name: string };
type Props = {
  filter: PurchaseOrderFilter;
  filtered: boolean;
  suppliers: readonly Named[];
  places: readonly Named[];
};

/** A GET form: what it filters by is in the page's address. */
export function PurchaseOrderFilters({ filter, filtered, suppliers, places }: Props) {
  return (
    <Form
      action="/admin/purchasing/orders"
      role="search"
      aria-label="Filter purchase orders"
      className="grid grid-cols-2 items-center gap-2 py-3 md:grid-cols-4 xl:grid-cols-[minmax(12rem,1fr)_auto_auto_auto_auto_auto]"
    >
      <SearchInput
        label="Number"
        placeholder="PO-1001"
        name="q"
        defaultValue={filter.q}
        className="col-span-full xl:col-span-1"
      />
      <Select name="status" aria-label="Status" size="md" defaultValue={filter.status ?? ""}>
        <option value="">Any status</option>
        <option value="open">Open</option>
        {purchaseOrderStatuses.map((status) => (
          <option key={status} value={status}>
            {orderStatusWord(status)}
          </option>
        ))}
      </Select>
      <Choice name="supplier" label="Supplier" all="All suppliers" value={filter.supplier} from={suppliers} />
      <Choice name="place" label="Place" all="All places" value={filter.place} from={places} />
      <Checkbox name="overdue" value="true" label="Overdue" defaultChecked={filter.overdue} />
      <div className="col-span-full flex gap-2 xl:col-span-1">
        <Button type="submit">Apply</Button>
        {filtered && (
          <ButtonLink href="/admin/purchasing/orders" look="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  from: readonly Named[];
};

const Choice = ({ name, label, all, value, from }: ChoiceProps) => (
  <Select name={name} aria-label={label} size="md" defaultValue={value ?? ""}>
    <option value="">{all}</option>
    {from.map((one) => (
      <option key={one.code} value={one.code}>
        {one.name}
      </option>
    ))}
  </Select>
);
