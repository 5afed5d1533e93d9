import { DomainError } from "./errors";

export type MultipartFile = { name: string; content: AsyncIterable<Uint8Array> };

const maxHead = 16 * 1024;

/**
 * The first file of a browser's form (multipart/form-data, RFC 7578) as a stream: nothing but a piece of it is ever held.
 * Null when the form has none, or an empty choice. Throws `invalid_input` for what is no such form; `content` throws it
 * when the form ends too early.
 */
export async function firstFile(
  body: ReadableStream<Uint8Array> | null,
  contentType: string | null,
): Promise<MultipartFile | null> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType ?? "")?.[1];
  if (!body || !boundary) throw broken("The form did not send a file.");
  const source = pieces(body);
  // A line end in front lets the first boundary look like all others.
  const held = new Held(Buffer.from("\r\n"), source);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  if (!(await held.skipPast(delimiter))) return null;
  for (;;) {
    const head = await held.takeUntil(Buffer.from("\r\n\r\n"), maxHead);
    if (head === null) return null;
    const name = /^content-disposition:.*\bfilename="((?:[^"\\]|\\.)*)"/im.exec(head.toString())?.[1];
    if (name) return { name: name.replace(/%22/g, '"'), content: held.streamUntil(delimiter) };
    if (!(await held.skipPast(delimiter))) return null;
  }
}

const broken = (message: string) => new DomainError("invalid_input", message, { field: "file" });

async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** What has arrived and was not taken yet. */
class Held {
  constructor(
    private bytes: Buffer,
    private readonly source: AsyncGenerator<Uint8Array, undefined>,
  ) {}

  private async more(): Promise<boolean> {
    const { done, value } = await this.source.next();
    if (done) return false;
    this.bytes = this.bytes.length === 0 ? Buffer.from(value) : Buffer.concat([this.bytes, value]);
    return true;
  }

  async skipPast(mark: Buffer): Promise<boolean> {
    for (;;) {
      const at = this.bytes.indexOf(mark);
      if (at >= 0) {
        this.bytes = this.bytes.subarray(at + mark.length);
        return true;
      }
      this.bytes = this.bytes.subarray(Math.max(0, this.bytes.length - mark.length));
      if (!(await this.more())) return false;
    }
  }

  /** Up to a mark that must come soon; null when the form ends first. */
  async takeUntil(mark: Buffer, max: number): Promise<Buffer | null> {
    for (;;) {
      const at = this.bytes.indexOf(mark);
      if (at >= 0) {
        const taken = this.bytes.subarray(0, at);
        this.bytes = this.bytes.subarray(at + mark.length);
        return taken;
      }
      // "--" behind a boundary: that was the last part.
      if (this.bytes.subarray(0, 2).toString() === "--") return null;
      if (this.bytes.length > max) throw broken("The form can't be read.");
      if (!(await this.more())) return null;
    }
  }

  async *streamUntil(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.bytes.indexOf(mark);
      if (at >= 0) {
        yield this.bytes.subarray(0, at);
        this.bytes = this.bytes.subarray(at);
        return;
      }
      const sure = this.bytes.length - mark.length;
      if (sure > 0) {
        const piece = this.bytes.subarray(0, sure);
        this.bytes = this.bytes.subarray(sure);
        yield piece;
      }
      if (!(await this.more())) throw broken("The file did not arrive whole. Upload it again.");
    }
  }
}
