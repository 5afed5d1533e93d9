import { createHash } from "node:crypto";
import sharp from "sharp";
import { DomainError } from "@/server/kernel/errors";
import { maxPictureBytes, maxPicturePixels, mediaKey, sniffPicture, widthsFor } from "./picture";

// One core a picture: shoppers are on the others.
sharp.concurrency(1);

export type RenderedPicture = {
  /** The key of the greatest width: what the product's picture is known by. */
  key: string;
  width: number;
  height: number;
  files: { key: string; bytes: Uint8Array }[];
};

/**
 * Turns an uploaded file into WebP in every width that is shown: upright, in sRGB, without what a camera writes beside it.
 * Refuses what is no picture, whatever its name says. `name` is for the sentence.
 */
export async function renderPicture(bytes: Uint8Array, name: string): Promise<RenderedPicture> {
  if (bytes.length > maxPictureBytes)
    throw refused(
      `${name} has ${(bytes.length / 1024 / 1024).toFixed(1)} MB. A picture may have up to ${maxPictureBytes / 1024 / 1024} MB.`,
    );
  if (!sniffPicture(bytes))
    throw refused(
      looksLikeSvg(bytes)
        ? `${name} is an SVG drawing, which can hold scripts. Export it as PNG or WebP.`
        : `${name} is no picture we can show. Use PNG, JPEG, WebP, AVIF or GIF.`,
    );
  const open = () => sharp(bytes, { limitInputPixels: maxPicturePixels, failOn: "error", animated: false });
  // Reads the head alone, so the size may be any.
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (head && head.width * head.height > maxPicturePixels)
    throw refused(
      `${name} measures ${head.width} × ${head.height} pixels. Make it smaller: ${maxPicturePixels / 1_000_000} million pixels are the most.`,
    );
  // What follows is named by what went in, so the same file uploaded twice is kept once.
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
  try {
    const upright = open().autoOrient();
    const { data, info } = await upright
      .resize({ width: 2000, height: 4000, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const files = [];
    for (const width of widthsFor(info.width)) {
      const encoded = await sharp(data, { raw }).resize({ width }).webp({ quality: 82 }).toBuffer();
      files.push({ key: mediaKey(hash, width), bytes: new Uint8Array(encoded) });
    }
    return { key: mediaKey(hash, info.width), width: info.width, height: info.height, files };
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw refused(`${name} is damaged and can't be read. Save it anew and try again.`, cause);
  }
}

const looksLikeSvg = (bytes: Uint8Array): boolean =>
  /<svg[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 2000)));

const refused = (message: string, cause?: unknown): DomainError =>
  new DomainError("invalid_input", message, { field: "pictures" }, { cause });
