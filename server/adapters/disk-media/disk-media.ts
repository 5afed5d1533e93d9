import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { providerUnavailable } from "@/server/kernel/errors";
import type { MediaStore } from "@/server/ports/media-store";

const contentTypes: Record<string, string> = { webp: "image/webp" };

/** Pictures in a folder, spread over 256 sub-folders; served by the app itself under /media. */
export function diskMedia(folder: string): MediaStore {
  const root = resolve(folder);
  const placeOf = (key: string) => {
    if (!/^[0-9a-z][0-9a-z-]*\.[a-z]+$/.test(key)) throw new RangeError(`${key} is no name of a file here`);
    const shelf = join(root, key.slice(0, 2));
    return { shelf, file: join(shelf, key) };
  };
  const reached = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw providerUnavailable("The folder for pictures", error);
    }
  };
  return {
    put: (key, bytes) =>
      reached(async () => {
        const { shelf, file } = placeOf(key);
        await mkdir(shelf, { recursive: true });
        // Renamed into place, so that nobody reads half a file.
        const draft = join(shelf, `.${randomUUID()}`);
        await writeFile(draft, bytes);
        await rename(draft, file);
      }),
    get: (key) =>
      reached(async () => {
        const { file } = placeOf(key);
        try {
          const type = key.slice(key.lastIndexOf(".") + 1);
          return {
            bytes: await readFile(file),
            contentType: contentTypes[type] ?? "application/octet-stream",
          };
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      }),
    delete: (key) => reached(() => rm(placeOf(key).file, { force: true })),
    url: (key) => `/media/${key}`,
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
