import { Illustration } from "@/components/ui/illustration";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import type { Money as Amount } from "@/server/kernel/money";
import { StockWord } from "./stock-word";

type Card = {
  slug: string;
  title: string;
  summary: string;
  image: string | null;
  from: Amount;
  pricesVary: boolean;
  was: Amount | null;
  available: number;
};

export function ProductGrid({ items }: { items: readonly Card[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 lg:grid-cols-4 lg:gap-x-6 lg:gap-y-10">
      {items.map((item) => (
        <li key={item.slug}>
          <ProductCard item={item} />
        </li>
      ))}
    </ul>
  );
}

function ProductCard({ item }: { item: Card }) {
  return (
    <Link
      href={`/products/${item.slug}`}
      prefetch={false}
      look="plain"
      className="group block hover:no-underline"
    >
      <Illustration src={item.image ?? "/illustrations/nothing-found.svg"} alt="" />
      <span className="mt-2.5 block font-display text-lg leading-snug group-hover:underline">
        {item.title}
      </span>
      <span className="mt-0.5 hidden text-sm text-muted sm:line-clamp-2">{item.summary}</span>
      <span className="mt-1 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span>
          {item.pricesVary && "from "}
          <Money value={item.from} was={item.was ?? undefined} />
        </span>
        <StockWord available={item.available} onlyWhenScarce />
      </span>
    </Link>
  );
}
