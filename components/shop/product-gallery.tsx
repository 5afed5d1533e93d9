"use client";

import { type MouseEvent, useEffect, useRef, useState } from "react";
import { Illustration } from "@/components/ui/illustration";
import { onVariantChosen } from "./chosen-variant";

type Picture = { src: string; alt: string; sku: string | null };
type Props = { title: string; pictures: readonly Picture[] };

const half = "(min-width: 64rem) 36rem, 100vw";

/** All pictures side by side in a strip to swipe; small ones below lead to each, also without scripts. */
export function ProductGallery({ title, pictures }: Props) {
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  useEffect(
    () =>
      onVariantChosen((sku) => {
        const place = pictures.findIndex((picture) => picture.sku === sku);
        if (place >= 0) scrollTo(strip.current, place);
      }),
    [pictures],
  );
  const [only] = pictures;
  if (pictures.length <= 1)
    return (
      <Illustration
        src={only?.src ?? "/illustrations/nothing-found.svg"}
        alt={only ? altOf(only, title, 0) : ""}
        eager
        sizes={half}
        className="max-lg:mx-auto max-lg:max-w-md"
      />
    );
  const lead = (event: MouseEvent, place: number) => {
    event.preventDefault();
    scrollTo(strip.current, place);
  };
  return (
    <section aria-label={`Pictures of ${title}`} className="max-lg:mx-auto max-lg:max-w-md">
      <ul
        ref={strip}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Pictures, side by side"
        onScroll={({ currentTarget: box }) =>
          setShown(Math.round(box.scrollLeft / Math.max(box.clientWidth, 1)))
        }
        className="flex snap-x snap-mandatory overflow-x-auto rounded [scrollbar-width:none]"
      >
        {pictures.map((picture, place) => (
          <li key={picture.src} id={`picture-${place + 1}`} className="w-full shrink-0 snap-center">
            <Illustration
              src={picture.src}
              alt={altOf(picture, title, place)}
              eager={place === 0}
              sizes={half}
              className="rounded-none"
            />
          </li>
        ))}
      </ul>
      <ul className="mt-3 flex flex-wrap gap-2">
        {pictures.map((picture, place) => (
          <li key={picture.src}>
            <a
              href={`#picture-${place + 1}`}
              onClick={(event) => lead(event, place)}
              aria-label={`Show picture ${place + 1} of ${pictures.length}`}
              aria-current={place === shown ? "true" : undefined}
              className="block rounded border-2 border-transparent p-0.5 aria-[current=true]:border-accent"
            >
              <Illustration src={picture.src} alt="" sizes="64px" className="w-14" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const scrollTo = (strip: HTMLUListElement | null, place: number) =>
  strip?.scrollTo({ left: place * strip.clientWidth, behavior: "auto" });

const altOf = ({ src, alt }: Picture, title: string, place: number): string => {
  if (alt) return alt;
  if (src.startsWith("/illustrations/")) return `Drawing: ${title}`;
  return place === 0 ? title : `${title}, picture ${place + 1}`;
};
