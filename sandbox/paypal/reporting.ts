import type { World } from "../vendor";
import { amountOf } from "./amounts";
import { wakeDue } from "./background";
import { PaypalApiError } from "./errors";
import type { Order } from "./order";

const longestMs = 31 * 86_400_000;
const mostRecords = 10_000;

/**
 * `GET /v1/reporting/transactions`: payments and refunds, oldest first, in pages. The real one lists a transaction up to
 * three hours late and needs the app's leave for Transaction Search; here all is listed at once.
 */
export async function transactions(world: World, query: Record<string, string>) {
  const [from, to] = [timeOf(query.start_date, "start_date"), timeOf(query.end_date, "end_date")];
  if (to.getTime() - from.getTime() > longestMs)
    throw new PaypalApiError(400, {
      issue: "INVALID_REQUEST",
      description: "Date range is greater than 31 days",
    });
  await wakeDue(world);
  const size = Math.min(500, Math.max(1, Number(query.page_size ?? 100) || 100));
  const page = Math.max(1, Number(query.page ?? 1) || 1);
  const { rows } = await world.db.query<{ doc: Order }>(
    // A refund may be far younger than its payment.
    "select doc from paypal_orders where captured_at <= $1 order by seq",
    [new Date(to.getTime() + 999)],
  );
  const all = rows
    .flatMap(({ doc }) => entriesOf(doc))
    .filter(({ at }) => at >= from && Math.floor(at.getTime() / 1000) <= Math.floor(to.getTime() / 1000))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  if (all.length > mostRecords)
    throw new PaypalApiError(400, {
      issue: "RESULTSET_TOO_LARGE",
      description:
        "Result set size is greater than the maximum limit. Change the filter criteria and try again.",
    });
  return {
    transaction_details: all
      .slice((page - 1) * size, page * size)
      .map(({ info }) => ({ transaction_info: info })),
    account_number: "HLDFSTSHP2222",
    start_date: query.start_date,
    end_date: query.end_date,
    last_refreshed_datetime: world.now().toISOString(),
    page,
    total_items: all.length,
    total_pages: Math.max(1, Math.ceil(all.length / size)),
    links: [],
  };
}

/** Zones are written without a colon in this API's examples; both are read. */
function timeOf(given: string | undefined, field: string): Date {
  const time = new Date((given ?? "").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  if (Number.isNaN(time.getTime()))
    throw new PaypalApiError(400, { issue: "INVALID_REQUEST", field, description: `${field} is not a time` });
  return time;
}

function entriesOf(order: Order) {
  const { capture, refunds, currency, unit } = order;
  if (!capture) return [];
  const ours = {
    ...(unit.invoice_id ? { invoice_id: unit.invoice_id } : {}),
    ...(unit.custom_id ? { custom_field: unit.custom_id } : {}),
  };
  const zoned = (time: string) => `${time.slice(0, 19)}+0000`;
  const states = { COMPLETED: "S", PENDING: "P", DECLINED: "D", FAILED: "D" };
  return [
    {
      at: new Date(capture.created),
      info: {
        transaction_id: capture.id,
        paypal_reference_id: order.id,
        paypal_reference_id_type: "ODR",
        transaction_event_code: "T0006",
        transaction_initiation_date: zoned(capture.created),
        transaction_updated_date: zoned(capture.updated),
        transaction_amount: amountOf(capture.amount, currency),
        fee_amount: amountOf(-capture.fee, currency),
        transaction_status: states[capture.status],
        ...ours,
      },
    },
    ...refunds.map((refund) => ({
      at: new Date(refund.created),
      info: {
        transaction_id: refund.id,
        paypal_reference_id: capture.id,
        paypal_reference_id_type: "TXN",
        transaction_event_code: "T1107",
        transaction_initiation_date: zoned(refund.created),
        transaction_updated_date: zoned(refund.updated),
        transaction_amount: amountOf(-refund.amount, currency),
        transaction_status: states[refund.status],
        ...ours,
        ...(refund.customId ? { custom_field: refund.customId } : {}),
      },
    })),
  ];
}
