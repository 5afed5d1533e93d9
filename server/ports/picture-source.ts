/** Fetches pictures that other sites hold. */
export interface PictureSource {
  /**
   * The file at an address of the open web, at most `maxPictureBytes` long. Throws `invalid_input` with a sentence for
   * staff when it never will be one (a private address, too large, not found) and `provider_unavailable` when another
   * try may help.
   */
  fetch(url: string): Promise<Uint8Array>;
}
