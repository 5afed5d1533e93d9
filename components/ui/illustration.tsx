type Props = {
  /** A path under /public, such as "/illustrations/oak-stool.svg". */
  src: string;
  /** Empty where the words beside it already say it. */
  alt: string;
  /** Drawn before anything else on the page is: the product page's picture. */
  eager?: boolean | undefined;
  className?: string | undefined;
};

/** A drawing on its plate: the paper tint stays light in both themes, as a printed card would. */
export function Illustration({ src, alt, eager, className }: Props) {
  return (
    <span className={`block aspect-plate overflow-hidden rounded bg-plate ${className ?? ""}`}>
      {/* biome-ignore lint/performance/noImgElement: a few kilobytes of SVG; there is nothing to optimise */}
      <img
        src={src}
        alt={alt}
        width={400}
        height={400}
        loading={eager ? "eager" : "lazy"}
        fetchPriority={eager ? "high" : "auto"}
        className="size-full object-contain dark:brightness-90"
      />
    </span>
  );
}
