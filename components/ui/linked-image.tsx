"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";

/** What stands where a picture can't be had. */
const drawing = "/illustrations/nothing-found.svg";

type Props = Omit<ComponentProps<"img">, "src"> & { src: string; alt: string };

/** A picture that is kept elsewhere; when it doesn't load a drawing takes its place. */
export function LinkedImage({ src, alt, ...rest }: Props) {
  const image = useRef<HTMLImageElement>(null);
  const [failed, setFailed] = useState<string>();
  // It may have failed before the script was there to hear of it.
  useEffect(() => {
    const now = image.current;
    if (now?.complete && now.naturalWidth === 0) setFailed(src);
  }, [src]);
  return (
    // biome-ignore lint/performance/noImgElement: somebody else's file, which is shown as it is
    <img
      {...rest}
      alt={alt}
      ref={image}
      src={failed === src ? drawing : src}
      referrerPolicy="no-referrer"
      onError={() => setFailed(src)}
    />
  );
}
