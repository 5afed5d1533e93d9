import { Ajv } from "ajv";
import type { Exchange } from "../testing";
import { addressOutput, addressRequest } from "./address";
import { answer, refused } from "./common";
import { rateOutput, rateRequest } from "./rate";
import { fields, oneOf, type Schema, some, text, whole } from "./schema";
import { cancelOutput, cancelRequest, shipOutput, shipRequest } from "./ship";
import { referencesRequest, trackOutput, trackRequest } from "./track";

const tokenRequest = fields({
  "grant_type!": oneOf("client_credentials"),
  "client_id!": some,
  "client_secret!": some,
});
const tokenAnswer = fields({
  "access_token!": some,
  "token_type!": oneOf("bearer"),
  "expires_in!": whole,
  "scope!": text,
});

/**
 * The shapes of FedEx's developer portal, of what is sent and got here: which fields there are, which are required, what
 * may stand in them. Written by hand from the portal's schemas, and stricter than those in that a field which is not
 * named is a fault: a misspelt one would be ignored by FedEx in silence.
 */
type Operation = { method: string; request: Schema; answer: Schema; form?: boolean };

const operations: Record<string, Operation> = {
  "/oauth/token": { method: "POST", request: tokenRequest, answer: tokenAnswer, form: true },
  "/rate/v1/rates/quotes": { method: "POST", request: rateRequest, answer: answer(rateOutput) },
  "/ship/v1/shipments": { method: "POST", request: shipRequest, answer: answer(shipOutput) },
  "/ship/v1/shipments/cancel": { method: "PUT", request: cancelRequest, answer: answer(cancelOutput) },
  "/track/v1/trackingnumbers": { method: "POST", request: trackRequest, answer: answer(trackOutput) },
  "/track/v1/referencenumbers": { method: "POST", request: referencesRequest, answer: answer(trackOutput) },
  "/address/v1/addresses/resolve": { method: "POST", request: addressRequest, answer: answer(addressOutput) },
};
export const documentedPaths = Object.keys(operations);

const ajv = new Ajv({ allErrors: true, strict: false });

function faultsOf(schema: Schema, value: unknown, where: string): string[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${where}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** What is wrong with one exchange, in lines; an empty list is good. */
export function checkExchange({ method, path, headers, body, status, answer: given }: Exchange): string[] {
  const operation = operations[path];
  if (!operation || operation.method !== method) return [`${method} ${path} is not documented`];
  const type = (headers.get("content-type") ?? "").split(";")[0];
  const wanted = operation.form ? "application/x-www-form-urlencoded" : "application/json";
  const sent = operation.form ? Object.fromEntries(new URLSearchParams(body)) : (JSON.parse(body) as unknown);
  return [
    ...(type === wanted ? [] : [`${path}: content-type is ${type}`]),
    ...(operation.form || /^Bearer \S+$/.test(headers.get("authorization") ?? "")
      ? []
      : [`${path}: no bearer token`]),
    ...(operation.form || /^[a-z]{2}_[A-Z]{2}$/.test(headers.get("x-locale") ?? "")
      ? []
      : [`${path}: no x-locale`]),
    ...faultsOf(operation.request, sent, `${path} sent `),
    ...faultsOf(status < 300 ? operation.answer : refused, given, `${path} answered ${status} `),
  ];
}

/** What is wrong with a push: it looks like an answer of tracking, without the names of a call. */
export const checkPush = (body: string): string[] =>
  faultsOf(fields({ "output!": trackOutput }), JSON.parse(body), "push ");
