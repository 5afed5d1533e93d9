// @ts-check
import { createHash } from "node:crypto";
import * as fileSystemCache from "next/dist/server/lib/incremental-cache/file-system-cache.js";

/** Next's own cache of pages; the module is CommonJS behind two defaults. */
const FileSystemCache = fileSystemCache.default?.default ?? fileSystemCache.default;

const inlineScript = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
/** Blocks of data, which browsers do not run and policies do not concern. */
const isData = /\stype="application\/(ld\+)?json"/;

/** The hashes by which a policy allows the inline scripts of a page, as CSP 3 writes them. */
export function scriptHashes(/** @type {string} */ html) {
  const hashes = new Set();
  for (const [, attributes = "", body = ""] of html.matchAll(inlineScript))
    if (!isData.test(attributes))
      hashes.add(`'sha256-${createHash("sha256").update(body, "utf8").digest("base64")}'`);
  return [...hashes].join(" ");
}

/**
 * Pages from the cache are the same bytes for everybody, so no nonce can be in them. Their policy names their inline
 * scripts by hash instead, worked out once when a page is made or first read, and kept with it: whoever makes another page
 * of it makes another policy. next.config.ts gives the policy with a place for the hashes.
 */
export default class CachedPages extends FileSystemCache {
  async get(...args) {
    const found = await super.get(...args);
    withPolicy(found?.value);
    return found;
  }

  async set(key, data, ctx) {
    withPolicy(data);
    return super.set(key, data, ctx);
  }
}

function withPolicy(page) {
  const policy = process.env.HOLDFAST_PAGE_POLICY;
  if (!policy || page?.kind !== "APP_PAGE" || typeof page.html !== "string") return;
  if (page.headers?.["content-security-policy"]?.startsWith(policy.split("{scripts}")[0])) return;
  // The same object is on its way to the first visitor, so it is changed and not copied.
  page.headers = {
    ...page.headers,
    "content-security-policy": policy.replace("{scripts}", scriptHashes(page.html)),
  };
}
