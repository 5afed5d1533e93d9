import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { OpenDraft, OverdueOrder } from "@/server/domain/purchasing/alerts.queries";
import { AlertAction } from "./alert-action";
import type { FormAction } from "./form-state";

const orderHref = (number: string): string => `/admin/purchasing/orders/${number}`;

const Row = ({
  number,
  what,
  state,
  children,
}: Record<"number", string> & Record<"what" | "state" | "children", ReactNode>) => (
  <li className="grid items-center gap-x-5 gap-y-1.5 py-2.5 text-sm sm:grid-cols-[6rem_minmax(0,1.2fr)_minmax(0,1fr)_auto]">
    <Link href={orderHref(number)} className="font-medium">
      {number}
    </Link>
    <span>{what}</span>
    <span className="text-muted">{state}</span>
    <span className="flex flex-wrap items-center gap-2 sm:justify-end">{children}</span>
  </li>
);

const lineWords = (lines: number): string => (lines === 1 ? "1 line" : `${lines} lines`);

/** Drafts that were written by themselves: those a manager was asked about, and those that wait for something else. */
export function DraftList({ drafts, approve }: { drafts: readonly OpenDraft[]; approve: FormAction }) {
  return (
    <ul className="divide-y">
      {drafts.map((draft) => (
        <Row
          key={draft.id}
          number={draft.number}
          what={
            <>
              {draft.supplier} <span className="text-muted">to {draft.place}</span>
              <span className="block text-muted">
                {lineWords(draft.lines)}, <Money value={draft.total} className="font-semibold text-ink" />
              </span>
            </>
          }
          state={<DraftState draft={draft} />}
        >
          <ButtonLink
            href={orderHref(draft.number)}
            size="sm"
            look="quiet"
            aria-label={`Edit ${draft.number}`}
          >
            Edit
          </ButtonLink>
          <AlertAction action={approve} fields={{ id: draft.id }} pendingLabel="Ordering…">
            Order for <Money value={draft.total} />
          </AlertAction>
        </Row>
      ))}
    </ul>
  );
}

function DraftState({ draft }: { draft: OpenDraft }) {
  if (draft.askedAt)
    return (
      <Status tone="warning" plain>
        <span>
          Asked <RelativeTime at={draft.askedAt} />
        </span>
      </Status>
    );
  if (draft.changedByHand) return <>Changed by hand; it waits for you.</>;
  if (draft.total.amount < draft.minimum.amount)
    return (
      <>
        Waits for the minimum of <Money value={draft.minimum} />
      </>
    );
  return <>Is ordered, or you are asked, within minutes</>;
}

/** What should have come by now. */
export function OverdueList({ orders }: { orders: readonly OverdueOrder[] }) {
  return (
    <ul className="divide-y">
      {orders.map((order) => (
        <Row
          key={order.number}
          number={order.number}
          what={
            <>
              {order.supplier} <span className="text-muted">to {order.place}</span>
            </>
          }
          state={
            <>
              Due <Time at={order.expectedAt} style="date" />,{" "}
              {order.units === 1 ? "1 unit is" : `${order.units} units are`} missing
            </>
          }
        >
          <ButtonLink
            href={orderHref(order.number)}
            size="sm"
            look="quiet"
            aria-label={`Look at ${order.number}`}
          >
            Look at it
          </ButtonLink>
        </Row>
      ))}
    </ul>
  );
}
