import { app } from "@/server/composition";
import { isMediaKey } from "@/server/domain/catalogue/picture";
import { DomainError } from "@/server/kernel/errors";

const forever = "public, max-age=31536000, immutable";

/** A picture of ours. Its name holds the hash of its content: whoever has it once never asks again. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ key: string }> },
): Promise<Response> {
  const { key } = await params;
  // Only names that we give are looked for: no other path reaches the store.
  if (!isMediaKey(key)) return missing();
  const etag = `"${key}"`;
  if (request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers: { etag, "cache-control": forever } });
  const { media } = app().ports;
  const url = media.url(key);
  // The bucket serves it itself; the address may change with its settings, so it is kept for a day only.
  if (/^https?:/.test(url))
    return new Response(null, {
      status: 307,
      headers: { location: url, "cache-control": "public, max-age=86400" },
    });
  try {
    const file = await media.get(key);
    if (!file) return missing();
    return new Response(new Blob([Uint8Array.from(file.bytes)]), {
      headers: {
        "content-type": file.contentType,
        "cache-control": forever,
        etag,
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response(error.message, {
      status: 503,
      headers: { "cache-control": "no-store", "retry-after": "30" },
    });
  }
}

const missing = () =>
  new Response("There is no such picture.", {
    status: 404,
    headers: { "cache-control": "public, max-age=60" },
  });
