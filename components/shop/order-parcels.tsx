import { Callout } from "@/components/ui/callout";
import { ExternalLink } from "@/components/ui/link";
import { Status, type Tone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { ShopperOrder } from "@/server/domain/order/shopper.queries";
import type { ParcelView } from "@/server/domain/order/shopper-parcels.queries";
import { ParcelSteps } from "./parcel-steps";

type Items = ParcelView["items"];

const nameOf = ({ title, variantTitle, quantity }: Items[number]): string =>
  `${quantity} × ${title}${variantTitle ? ` (${variantTitle})` : ""}`;

/** Every parcel of an order: how far it is, when it comes, and what is wrong with it when something is. */
export function OrderParcels({ order }: { order: ShopperOrder }) {
  const { parcels, follows } = order;
  if (parcels.length === 0 && follows.length === 0) return null;
  return (
    <section aria-labelledby="parcels">
      <h2 id="parcels" className="mb-4 font-display text-2xl">
        {parcels.length > 1 ? `Your ${parcels.length} parcels` : "Your parcel"}
      </h2>
      {follows.length > 0 && (
        <Callout
          tone="info"
          title={`${follows.map(nameOf).join(", ")} ${unitsOf(follows) === 1 ? "follows" : "follow"} later`}
        >
          It is not here just now. We send it as soon as it comes in, at no extra cost, and write to you when
          it leaves.
        </Callout>
      )}
      <ol className="mt-4 grid gap-8">
        {parcels.map((parcel, i) => (
          <li key={parcel.key} className="border-t border-line-strong pt-4">
            <Parcel parcel={parcel} name={parcels.length > 1 ? `Parcel ${i + 1}` : null} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const unitsOf = (items: Items): number => items.reduce((units, { quantity }) => units + quantity, 0);

const turnedWords = { coming_back: "Coming back", back: "Back with us", lost: "Lost" } as const;
const reachedWords = {
  packed: "Packed",
  handed_over: "Handed over",
  on_its_way: "On its way",
  out_for_delivery: "Out for delivery",
  delivered: "Delivered",
} as const;

function standOf({ progress, trouble }: ParcelView): { tone: Tone; word: string } {
  if (progress.turned) return { tone: "critical", word: turnedWords[progress.turned] };
  if (progress.reached === "delivered") return { tone: "positive", word: "Delivered" };
  return { tone: trouble ? "warning" : "info", word: reachedWords[progress.reached] };
}

const moods = { good: "text-positive", bad: "text-warning", plain: "" };

function Parcel({ parcel, name }: { parcel: ParcelView; name: string | null }) {
  const { carrier, trackingNumber, trackingUrl, items, promise, trouble, scans, timeZone, progress } = parcel;
  const { tone, word } = standOf(parcel);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">{name ?? carrier ?? "Ready to leave"}</h3>
        <Status tone={tone}>{word}</Status>
      </div>
      {promise && <p className={`mt-1 text-lg font-medium ${moods[promise.mood]}`}>{promise.words}</p>}
      {items.length > 0 && <p className="mt-1 text-sm text-muted">{items.map(nameOf).join(", ")}</p>}
      {!progress.turned && <ParcelSteps progress={progress} timeZone={timeZone} />}
      {trouble && (
        <Callout tone={trouble.tone} title={trouble.title} className="mt-4">
          {trouble.text}
        </Callout>
      )}
      {trackingNumber && (
        <p className="mt-4 flex flex-wrap gap-x-3 text-sm">
          <span className="text-muted">{carrier}</span>
          {trackingUrl ? (
            <ExternalLink href={trackingUrl} className="tabular">
              {trackingNumber}
            </ExternalLink>
          ) : (
            <span className="tabular">{trackingNumber}</span>
          )}
        </p>
      )}
      {trackingNumber && scans.length === 0 && (
        <p className="mt-1 text-sm text-muted">The carrier has not scanned it yet.</p>
      )}
      {scans.length > 0 && (
        <details className="mt-3 text-sm" open={scans.length < 4}>
          <summary className="w-fit cursor-pointer text-muted underline underline-offset-4">
            {scans.length === 1 ? "1 scan" : `${scans.length} scans`} on its way
          </summary>
          <ol className="mt-2 grid gap-1.5">
            {scans.map(({ at, words, place }) => (
              <li key={`${at} ${words}`} className="flex flex-wrap justify-between gap-x-4">
                <span>
                  {words}
                  {place && <span className="text-muted">, {place}</span>}
                </span>
                <span className="text-muted">
                  <Time at={at} timeZone={timeZone} />
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
