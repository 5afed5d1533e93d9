import { z } from "zod";
import type { Answer } from "./call";
import type { NewStep } from "./outcome";
import type { Item } from "./queue";
import { sleepEnd } from "./time";

// PostgreSQL's text takes neither NUL nor half a surrogate pair.
const storable = (text: string) => text.replace(/[\ud800-\udfff]/gu, "").replaceAll("\u0000", "");
const Text = z.string().transform(storable);

const Op = z.looseObject({
  op: Text,
  id: Text,
  name: Text.nullish(),
  displayName: Text.nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

type Op = z.infer<typeof Op>;

/** What an answer of the app means for the run. */
export type Verdict =
  | { kind: "completed"; output: string; steps: NewStep[] }
  | { kind: "failed"; error: string }
  | { kind: "ran"; step: NewStep }
  | { kind: "planned"; steps: NewStep[] }
  | { kind: "finished"; result: string }
  | { kind: "retry"; error: string }
  /** Not the function's doing: no answer of the SDK, such as a crash or a proxy's error page. */
  | { kind: "missed"; error: string };

/** Reads an answer: 200 the run's result, 206 steps, 400 failed for good, 500 try again. */
export function judge(item: Item, answer: Answer, now: Date): Verdict {
  if (answer.headers["x-inngest-sdk-handled"] !== "true")
    return {
      kind: "missed",
      error: `The app answered ${answer.status} without the Inngest SDK: ${storable(answer.body.slice(0, 300))}`,
    };
  if (answer.status === 200) return { kind: "completed", output: answer.body || "null", steps: [] };
  if (answer.status === 206) return judgeOps(item, answer, now);
  return answer.headers["x-inngest-no-retry"] === "true" || isLastAttempt(item)
    ? { kind: "failed", error: answer.body }
    : { kind: "retry", error: answer.body };
}

const isLastAttempt = (item: Item) => item.attempt + 1 >= item.maxAttempts;

function judgeOps(item: Item, answer: Answer, now: Date): Verdict {
  const ops = z.array(Op).parse(JSON.parse(answer.body));
  const error = ops.find((op) => op.op === "StepError");
  if (error && !isLastAttempt(item)) return { kind: "retry", error: JSON.stringify(error.error ?? null) };

  const [only] = ops;
  if (!only || ops.some((op) => op.op === "DiscoveryRequest"))
    return { kind: "failed", error: "The app asked for a step this executor does not know." };
  try {
    const done = ops.find((op) => op.op === "RunComplete");
    if (done)
      return {
        kind: "completed",
        output: JSON.stringify(done.data ?? null),
        steps: readSteps(
          ops.filter((op) => op !== done),
          now,
        ),
      };
    const steps = readSteps(ops, now);
    const [step] = steps;
    if (ops.length > 1 || !step?.result) return { kind: "planned", steps };
    return item.stepId === only.id ? { kind: "finished", result: step.result } : { kind: "ran", step };
  } catch (reason) {
    return { kind: "failed", error: reason instanceof Error ? reason.message : String(reason) };
  }
}

/** Steps as the app reports them. Throws on one that the executor does not cover. */
export function readSteps(ops: unknown, now: Date): NewStep[] {
  return z
    .array(Op)
    .parse(ops)
    .map((op) => newStep(op, now));
}

function newStep(op: Op, now: Date): NewStep {
  const step = { id: op.id, op: op.op, name: op.displayName ?? op.name ?? op.id };
  switch (op.op) {
    case "StepRun":
    case "Step":
      return { ...step, kind: "call", dueAt: null, result: `{"data":${JSON.stringify(op.data ?? null)}}` };
    case "StepError":
    case "StepFailed":
      return {
        ...step,
        kind: "call",
        dueAt: null,
        result: `{"error":${JSON.stringify(op.error ?? { name: "Error", message: "" })}}`,
      };
    case "StepPlanned":
      return { ...step, kind: "call", dueAt: null, result: null };
    case "Sleep":
      return { ...step, kind: "sleep", dueAt: sleepEnd(op.name ?? "", now), result: null };
    default:
      throw new Error(`The step "${step.name}" is a ${op.op}, which the sandbox's executor does not cover.`);
  }
}
