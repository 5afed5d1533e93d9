import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

type Props = { title: string; summary?: ReactNode; children: ReactNode };

/** The bare sheet that signing in and its neighbours stand on. */
export function AuthPage({ title, summary, children }: Props) {
  return (
    <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center px-gutter py-12">
      <Link
        href="/"
        look="plain"
        className="mb-8 justify-self-start"
        aria-label="Holdfast Goods, to the shop"
      >
        {/* biome-ignore lint/performance/noImgElement: a small SVG; there is nothing to optimise */}
        <img src="/logo.svg" alt="" width={44} height={44} className="size-11" />
      </Link>
      <h1 className="font-display text-3xl">{title}</h1>
      {summary && <p className="mt-2 text-muted">{summary}</p>}
      <div className="mt-6 grid gap-6">{children}</div>
    </main>
  );
}

/** What a link that does nothing any more leads to. */
export function DeadLink({ why, children }: { why: string; children: ReactNode }) {
  return (
    <>
      <p>{why}</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </>
  );
}
