/** Widths that a picture is kept in; a smaller one is kept as it is, and in the widths below its own. */
export const pictureWidths = [320, 640, 1280, 2000] as const;

export const maxPictureBytes = 10 * 1024 * 1024;
/** Width × height: a few kilobytes can unfold into gigabytes. */
export const maxPicturePixels = 60_000_000;
export const maxPictures = 40;

export type PictureFormat = "png" | "jpeg" | "webp" | "avif" | "gif";

/** What a file is by its first bytes; its name and what the browser says of it are not to be trusted. */
export function sniffPicture(bytes: Uint8Array): PictureFormat | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes.length < 12) return null;
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(0, 6) === "GIF87a" || text(0, 6) === "GIF89a") return "gif";
  // An ISO base media file that names AVIF among its brands, in any place.
  if (text(4, 8) === "ftyp" && /avi[fs]/.test(text(8, 40))) return "avif";
  return null;
}

/** The widths to make of a picture that is so wide: those below it and its own, or the greatest. */
export function widthsFor(width: number): number[] {
  const below = pictureWidths.filter((one) => one < width);
  const greatest = pictureWidths[pictureWidths.length - 1] ?? width;
  return width >= greatest ? [...pictureWidths] : [...below, width];
}

/** The name of one width of a picture. It holds the hash of what was uploaded, so its content never changes. */
export const mediaKey = (hash: string, width: number): string => `${hash}-${width}.webp`;

/** Names that we give; anything else is not looked for. */
export const isMediaKey = (key: string): boolean => /^[0-9a-f]{32}-[1-9]\d{0,4}\.webp$/.test(key);

export const mediaPath = (key: string): string => `/media/${key}`;

/** The name of a picture's greatest width, when it is one of ours. */
export function mediaKeyOf(src: string): { hash: string; width: number } | null {
  const found = /^\/media\/([0-9a-f]{32})-([1-9]\d{0,4})\.webp$/.exec(src);
  return found?.[1] && found[2] ? { hash: found[1], width: Number(found[2]) } : null;
}

/** Whether a picture is an address elsewhere, because it could not be fetched, or not yet. */
export const isLink = (src: string): boolean => /^https?:\/\//i.test(src);

/** All widths of one of our pictures for `srcset`; none of any other. Its address names the greatest. */
export function srcSetOf(src: string): string | undefined {
  const own = mediaKeyOf(src);
  if (!own) return undefined;
  return widthsFor(own.width)
    .map((width) => `${mediaPath(mediaKey(own.hash, width))} ${width}w`)
    .join(", ");
}

/** The policy that fetches linked pictures; its runs say how often each was tried, and why in vain. */
export const fetchingPictures = "fetch-linked-pictures";
export const maxFetches = 3;
