import { HTTPException } from "hono/http-exception";
import { randomId } from "./order";

type Detail = { issue: string; description?: string; field?: string; value?: string };
type Status = 400 | 401 | 403 | 404 | 422;

const common: Record<Status, { name: string; message: string }> = {
  400: {
    name: "INVALID_REQUEST",
    message: "Request is not well-formed, syntactically incorrect, or violates schema.",
  },
  401: {
    name: "AUTHENTICATION_FAILURE",
    message:
      "Authentication failed due to missing authorization header, or invalid authentication credentials.",
  },
  403: { name: "NOT_AUTHORIZED", message: "Authorization failed due to insufficient permissions." },
  404: { name: "RESOURCE_NOT_FOUND", message: "The specified resource does not exist." },
  422: {
    name: "UNPROCESSABLE_ENTITY",
    message:
      "The requested action could not be performed, semantically incorrect, or failed business validation.",
  },
};

/** A refusal in PayPal's shape. */
export class PaypalApiError extends HTTPException {
  readonly details: readonly Detail[];

  constructor(status: Status, ...details: Detail[]) {
    const body = { ...common[status], details, debug_id: randomId(13).toLowerCase(), links: [] };
    super(status, { message: details[0]?.issue ?? body.name, res: Response.json(body, { status }) });
    this.details = details;
  }

  static missing(): PaypalApiError {
    return new PaypalApiError(404, {
      issue: "INVALID_RESOURCE_ID",
      description: "Specified resource ID does not exist. Please check the resource ID and try again.",
    });
  }

  static refused(issue: string, description: string, field?: string): PaypalApiError {
    return new PaypalApiError(422, { issue, description, ...(field === undefined ? {} : { field }) });
  }
}
