import { hasSpec, openApi, type Relaxation, type Spec } from "@/sandbox/openapi";
import type { Exchange } from "./testing";

/** Whether UPS's OpenAPI files are at hand. */
export const published = hasSpec("ups", "Shipping.json");
export const wireTitle = `the wire, against UPS's published OpenAPI files${published ? "" : " (skipped: put those of https://github.com/UPS-API/api-documentation as JSON into ../shared/specs/ups)"}`;

/** Where UPS's own description can't be held against UPS's own traffic, and one way in which it is made stricter. */
const relax: Relaxation[] = [
  {
    why: "`maximum: 1` on text, lists and objects is how often the element may appear, not a bound of its value.",
    apply(node) {
      if (node.type === "number" || node.type === "integer") return;
      delete node.maximum;
      delete node.minimum;
    },
  },
  {
    why: "On lists minLength and maxLength speak of each entry.",
    apply({ type, items, minLength, maxLength }) {
      if (type !== "array" || !isNode(items) || items.type !== "string") return;
      if (minLength !== undefined) items.minLength = minLength;
      if (maxLength !== undefined) items.maxLength = maxLength;
    },
  },
  {
    why: "A billed weight of exactly eight characters is a width of print; UPS itself answers `3.0`.",
    apply(node, path) {
      if (path.endsWith("/ShipmentResults_BillingWeight/properties/Weight")) delete node.minLength;
    },
  },
  {
    why: "Rating wants three characters of a service's code; the codes have two, in UPS's own examples too.",
    apply(node, path) {
      if (path.endsWith("/Shipment_Service/properties/Code")) delete node.minLength;
    },
  },
  {
    why: "UPS's own examples of pushes carry descriptionCode, its schema does not list it.",
    apply(node, path) {
      if (path.endsWith("/TrackingEventRequest/properties/activityStatus/properties"))
        node.descriptionCode = { type: "integer" };
    },
  },
  {
    why: "Stricter than UPS: an element that is neither described nor required is a misspelt one.",
    apply(node, path) {
      const { properties, required, additionalProperties } = node;
      if (!isNode(properties) || additionalProperties !== undefined || path.includes("allOf")) return;
      node.additionalProperties = false;
      for (const name of Array.isArray(required) ? required : []) properties[String(name)] ??= {};
    },
  },
];

type Node = Parameters<Relaxation["apply"]>[0];

function isNode(value: Node[string] | undefined): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Each group of paths is described in a file of its own, which leaves out what the server's address says already. */
const files: { [start: string]: { file: string; prefix?: string } } = {
  "/security/": { file: "OAuthClientCredentials.json" },
  "/api/shipments/": { file: "Shipping.json", prefix: "/api" },
  "/api/addressvalidation/": { file: "AddressValidation.json", prefix: "/api" },
  "/api/rating/": { file: "Rating.json", prefix: "/api" },
  "/api/track/v1/": { file: "Tracking.json", prefix: "/api" },
  "/api/track/v2/": { file: "UPSTrackAlert.json", prefix: "/api/track/v2" },
};

const read = new Map<string, Spec>();

function specFor(start: string): Spec {
  const { file, prefix } = files[start] ?? {};
  if (!file) throw new Error(`There is no description of UPS's ${start}`);
  const spec = read.get(start) ?? openApi("ups", file, { relax, ...(prefix ? { prefix } : {}) });
  read.set(start, spec);
  return spec;
}

/** What is wrong with all traffic so far, each line once. */
export const wireProblems = (exchanges: readonly Exchange[]): string[] => [
  ...new Set(
    exchanges.flatMap((one) => {
      const start = Object.keys(files).find((path) => one.path.startsWith(path));
      return start ? checkExchange(start, one) : [`${one.path} is described nowhere`];
    }),
  ),
];

/** What is wrong with one exchange. A request that was refused need not have been right. */
function checkExchange(start: string, exchange: Exchange): string[] {
  const { method, path, headers, body, status, answer } = exchange;
  const spec = specFor(start);
  const form = headers.get("content-type")?.includes("form");
  const given: unknown = form ? Object.fromEntries(new URLSearchParams(body)) : body && JSON.parse(body);
  const inRequest = status < 300 ? spec.request({ method, path, headers, body: given }) : [];
  return [...inRequest, ...spec.answer(exchange, status, answer)].map(
    (line) => `${method} ${path} ${status}: ${line}`,
  );
}

export const checkPush = (body: string): string[] =>
  specFor("/api/track/v2/").value("TrackingEventRequest", JSON.parse(body));
