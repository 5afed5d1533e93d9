import { AwsClient } from "aws4fetch";
import { providerUnavailable } from "@/server/kernel/errors";
import type { MediaStore } from "@/server/ports/media-store";

export type S3Options = {
  /** The service's address without the bucket, such as https://s3.eu-central-1.amazonaws.com. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Where browsers find the bucket; without it the app hands the files on. */
  publicUrl?: string | undefined;
};

const timeoutMs = 15_000;

/**
 * Pictures in a bucket of Amazon S3 or a store that speaks its REST API (PutObject, GetObject, DeleteObject with
 * Signature Version 4, bucket in the path).
 */
export function s3Media(options: S3Options): MediaStore {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey, publicUrl } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 1 });
  const base = `${endpoint.replace(/\/$/, "")}/${encodeURIComponent(bucket)}`;

  async function call(
    method: "PUT" | "GET" | "DELETE",
    key: string,
    init: RequestInit = {},
  ): Promise<Response> {
    const url = `${base}/${encodeURIComponent(key)}`;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await client.fetch(url, { ...init, method, signal, redirect: "error" });
      if (response.ok || (response.status === 404 && method !== "PUT")) return response;
      throw new Error(`${method} ${key}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    } catch (error) {
      throw providerUnavailable("The store for pictures", error);
    }
  }

  return {
    async put(key, bytes, contentType) {
      const headers = { "content-type": contentType, "cache-control": "public, max-age=31536000, immutable" };
      const response = await call("PUT", key, { headers, body: new Blob([Uint8Array.from(bytes)]) });
      await response.arrayBuffer();
    },
    async get(key) {
      const response = await call("GET", key);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 404) return null;
      return { bytes, contentType: response.headers.get("content-type") ?? "application/octet-stream" };
    },
    async delete(key) {
      const response = await call("DELETE", key);
      await response.arrayBuffer();
    },
    url: (key) => (publicUrl ? `${publicUrl.replace(/\/$/, "")}/${key}` : `/media/${key}`),
  };
}
