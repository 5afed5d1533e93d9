import { lookup } from "node:dns";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { DomainError } from "@/server/kernel/errors";
import type { PictureSource } from "@/server/ports/picture-source";
import { isPublicAddress } from "./public-address";

export type WebPicturesOptions = {
  maxBytes: number;
  /** For the whole of one picture, redirects included. */
  timeoutMs?: number;
  /** Lets tests play the web on this machine; never set by the app. */
  reachable?: (address: string) => boolean;
  /** Lets tests use ports of their own; the app keeps to 80 and 443. */
  anyPort?: boolean;
};

const maxRedirects = 3;

/**
 * Fetches a picture from the open web over http or https. Every address that a name resolves to has to be public, and the
 * connection goes to the very address that was checked, so a name that changes its mind reaches nothing inside either.
 */
export function webPictures(options: WebPicturesOptions): PictureSource {
  const { maxBytes, timeoutMs = 15_000, reachable = isPublicAddress, anyPort = false } = options;

  const guardedLookup: LookupFunction = (host, settings, done) => {
    lookup(host, { ...settings, all: true }, (error, found) => {
      if (error) return done(error, "");
      const [first] = found;
      if (!first || found.some(({ address }) => !reachable(address)))
        return done(refused(`${host} is not on the open internet.`), "");
      return settings.all ? done(null, found) : done(null, first.address, first.family);
    });
  };

  const allowed = (text: string, base?: URL): URL => {
    const url = URL.canParse(text, base) ? new URL(text, base) : null;
    if (!url || !["http:", "https:"].includes(url.protocol)) throw refused("This is no web address.");
    if (url.username || url.password) throw refused("An address with a password in it is not fetched.");
    if (url.port && !anyPort) throw refused("Only the web's usual ports are asked.");
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // A name is checked when it is looked up; a bare address never is.
    if (isIP(host) && !reachable(host)) throw refused(`${host} is not on the open internet.`);
    return url;
  };

  const ask = (url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const start = url.protocol === "https:" ? secureRequest : plainRequest;
      const headers = { accept: "image/avif,image/webp,image/*", "user-agent": "Holdfast" };
      start(url, { lookup: guardedLookup, signal, headers, agent: false }, resolve).on("error", reject).end();
    });

  return {
    async fetch(address) {
      const signal = AbortSignal.timeout(timeoutMs);
      let url = allowed(address);
      try {
        for (let hop = 0; hop <= maxRedirects; hop++) {
          const answer = await ask(url, signal);
          const { statusCode = 0, headers } = answer;
          if (statusCode >= 300 && statusCode < 400 && headers.location) {
            answer.destroy();
            url = allowed(headers.location, url);
            continue;
          }
          if (statusCode === 200) return await readUpTo(answer, maxBytes);
          answer.destroy();
          if (statusCode >= 500 || statusCode === 429 || statusCode === 408)
            throw unreached(url, `it answered ${statusCode}`);
          throw refused(`${url.host} answered ${statusCode}: there is no picture for us.`);
        }
        throw refused(`${url.host} leads on and on.`);
      } catch (error) {
        if (error instanceof DomainError) throw error;
        throw unreached(url, signal.aborted ? "it took too long" : "no connection", error);
      }
    },
  };
}

async function readUpTo(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      answer.destroy();
      throw refused(`The picture is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const refused = (message: string): DomainError => new DomainError("invalid_input", message);

const unreached = (url: URL, why: string, cause?: unknown): DomainError =>
  new DomainError(
    "provider_unavailable",
    `${url.host} can't be reached: ${why}.`,
    { host: url.host },
    { cause },
  );
