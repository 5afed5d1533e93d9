import { readCountFile } from "@/server/domain/stock-count/count-file";
import { previewCountFile } from "@/server/domain/stock-count/preview-count-file";
import { DomainError } from "@/server/kernel/errors";
import { answer } from "../answer";

/** Looks at a file of counts as it comes in; it is not kept. */
export function POST(request: Request): Promise<Response> {
  return answer(request, async (ctx) => {
    if (!request.body) throw new DomainError("invalid_input", "The file is empty.");
    return previewCountFile(ctx, await readCountFile(request.body));
  });
}
