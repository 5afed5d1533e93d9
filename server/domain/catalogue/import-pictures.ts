import type { FileProduct } from "./import";

export type StandingPicture = {
  id: string;
  variantId: string | null;
  src: string;
  sourceUrl: string | null;
  alt: string;
};

/** A row to be: a standing one that is kept, or a new link. A new variant is known by its line in the file. */
type PictureRow = {
  id: string | null;
  src: string;
  sourceUrl: string | null;
  alt: string;
  variant: { id: string } | { line: number } | null;
};

export type PicturePlan = { rows: PictureRow[]; before: number; image: string | null };

/**
 * Pictures of the file come first, in its order; those that only the catalogue knows stay behind them. None is taken
 * away, and one that is there already, by its address or by where it was fetched from, is kept. Null: nothing changes.
 */
export function planPictures(
  file: FileProduct,
  standing: { image: string | null; pictures: readonly StandingPicture[] },
  variantIds: readonly (string | null)[],
  shop: string,
): PicturePlan | null {
  if (file.pictures.length === 0) return null;
  const known = standing.pictures.length > 0 ? standing.pictures : lone(standing.image);
  const left = [...known];
  const rows: PictureRow[] = [];
  const isAt = (picture: StandingPicture, url: string) =>
    picture.sourceUrl === url || absolute(picture.src, shop) === url;
  for (const { url, alt } of file.pictures) {
    const users = file.variants.flatMap(({ picture }, place) => (picture === url ? [place] : []));
    const owners: PictureRow["variant"][] =
      users.length > 0
        ? users.map((place) => {
            const id = variantIds[place];
            return id ? { id } : { line: file.variants[place]?.line ?? 0 };
          })
        : [null];
    const all = left.filter((picture) => isAt(picture, url));
    for (const owner of owners) {
      const ownerId = owner && "id" in owner ? owner.id : null;
      const old =
        all.find((picture) => ownerId !== null && picture.variantId === ownerId) ??
        all.find((picture) => picture.variantId === null || users.length === 0);
      if (old) {
        all.splice(all.indexOf(old), 1);
        left.splice(left.indexOf(old), 1);
      }
      const like = old ?? known.find((picture) => isAt(picture, url));
      rows.push({
        id: old && old.id !== "" ? old.id : null,
        src: like?.src ?? url,
        sourceUrl: like ? like.sourceUrl : url,
        alt: alt ?? like?.alt ?? "",
        // The file names no variant's picture: what the catalogue says stays.
        variant: owner ?? (old?.variantId ? { id: old.variantId } : null),
      });
    }
  }
  for (const picture of left)
    rows.push({
      ...picture,
      id: picture.id || null,
      variant: picture.variantId ? { id: picture.variantId } : null,
    });

  const same =
    rows.length === known.length &&
    rows.every((row) => {
      const old = known.find(({ id }) => id === (row.id ?? ""));
      return old && old.alt === row.alt && old.variantId === ownerOf(row);
    }) &&
    inOrder(rows) === inOrder(known);
  return same ? null : { rows, before: known.length, image: rows[0]?.src ?? standing.image };
}

/** Rows of one picture count as one place. */
const inOrder = (rows: readonly { src: string }[]): string =>
  [...new Set(rows.map(({ src }) => src))].join("\n");

const ownerOf = ({ variant }: PictureRow): string | null =>
  variant === null ? null : "id" in variant ? variant.id : "";

/** A product may have its list picture only. */
const lone = (image: string | null): StandingPicture[] =>
  image === null ? [] : [{ id: "", variantId: null, src: image, sourceUrl: null, alt: "" }];

/** Where a picture is found from outside. */
export const absolute = (src: string, shop: string): string => {
  try {
    return new URL(src, `${shop}/`).href;
  } catch {
    return src;
  }
};
