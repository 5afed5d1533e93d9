import { z } from "zod";
import { longestFile, readCountFile } from "@/server/domain/stock-count/count-file";
import { importCounts } from "@/server/domain/stock-count/import-counts";
import { DomainError } from "@/server/kernel/errors";
import { answer } from "../answer";

const confirmSchema = z.object({
  csv: z.string(),
  seen: z.array(z.number().int()).max(longestFile),
  again: z.boolean().optional(),
});

/** The file once more, with the differences that were shown. Nothing of it is kept between looking and importing. */
export function POST(request: Request): Promise<Response> {
  return answer(request, async (ctx) => {
    const parsed = confirmSchema.safeParse(await jsonOf(request));
    if (!parsed.success)
      throw new DomainError("invalid_input", "This can't be read. Check the file again first.");
    const { csv, seen, again } = parsed.data;
    return importCounts(ctx, await readCountFile(once(csv)), { seen, again });
  });
}

async function* once(text: string) {
  yield text;
}

/** A file of the largest size with quotes and line ends escaped, and its differences. */
const largestBody = 12 * 1024 * 1024;

async function jsonOf(request: Request): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > largestBody)
      throw new DomainError("invalid_input", "This file is too large. Split it by place, or by SKU.");
    text += decoder.decode(chunk, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return null;
  }
}
