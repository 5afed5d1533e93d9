import { randomUUID } from "node:crypto";

/** A refusal in HubSpot's shape. */
export class HubspotError extends Error {
  constructor(
    readonly status: 400 | 401 | 404 | 409 | 429,
    readonly category: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  answer(): Response {
    const { message, category, status, headers } = this;
    return Response.json(
      {
        status: "error",
        message,
        correlationId: randomUUID(),
        category,
        ...(status === 429 ? limitWords : {}),
      },
      { status, headers },
    );
  }
}

const limitWords = { errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" };
