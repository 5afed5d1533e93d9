import { isLink, srcSetOf } from "@/server/domain/catalogue/picture";
import { LinkedImage } from "./linked-image";

type Props = {
  /** A drawing under /public, a picture of ours under /media, or the address of one that is kept elsewhere. */
  src: string;
  /** Empty where the words beside it already say it. */
  alt: string;
  /** Drawn before anything else on the page is: the product page's picture. */
  eager?: boolean | undefined;
  /** How wide it stands on the page, so that the browser fetches no more than it shows. */
  sizes?: string | undefined;
  className?: string | undefined;
};

/** A picture on its plate: the paper tint stays light in both themes, as a printed card would. */
export function Illustration({ src, alt, eager, sizes = defaultSizes, className }: Props) {
  const srcSet = srcSetOf(src);
  const common = {
    width: 400,
    height: 400,
    loading: eager ? "eager" : "lazy",
    fetchPriority: eager ? "high" : "auto",
    className: "size-full object-contain dark:brightness-90",
  } as const;
  return (
    <span className={`block aspect-plate overflow-hidden rounded bg-plate ${className ?? ""}`}>
      {isLink(src) ? (
        <LinkedImage src={src} alt={alt} {...common} />
      ) : (
        // biome-ignore lint/performance/noImgElement: resized when it was uploaded, or a few kilobytes of SVG
        <img src={src} alt={alt} {...(srcSet ? { srcSet, sizes } : {})} {...common} />
      )}
    </span>
  );
}

/** Cards: four in a row on a desk, two on a phone. */
const defaultSizes = "(min-width: 64rem) 18rem, (min-width: 40rem) 33vw, 50vw";
