import { describe, expect, it } from "vitest";
import { firstFile } from "./multipart";

const form = (parts: string) => parts.replaceAll("\n", "\r\n");
const type = 'multipart/form-data; boundary="xyz"';

/** The body as it arrives, in pieces of a size that cuts boundaries in two. */
function arriving(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
      at += size;
    },
  });
}

async function read(text: string, size = 5): Promise<{ name: string; content: string } | null> {
  const file = await firstFile(arriving(text, size), type);
  if (!file) return null;
  let content = "";
  for await (const piece of file.content) content += Buffer.from(piece).toString("latin1");
  return { name: file.name, content: Buffer.from(content, "latin1").toString() };
}

const whole = form(
  '--xyz\nContent-Disposition: form-data; name="note"\n\nhello\n--xyz\nContent-Disposition: form-data; name="file"; filename="my ü.csv"\nContent-Type: text/csv\n\na,b\n--xy,"\n--xy"\n\n--xyz--\n',
);

describe("a form with a file", () => {
  it.each([1, 3, 7, 64, 10_000])("gives its file whole when it comes in pieces of %i", async (size) => {
    expect(await read(whole, size)).toEqual({ name: "my ü.csv", content: form('a,b\n--xy,"\n--xy"\n') });
  });

  it("without a file gives none, nor does an empty choice", async () => {
    expect(await read(form('--xyz\nContent-Disposition: form-data; name="a"\n\nb\n--xyz--\n'))).toBeNull();
    expect(
      await read(form('--xyz\nContent-Disposition: form-data; name="file"; filename=""\n\n\n--xyz--\n')),
    ).toBeNull();
    expect(await read("")).toBeNull();
  });

  it("that ends too early is refused, and so is what is no form", async () => {
    await expect(read(whole.slice(0, -30))).rejects.toThrow("did not arrive whole");
    await expect(firstFile(arriving("x", 1), "text/csv")).rejects.toThrow("did not send a file");
  });
});
