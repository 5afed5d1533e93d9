/** A file as it is kept: never changed after it was put, since its key is made of what is in it. */
export type MediaFile = { bytes: Uint8Array; contentType: string };

/**
 * Keeps pictures. Keys are plain file names; putting one that is there already changes nothing. All methods throw
 * `provider_unavailable` when the store can't be reached.
 */
export interface MediaStore {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Null when there is no such file. */
  get(key: string): Promise<MediaFile | null>;
  /** Quiet when there is no such file. */
  delete(key: string): Promise<void>;
  /** Where a browser finds it: an absolute address when the store serves it itself, else a path of ours. */
  url(key: string): string;
}
