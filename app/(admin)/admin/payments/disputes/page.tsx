import type { Metadata } from "next";
import Form from "next/form";
import { address, single } from "@/components/admin/address";
import { DisputeTable } from "@/components/admin/payments/disputes/dispute-table";
import { PaymentsTabs } from "@/components/admin/payments/payments-tabs";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { disputeWords } from "@/server/domain/payment/dispute";
import { disputeList } from "@/server/domain/payment/dispute.queries";
import { disputeFilterSchema } from "@/server/domain/payment/dispute.schema";
import { disputeStatuses } from "@/server/domain/payment/payment";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Disputes" };

const home = "/admin/payments/disputes";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DisputesPage({ searchParams }: Props) {
  await staffGate("manager", home);
  const given = Object.entries(single(await searchParams)).filter(([, value]) => value !== "");
  const filter = disputeFilterSchema.parse(Object.fromEntries(given));
  const ctx = await visitorContext();
  const [{ rows, nextCursor }, { timeZone }] = await Promise.all([
    disputeList(ctx, filter),
    readSettings(ctx),
  ]);
  const here = (change: Record<string, string | undefined>) =>
    address(home, {
      provider: filter.provider,
      show: filter.show === "open" ? undefined : filter.show,
      ...change,
    });
  const narrowed = filter.show !== "open" || filter.provider !== undefined;
  return (
    <>
      <PageHeader
        title="Disputes"
        summary="Payments that a customer objects to at their bank or at PayPal. The money is theirs until it is decided."
      />
      <PaymentsTabs current="disputes" />
      <Form
        action={home}
        role="search"
        aria-label="Filter disputes"
        className="flex flex-wrap items-center gap-2 pb-3"
        key={`${filter.show} ${filter.provider}`}
      >
        <Select name="show" aria-label="State" size="md" defaultValue={filter.show} className="min-w-40">
          <option value="open">Not decided yet</option>
          {disputeStatuses.map((status) => (
            <option key={status} value={status}>
              {disputeWords[status]}
            </option>
          ))}
          <option value="all">All</option>
        </Select>
        <Select
          name="provider"
          aria-label="Provider"
          size="md"
          defaultValue={filter.provider ?? ""}
          className="min-w-36"
        >
          <option value="">All providers</option>
          <option value="stripe">Stripe</option>
          <option value="paypal">PayPal</option>
        </Select>
        <Button type="submit">Show</Button>
      </Form>
      {rows.length > 0 ? (
        <>
          <DisputeTable rows={rows} timeZone={timeZone} now={ctx.now} />
          <Pagination
            newerHref={filter.cursor ? here({}) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? here({ cursor: nextCursor }) : undefined}
            summary="Newest first"
          />
        </>
      ) : (
        <EmptyState
          title={narrowed ? "No dispute fits this filter" : "No payment is disputed"}
          action={
            narrowed ? (
              <ButtonLink href={home}>Show those not decided yet</ButtonLink>
            ) : (
              <ButtonLink href={here({ show: "all" })}>Show decided ones</ButtonLink>
            )
          }
        >
          When a customer objects to a payment, it appears here by itself, the managers get a mail, and what
          has not left yet stays here.
        </EmptyState>
      )}
    </>
  );
}
