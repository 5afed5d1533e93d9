import { DomainError } from "./errors";

/** More than any scan, form or notification needs. */
const usualBytes = 256 * 1024;

/**
 * The body of a request, read no further than `maxBytes`: neither a wrong Content-Length nor none at all makes us hold
 * more. Throws `too_large`.
 */
export async function bodyBytes(request: Request, maxBytes = usualBytes): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new DomainError("too_large", `This is larger than the ${Math.floor(maxBytes / 1024)} kB that fit here.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    // Leaving the loop cancels the stream: the rest is not read.
    if (length > maxBytes) throw tooLarge();
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** The same as text, as vendors sign it. */
export const bodyText = async (request: Request, maxBytes?: number): Promise<string> =>
  new TextDecoder().decode(await bodyBytes(request, maxBytes));

/** The same as a form. */
export async function bodyForm(request: Request, maxBytes?: number): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  const form = new Response(await bodyBytes(request, maxBytes), {
    headers: { "content-type": type },
  }).formData();
  return form.catch(() => {
    throw new DomainError("invalid_input", "This is not a form.");
  });
}
