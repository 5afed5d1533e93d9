import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { actorWords } from "@/components/admin/status-words";
import { ReceiveForm } from "@/components/admin/transfer/receive-form";
import { TransferEnd } from "@/components/admin/transfer/transfer-end";
import { TransferLines } from "@/components/admin/transfer/transfer-lines";
import { TransferMoves } from "@/components/admin/transfer/transfer-moves";
import { TransferMark } from "@/components/admin/transfer/transfer-status";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { canCancel, isOnItsWay, onTheWay } from "@/server/domain/transfer/transfer";
import { transferPage } from "@/server/domain/transfer/transfer.queries";
import { receive } from "./actions";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const home = "/admin/inventory/transfers";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Transfer ${decodeURIComponent((await params).number)}` };
}

export default async function TransferDetailPage({ params, searchParams }: Props) {
  const number = decodeURIComponent((await params).number);
  await staffGate("warehouse", `${home}/${encodeURIComponent(number)}`);
  const transfer = await transferPage(await visitorContext(), number);
  if (!transfer) notFound();
  const { from, to, status, lines } = transfer;
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    lines.reduce((units, line) => units + of(line), 0);
  const [received, lost] = [sum((line) => line.received), sum((line) => line.lost)];
  const open = isOnItsWay(status);
  const missing = open ? sum(onTheWay) : 0;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Inventory", href: "/admin/inventory" },
              { label: "Transfers", href: home },
              { label: number },
            ]}
          />
        }
        title={number}
        aside={<TransferMark status={status} lost={lost} />}
        summary={
          <>
            {transfer.fromName} ({from}) → {transfer.toName} ({to}) · {transfer.reason} · sent by{" "}
            {actorWords(transfer.sentBy)}, <Time at={transfer.sentAt} />
          </>
        }
        actions={
          open && <TransferEnd transfer={number} {...{ from, to, missing }} canCancel={canCancel(status)} />
        }
      />
      <News query={await searchParams} from={from} to={to} missing={missing} />
      <div className="grid gap-8">
        {open && (
          <section aria-labelledby="receive">
            <h2 id="receive" className="mb-3 text-lg font-semibold">
              Receive in {to}
            </h2>
            <ReceiveForm key={received + lost} action={receive} transfer={number} lines={lines} />
          </section>
        )}
        <TransferLines lines={lines} closed={!open} />
        <TransferMoves moves={transfer.moves} />
      </div>
    </>
  );
}

type NewsProps = {
  query: Record<string, string | string[] | undefined>;
  from: string;
  to: string;
  missing: number;
};

/** What the last press did, told on the page it led to. */
function News({ query, from, to, missing }: NewsProps) {
  const count = (name: string) => (typeof query[name] === "string" ? Number(query[name]) || 0 : 0);
  const [sent, came, aside] = [count("sent"), count("in"), count("aside")];
  if (sent > 0 && missing > 0)
    return (
      <Callout tone="positive" live="status" title={`${units(sent)} left ${from}`} className="mb-5">
        They count in {to} once they are received there.
      </Callout>
    );
  if (came + aside === 0) return null;
  return (
    <Callout tone="positive" live="status" title={`${units(came + aside)} received`} className="mb-5">
      {came > 0 && `${came} can be sold in ${to} now. `}
      {aside > 0 && `${aside} ${aside === 1 ? "is" : "are"} set aside. `}
      {missing > 0 ? `${missing} still to come.` : "Nothing more is on its way."}
    </Callout>
  );
}

const units = (count: number) => `${count} ${count === 1 ? "unit" : "units"}`;
