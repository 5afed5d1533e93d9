import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { diskMedia } from "../disk-media/disk-media";
import { s3Media } from "./s3-media";
import { testBucket } from "./testing";

const folder = mkdtempSync(join(tmpdir(), "holdfast-media-test-"));
const bucket = await testBucket("pictures", "AKTEST");
const signed = {
  ...{ endpoint: bucket.endpoint, bucket: "pictures", region: "eu-central-1" },
  ...{ accessKeyId: "AKTEST", secretAccessKey: "a secret" },
};
afterAll(async () => {
  await bucket.stop();
  rmSync(folder, { recursive: true, force: true });
});

const key = "0123456789abcdef0123456789abcdef-640.webp";
const bytes = new Uint8Array([1, 2, 3, 250]);

describe.each([
  ["a folder", diskMedia(join(folder, "made", "when", "needed"))],
  ["a bucket", s3Media(signed)],
])("%s of pictures", (_, store) => {
  test("gives back what was put in, byte for byte", async () => {
    await store.put(key, bytes, "image/webp");
    const found = await store.get(key);
    expect(found?.contentType).toBe("image/webp");
    expect([...(found?.bytes ?? [])]).toEqual([...bytes]);
  });

  test("takes the same file twice, also at once", async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.put(key, bytes, "image/webp")));
    expect([...((await store.get(key))?.bytes ?? [])]).toEqual([...bytes]);
  });

  test("has nothing under a name it was never given", async () => {
    expect(await store.get("ffffffffffffffffffffffffffffffff-320.webp")).toBeNull();
  });

  test("forgets what is deleted, and is quiet about what is not there", async () => {
    await store.put(key, bytes, "image/webp");
    await store.delete(key);
    expect(await store.get(key)).toBeNull();
    await store.delete(key);
  });

  test("is reached under the shop's own address", () => {
    expect(store.url(key)).toBe(`/media/${key}`);
  });
});

test("every request to the bucket was signed", () => {
  expect(bucket.refused).toEqual([]);
});

test("a bucket with an address of its own is named by it", () => {
  expect(s3Media({ ...signed, publicUrl: "https://cdn.shop.test/p/" }).url(key)).toBe(
    `https://cdn.shop.test/p/${key}`,
  );
});

test("a bucket that fails, or that knows another key, is a provider out of reach", async () => {
  bucket.failWith(500);
  await expect(s3Media(signed).put(key, bytes, "image/webp")).rejects.toMatchObject({
    kind: "provider_unavailable",
  });
  bucket.failWith(null);
  const stranger = s3Media({ ...signed, accessKeyId: "AKOTHER" });
  await expect(stranger.get(key)).rejects.toMatchObject({ kind: "provider_unavailable" });
});

test.each(["../secrets.json", "a/../../b.webp", "..", "", "/etc/passwd", "a\0.webp", "%2e%2e%2fa.webp"])(
  "a folder is never left by a name such as %j",
  async (name) => {
    const store = diskMedia(join(folder, "closed"));
    await expect(store.put(name, bytes, "image/webp")).rejects.toThrow(RangeError);
    await expect(store.get(name)).rejects.toThrow(RangeError);
    expect(existsSync(join(folder, "closed"))).toBe(false);
  },
);

test("half-written files never stand where a picture should", async () => {
  const store = diskMedia(join(folder, "whole"));
  await store.put(key, bytes, "image/webp");
  expect(readdirSync(join(folder, "whole", "01"))).toEqual([key]);
});
